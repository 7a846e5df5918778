import { privately } from '../src/chat/answers.ts';
import { type Command, leaf, type Options } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import type { MessageFacts } from '../src/chat/interaction.ts';
import { code, md } from '../src/chat/markdown.ts';
import { type Answer, isFormErrors } from '../src/chat/reply.ts';
import { type EntryKind, entryKindNames } from '../src/core/log/index.ts';
import type { Audience } from '../src/core/people/index.ts';
import { audienceOption, minutesOption } from '../src/messages/entry-form.ts';
import { wordsOfKind } from '../src/messages/entry-kinds.ts';
import { pictureNeedsWordsText } from '../src/messages/pictures.ts';
import {
  describeMessage,
  directMessages,
  left,
  logMessage as logTyped,
  retypeMessage,
} from './log/direct-messages.ts';
import { formArgs, logForm, openLogForm, submitLogForm } from './log/form.ts';
import { attachPictures, describeForm, keepUpload, picturesOfMessage } from './log/pictures.ts';
import { suggestProject, suggestTag } from './log/suggest.ts';
import { chooseAudience, joinToBefore, moveToYesterday } from './log/typed-changes.ts';
import { writeEntry } from './log/write.ts';

const options = {
  text: { kind: 'text', summary: 'What you built, or what broke', free: true },
  project: { kind: 'text', summary: 'The project it belongs to', suggest: suggestProject },
  minutes: minutesOption,
  tag: { kind: 'text', summary: 'Tags, like "redis, node"', suggest: suggestTag },
  audience: audienceOption,
  date: { kind: 'text', summary: 'The day it counts for: today, yesterday, monday, 2026-11-20' },
  picture: {
    kind: 'picture',
    summary: 'A picture of it; elsewhere than on Discord, send it to me in our DM',
  },
  kind: {
    kind: 'choice',
    summary: 'Something built (the default) or something that broke',
    choices: entryKindNames.map((kind) => ({ value: kind, label: wordsOfKind(kind).option })),
  },
} satisfies Options;
const { text: _text, picture: _picture, ...besideText } = options;
const optionNames = Object.keys(besideText);

export default {
  name: 'log',
  summary: 'Log what you built, or what broke',
  group: 'first',
  leaf: leaf({
    summary: 'Log what you built, or what broke; without text, a form opens',
    options,
    opensForm: (input) => input.text === undefined && input.picture === undefined,
    async run({ audience, kind, text, picture, ...typed }, context) {
      const choice = {
        ...(audience && { audience: audience as Audience }),
        ...(kind && { kind: kind as EntryKind }),
      };
      if (text === undefined && picture !== undefined)
        return pictureNeedsWordsText(`${context.commandName('log')} text:built a parser picture:…`);
      if (text === undefined) return openLogForm(formArgs(choice), typed, context);
      const answer = await writeEntry(
        {
          ...typed,
          ...choice,
          text,
          optionNames,
          ...(picture !== undefined && { pictures: () => keepUpload(picture, context) }),
        },
        context,
      );
      return isFormErrors(answer)
        ? privately(answer.code, md`${Object.values(answer.errors).join(' ')} Nothing was logged yet.`)
        : answer;
    },
  }),
  actions: {
    open: { opensForm: true, run: ([date], context) => openLogForm([], date ? { date } : {}, context) },
    message: { run: ([id = ''], context) => logTyped(id, context) },
    retype: { run: ([id = ''], context) => retypeMessage(id, context) },
    leave: { run: async () => left },
    yesterday: { run: ([id = ''], context) => moveToYesterday(id, context) },
    join: { run: ([id = '', before = ''], context) => joinToBefore(id, before, context) },
    describe: { opensForm: true, run: async (args) => ({ code: 'picture-form', form: describeForm(args) }) },
    attach: { run: ([id = '', message = ''], context) => attachPictures(id, message, context) },
    audience: { run: ([wanted = ''], context) => chooseAudience(wanted, context) },
  },
  directMessages,
  forms: {
    entry: { form: (args, context) => logForm(args, {}, context), run: submitLogForm },
    describe: {
      form: async (args) => describeForm(args),
      run: ({ text = '' }, context, [id = '']) => describeMessage(id, text, context),
    },
  },
  messageShortcuts: entryKindNames.map((kind) => ({
    label: wordsOfKind(kind).shortcut,
    run: (message, context) => logMessage(message, kind, context),
  })),
} satisfies Command;

async function logMessage(message: MessageFacts, kind: EntryKind, context: Context): Promise<Answer> {
  if (message.authorId !== context.actor.identity.user) {
    return privately(
      'not-yours',
      md`That's someone else's message, so only they can log it. You could make their day with ${code(context.commandName('kudos'))}, though.`,
    );
  }
  // One message is one entry, however often it is logged.
  const eventKey = `${context.place.platform}:message:${message.channelId}:${message.id}`;
  const answer = await writeEntry(
    { text: message.text, kind, pictures: () => picturesOfMessage(message.id, context) },
    context,
    eventKey,
  );
  return isFormErrors(answer)
    ? privately(answer.code, md`${Object.values(answer.errors).join(' ')} Nothing was logged.`)
    : answer;
}
