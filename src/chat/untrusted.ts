import type { AttachedFile } from '../core/log/index.ts';
import type { Interaction, MessageFacts, TypedMessage } from './interaction.ts';

/**
 * What came from outside with texts where texts belong, whatever a platform (or somebody who plays one) put there: another
 * type counts as nothing. A command's options stay as they are; `checkOptions` says what is wrong with them.
 */
export function onlyTexts(interaction: Interaction): Interaction {
  switch (interaction.type) {
    case 'text':
      return { ...interaction, text: text(interaction.text) };
    case 'command':
      return {
        ...interaction,
        ...names(interaction),
        options: isObject(interaction.options) ? interaction.options : {},
      };
    case 'press':
      return { ...interaction, action: text(interaction.action), values: list(interaction.values) };
    case 'submit':
      return { ...interaction, form: text(interaction.form), values: texts(interaction.values) };
    case 'suggest':
      return {
        ...interaction,
        ...names(interaction),
        option: text(interaction.option),
        typed: text(interaction.typed),
      };
    case 'shortcut':
      return { ...interaction, label: text(interaction.label), message: facts(interaction.message) };
    case 'message':
    case 'message-edited':
      return { ...interaction, message: typedMessage(interaction.message) };
    case 'message-deleted':
      return {
        type: interaction.type,
        message: { id: plainId(interaction.message.id), channelId: plainId(interaction.message.channelId) },
      };
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const names = (interaction: { name: string; subcommand?: string }) => ({
  name: text(interaction.name),
  ...(interaction.subcommand !== undefined && { subcommand: text(interaction.subcommand) }),
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

const typedMessage = ({
  id,
  channelId,
  at,
  editedAt,
  repliesTo,
  files,
  ...rest
}: TypedMessage): TypedMessage => ({
  id: plainId(id),
  channelId: plainId(channelId),
  text: text(rest.text),
  at: Number.isFinite(at) ? at : 0,
  ...(Number.isFinite(editedAt) && { editedAt: editedAt as number }),
  ...(repliesTo !== undefined && { repliesTo: plainId(repliesTo) }),
  ...(Array.isArray(files) &&
    files.length > 0 && { files: (files.filter(isObject) as AttachedFile[]).map(attachedFile) }),
});

const attachedFile = ({ id, name, contentType, size, alt, isClosed }: AttachedFile): AttachedFile => ({
  id: plainId(id),
  name: text(name),
  contentType: text(contentType),
  size: Number.isFinite(size) ? size : Number.POSITIVE_INFINITY,
  ...(text(alt) !== '' && { alt: text(alt) }),
  ...(isClosed === true && { isClosed }),
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
