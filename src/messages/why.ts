import { codeBlock, joined, type Markdown, md, quote } from '../chat/markdown.ts';
import type { Button, Form, Reply } from '../chat/reply.ts';
import type { BudgetSpent } from '../core/learnings/index.ts';
import type { Entry } from '../core/log/index.ts';
import {
  answerLimit,
  checkFor,
  mostQuestions,
  type Observation,
  rootCauseLimit,
  treeOf,
  type WhyChain,
} from '../core/why/index.ts';
import { excerpt } from './words.ts';

/** Columns of a tree's line: what a card of a chat shows without scrolling. */
const treeWidth = 60;

/** Tells a press on this step from its repetition, or from one on an older message. */
export const stepOf = ({ steps, dropped, state }: WhyChain): string =>
  `${steps.length}.${dropped.length}.${state.charAt(0)}`;

const button = (label: string, name: string, chain: WhyChain, style?: Button['style']): Button => ({
  label,
  action: { name: `why.${name}`, args: [chain.entryId, stepOf(chain)], inPlace: true },
  ...(style && { style }),
});

/** Where a chain stands, and what can be done next. */
export function chainReply(chain: WhyChain, entry: Entry, before?: Markdown): Reply {
  const { code, text, buttons } = views[chain.state](chain, entry);
  return {
    code,
    visibility: 'private',
    text: joined([before, text]),
    buttons: [buttons],
  };
}

interface View {
  readonly code: string;
  readonly text: Markdown;
  readonly buttons: readonly Button[];
}

const oneLine = (text = ''): string => text.replace(/\s+/g, ' ');
const about = (entry: Entry): string => excerpt(entry.text, 80);

/** The question before was in this place: what was said to it. */
const lastAnswer = ({ steps }: WhyChain): Markdown | undefined => {
  const answer = steps.at(-1)?.answer;
  return answer ? quote(excerpt(answer, 120)) : undefined;
};

const views: Readonly<Record<WhyChain['state'], (chain: WhyChain, entry: Entry) => View>> = {
  asking: (chain, entry) => ({
    code: 'why-question',
    text: joined([
      md`_Why, question ${chain.steps.length + 1} of up to ${mostQuestions}: ${about(entry)}_`,
      lastAnswer(chain),
      md`**${chain.pending ?? ''}**`,
    ]),
    buttons: [
      button('Answer', 'answer', chain, 'primary'),
      button('Skip', 'skip', chain),
      ...(chain.steps.length > 0 ? [button('Back', 'back', chain)] : []),
      ...(chain.steps.some((it) => it.answer) ? [button("That's the root cause", 'conclude', chain)] : []),
      button('Stop', 'stop', chain),
    ],
  }),
  concluding: (chain, entry) => ({
    code: 'why-root',
    text:
      chain.proposal === undefined
        ? md`**In one sentence: what was the root cause?** _(${about(entry)})_`
        : joined([
            md`In your own words, the root cause of _${about(entry)}_:`,
            quote(chain.proposal),
            md`**Is that right?**`,
          ]),
    buttons: [
      ...(chain.proposal === undefined ? [] : [button("Yes, that's it", 'confirm', chain, 'primary')]),
      button(chain.proposal === undefined ? 'Write it down' : 'Change it', 'root', chain),
      ...(chain.steps.length > 0 ? [button('Back', 'back', chain)] : []),
      button('Stop', 'stop', chain),
    ],
  }),
  closing: (chain) => ({
    code: 'why-check',
    text: md`**Next time, check first ${checkFor(chain)}.** Does that sound right?`,
    buttons: [
      button('Sounds right', 'settle', chain, 'primary'),
      button('Something else', 'check', chain),
      button('Back', 'back', chain),
      button('Stop', 'stop', chain),
    ],
  }),
  done: (chain, entry) => ({
    code: 'why-done',
    text: joined([
      md`**Root cause found.** _${about(entry)}_`,
      md`- Root cause: ${oneLine(chain.rootCause)}`,
      md`- Check first next time: ${oneLine(chain.check)}`,
    ]),
    buttons: [
      button('Show the whole chain', 'tree', chain),
      ...(entry.pain?.fix === undefined
        ? [{ label: 'Add the fix', action: { name: 'stuck.add', args: [entry.id, 'fix'], inPlace: true } }]
        : []),
      button('Start over', 'anew', chain),
    ],
  }),
  stopped: (chain, entry) => ({
    code: 'why-stopped',
    text: md`Stopped. I kept your answers. _${about(entry)}_`,
    buttons: [
      button('Continue', 'resume', chain),
      button('Show the whole chain', 'tree', chain),
      button('Start over', 'anew', chain),
    ],
  }),
};

/** Starting over would take away a chain that reached its root. */
export const restartQuestion = ({ entryId, rootCause }: WhyChain): Reply => ({
  code: 'why-anew',
  visibility: 'private',
  text: joined([
    md`You already found a root cause, and starting over replaces it:`,
    quote(rootCause ?? ''),
    md`Start over?`,
  ]),
  buttons: [
    [
      { label: 'Start over', action: { name: 'why.anew', args: [entryId, 'sure'], inPlace: true } },
      { label: 'Keep it', style: 'primary', action: { name: 'why.begin', args: [entryId], inPlace: true } },
    ],
  ],
});

/** Said once a day, when the model's share is used up. */
export const spentText = (spent: BudgetSpent): Markdown =>
  spent === 'member-budget'
    ? md`_You've used up today's questions from the language model. I'll go on with my own; it's back tomorrow._`
    : md`_This community has used up today's questions from the language model. I'll go on with my own; it's back tomorrow._`;

/** Asked for the answer: not that, but what would decide. */
export const insteadText = ({ first, second, observation }: Observation): Markdown =>
  md`I'll leave the answer to you. Here's what would settle it: ${observation}. That tells you whether ${first} or ${second}.`;

/** The form in which a question is answered, a root cause or a check written. */
export function chainForm(chain: WhyChain, part: 'answer' | 'root' | 'check'): Form {
  const fields = {
    answer: {
      title: 'Why?',
      label: 'Your answer',
      hint: chain.pending ?? '',
      value: undefined,
    },
    root: {
      title: 'The root cause',
      label: 'In one sentence',
      hint: `Your own words, up to ${rootCauseLimit} characters`,
      value: chain.proposal ?? chain.rootCause,
    },
    check: {
      title: 'Next time',
      label: 'What will you check first?',
      hint: 'One thing, as specific as you can',
      value: undefined,
    },
  }[part];
  const { title, label, hint, value } = fields;
  return {
    title,
    submitLabel: part === 'answer' ? 'Answer' : 'Save',
    action: { name: `why.${part}`, args: [chain.entryId, stepOf(chain)] },
    fields: [
      {
        name: 'words',
        label,
        kind: 'paragraph',
        required: true,
        hint: hint || `Up to ${answerLimit} characters`,
        ...(value !== undefined && { value }),
      },
    ],
  };
}

/** The chain as a small tree, from what broke down to the root. */
export function treeText(chain: WhyChain): Markdown {
  return codeBlock(treeLines(chain).join('\n'));
}

const marks = {
  pain: '',
  question: 'why: ',
  answer: '  ',
  skipped: '  (skipped)',
  open: 'why: ',
  proposal: 'root cause? ',
  'root-cause': 'root cause: ',
  check: 'next time: ',
} as const;

const treeLines = (chain: WhyChain): string[] =>
  treeOf(chain).nodes.flatMap(({ part, depth, text }) => {
    const indent = '  '.repeat(Math.max(0, depth - 1));
    const branch = depth === 0 ? '' : `${indent}${isAnswer(part) ? '   ' : '└─ '}`;
    const [first = '', ...more] = wrapped(
      `${marks[part]}${text.replace(/\s+/g, ' ')}`,
      treeWidth - branch.length,
    );
    const hanging = ' '.repeat(depth === 0 ? 0 : branch.length + (isAnswer(part) ? 2 : 0));
    return [`${branch}${first}`.trimEnd(), ...more.map((it) => `${hanging}${it}`)];
  });

/** In lines of at most `width` columns, broken between words; a longer word is broken in itself. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    const end = at > width / 3 ? at : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

const isAnswer = (part: string): boolean => part === 'answer' || part === 'skipped';
