import type { ChainState, WhyChain } from './types.ts';

/** One line of a chain shown as a tree. The text is the member's or a question's own; the wording around it is made elsewhere. */
export interface TreeNode {
  readonly part: 'pain' | 'question' | 'answer' | 'skipped' | 'open' | 'proposal' | 'root-cause' | 'check';
  /** 0 for the pain; each why stands one further in. */
  readonly depth: number;
  /** Empty for a skipped question's missing answer. */
  readonly text: string;
}

export interface ChainTree {
  readonly state: ChainState;
  readonly asked: number;
  readonly answered: number;
  readonly nodes: readonly TreeNode[];
}

/** A chain as the facts of a small tree, from the pain down to the root. */
export function treeOf(chain: WhyChain): ChainTree {
  const nodes: TreeNode[] = [{ part: 'pain', depth: 0, text: chain.headline }];
  for (const [index, { question, answer }] of chain.steps.entries()) {
    nodes.push({ part: 'question', depth: index + 1, text: question });
    nodes.push(
      answer === undefined
        ? { part: 'skipped', depth: index + 1, text: '' }
        : { part: 'answer', depth: index + 1, text: answer },
    );
  }
  const end = chain.steps.length + 1;
  if (chain.pending !== undefined) nodes.push({ part: 'open', depth: end, text: chain.pending });
  if (chain.proposal !== undefined) nodes.push({ part: 'proposal', depth: end, text: chain.proposal });
  if (chain.rootCause !== undefined) nodes.push({ part: 'root-cause', depth: end, text: chain.rootCause });
  if (chain.check !== undefined) nodes.push({ part: 'check', depth: end, text: chain.check });
  const answered = chain.steps.filter(({ answer }) => answer !== undefined).length;
  return {
    state: chain.state,
    asked: chain.steps.length + (chain.pending === undefined ? 0 : 1),
    answered,
    nodes,
  };
}
