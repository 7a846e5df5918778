import type { Block, Inline } from '../state/types.ts';
import { WithSigns } from './signs.tsx';

type Item = Extract<Block, { children: readonly Inline[] }>;

/** The tree of the bot's small markdown as elements; neighbouring items and quotes become one list or quote. */
export function RichText({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div class="rich">
      {grouped(blocks).map((group, index) => (
        <Group key={index} group={group} />
      ))}
    </div>
  );
}

interface BlockGroup {
  readonly type: Block['type'];
  readonly blocks: readonly Block[];
}

function grouped(blocks: readonly Block[]): BlockGroup[] {
  const groups: { type: Block['type']; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last && last.type === block.type && block.type !== 'code-block') last.blocks.push(block);
    else groups.push({ type: block.type, blocks: [block] });
  }
  return groups;
}

function Group({ group }: { group: BlockGroup }) {
  const [first] = group.blocks;
  if (first?.type === 'code-block') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      <pre class="code-block" tabIndex={0}>
        <code>{first.text}</code>
      </pre>
    );
  }
  const items = group.blocks as readonly Item[];
  if (group.type === 'item') {
    return (
      <ul>
        {items.map((it, index) => (
          <li key={index}>
            <InlineNodes nodes={it.children} />
          </li>
        ))}
      </ul>
    );
  }
  const lines = items.map((it, index) => (
    <p key={index}>{isEmpty(it) ? <br /> : <InlineNodes nodes={it.children} />}</p>
  ));
  return group.type === 'quote' ? <blockquote>{lines}</blockquote> : <div>{lines}</div>;
}

const isEmpty = ({ children }: Item): boolean =>
  children.length === 0 || (children.length === 1 && children[0]?.type === 'text' && children[0].text === '');

function InlineNodes({ nodes }: { nodes: readonly Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <InlineNode key={index} node={node} />
      ))}
    </>
  );
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.type) {
    case 'text':
      return <WithSigns text={node.text} />;
    case 'bold':
      return (
        <strong>
          <InlineNodes nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <InlineNodes nodes={node.children} />
        </em>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'channel':
      return <>#{node.id}</>;
    case 'link':
      return (
        <a href={node.url} target="_blank" rel="noopener noreferrer">
          {node.text}
        </a>
      );
  }
}
