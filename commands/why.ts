import { type Command, leaf } from '../src/chat/command.ts';
import {
  concludeNow,
  confirmRootCause,
  goBack,
  resumeChain,
  skipQuestion,
  stopChain,
} from '../src/core/why/index.ts';
import { suggestPain } from './stuck/change.ts';
import { begin, beginAnew, tree } from './why/begin.ts';
import { openChainForm, reopenChainForm, submitChainForm } from './why/forms.ts';
import { move, settle } from './why/move.ts';

export default {
  name: 'why',
  summary: 'Find out why something broke, down to the root cause',
  group: 'learn',
  leaf: leaf({
    summary: 'Up to five short questions, one at a time; without an entry, I continue where you stopped',
    options: {
      entry: {
        kind: 'text',
        summary: 'Which problem; latest is the last one',
        suggest: suggestPain,
        free: true,
        maxLength: 100,
      },
      show: {
        kind: 'choice',
        summary: 'Continue (the default) or see the whole chain',
        choices: [
          { value: 'question', label: 'the next question' },
          { value: 'tree', label: 'the whole chain' },
        ],
      },
    },
    run: ({ entry, show }, context) => {
      const typed = show === undefined ? asTree(entry) : undefined;
      if (typed) return tree(typed.entry, context);
      return show === 'tree' ? tree(entry, context) : begin(entry, context);
    },
  }),
  actions: {
    begin: { run: ([id], context, [selected]) => begin(selected ?? id, context) },
    anew: { run: ([id = '', sure], context) => beginAnew(id, sure === 'sure', context) },
    tree: { run: ([id], context) => tree(id, context) },
    answer: { opensForm: true, run: (args, context) => openChainForm('answer', args, context) },
    root: { opensForm: true, run: (args, context) => openChainForm('root', args, context) },
    check: { opensForm: true, run: (args, context) => openChainForm('check', args, context) },
    skip: { run: (args, context) => move(args, context, skipQuestion) },
    back: { run: (args, context) => move(args, context, goBack) },
    stop: { run: (args, context) => move(args, context, stopChain) },
    resume: { run: (args, context) => move(args, context, resumeChain) },
    conclude: { run: (args, context) => move(args, context, concludeNow) },
    confirm: { run: (args, context) => move(args, context, (chain) => confirmRootCause(chain)) },
    settle: { run: (args, context) => settle(args, context) },
  },
  forms: {
    answer: {
      form: (args, context) => reopenChainForm('answer', args, context),
      run: submitChainForm('answer'),
    },
    root: { form: (args, context) => reopenChainForm('root', args, context), run: submitChainForm('root') },
    check: {
      form: (args, context) => reopenChainForm('check', args, context),
      run: submitChainForm('check'),
    },
  },
} satisfies Command;

/** `why tree` and `why latest tree` ask for the whole chain, as `show:tree` does. */
function asTree(typed: string | undefined): { readonly entry?: string } | undefined {
  const match = /^(latest\s+)?tree$/i.exec(typed?.trim() ?? '');
  return match ? (match[1] ? { entry: 'latest' } : {}) : undefined;
}
