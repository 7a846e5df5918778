import type { MessageFacts } from './command.ts';
import type { What } from './incoming.ts';

/**
 * What came from outside with texts where texts belong, whatever a platform (or somebody who plays one) put there: another
 * type counts as nothing. A command's options stay as they are; `checkOptions` says what is wrong with them.
 */
export function onlyTexts(what: What): What {
  switch (what.type) {
    case 'text':
      return { ...what, text: text(what.text) };
    case 'command':
      return { ...what, ...names(what), options: isObject(what.options) ? what.options : {} };
    case 'press':
      return { ...what, action: text(what.action), values: list(what.values) };
    case 'submit':
      return { ...what, form: text(what.form), values: texts(what.values) };
    case 'suggest':
      return { ...what, ...names(what), option: text(what.option), typed: text(what.typed) };
    case 'shortcut':
      return { ...what, label: text(what.label), message: facts(what.message) };
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const names = (what: { name: string; subcommand?: string }) => ({
  name: text(what.name),
  ...(what.subcommand !== undefined && { subcommand: text(what.subcommand) }),
});

/** Ids become part of an entry's key, so they are short and of plain letters, as every platform's are. */
const plainId = (value: unknown): string =>
  text(value)
    .replace(/[^\w.:-]/g, '')
    .slice(0, 100);

const facts = (message: MessageFacts): MessageFacts => ({
  id: plainId(message.id),
  channelId: plainId(message.channelId),
  authorId: plainId(message.authorId),
  text: text(message.text),
});

const list = (values: unknown): string[] =>
  Array.isArray(values) ? values.filter((it) => typeof it === 'string') : [];

/** The names that a form's fields may have: no other key is anybody's field, and some cannot even be stored. */
const fieldName = /^[a-z][a-z0-9-]{0,31}$/;

const texts = (values: unknown): Record<string, string> =>
  isObject(values)
    ? Object.fromEntries(
        Object.entries(values).filter(
          (pair): pair is [string, string] => typeof pair[1] === 'string' && fieldName.test(pair[0]),
        ),
      )
    : {};
