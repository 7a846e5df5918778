import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import { md } from '../src/chat/markdown.ts';
import { chooseDm, confirm, decline, make } from './link/make.ts';
import { agree, type as typed } from './link/type.ts';
import { askUnlink, chooseUnlinked, keepLinked, unlink } from './link/unlink.ts';

export default {
  name: 'link',
  summary: 'Link your accounts on two platforms: one log, one streak',
  group: 'account',
  leaf: leaf({
    summary: 'Link your accounts on two platforms; without a code you get one to type there',
    options: {
      code: { kind: 'text', summary: 'The code from your other account', free: true, maxLength: 40 },
    },
    run: ({ code }, context) => (code === undefined ? make(context) : typed(code, context)),
  }),
  actions: {
    agree: { run: ([code = ''], context) => agree(code, context) },
    cancel: { run: async () => privately('link-cancelled', md`OK, nothing was linked.`) },
    confirm: { run: ([code = ''], context) => confirm(code, context) },
    decline: { run: ([code = ''], context) => decline(code, context) },
    unlink: { run: (_args, context) => chooseUnlinked(context) },
    'unlink-ask': { run: ([sideId = ''], context) => askUnlink(sideId, context) },
    'unlink-confirm': { run: ([sideId = ''], context) => unlink(sideId, context) },
    'unlink-keep': { run: keepLinked },
    dm: { run: ([ownId = ''], context) => chooseDm(ownId, context) },
  },
} satisfies Command;
