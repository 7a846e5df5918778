import { privately } from '../../src/chat/answers.ts';
import type { DirectMessages } from '../../src/chat/command.ts';
import type { Context } from '../../src/chat/context.ts';
import { messageEventId, type TypedMessage } from '../../src/chat/interaction.ts';
import { md } from '../../src/chat/markdown.ts';
import type { Meaning } from '../../src/chat/meaning.ts';
import { draftButton } from '../../src/chat/reopen-form.ts';
import { type Answer, type FormErrors, isFormErrors } from '../../src/chat/reply.ts';
import { dayAt, formatDay } from '../../src/core/calendar/index.ts';
import {
  type Entry,
  type EntryChange,
  editEntry,
  fitText,
  isBlank,
  type LeftOut,
  withPart,
} from '../../src/core/log/index.ts';
import { type Person, todayOf } from '../../src/core/people/index.ts';
import { loggedReply } from '../../src/messages/logged.ts';
import { leftOutText, noPictureText, pictureAloneText, picturesText } from '../../src/messages/pictures.ts';
import {
  deleteOfferedText,
  errorText,
  littleText,
  messageGoneText,
  notRetypedText,
  noWordsText,
  questionText,
  retypedText,
  retypeOfferedText,
  skipText,
  strangerText,
  typingOffText,
} from '../../src/messages/typed.ts';
import { rewriteRoundupsWith } from '../../src/posts/roundup-copies.ts';
import { typingOf } from '../../src/settings/person/typing.ts';
import { afterChange } from '../history/finish.ts';
import { gone } from '../history/mine.ts';
import { picturesAfterEdit, picturesIn } from './pictures.ts';
import { readBack } from './read-back.ts';
import { answeredDate, noteTold, typedBefore, typedFacts, whoSees } from './typed-facts.ts';
import { type Typed, writeWithFacts } from './write.ts';

/** What people write to the bot in their DM. An answer becomes an entry; everything else is said or offered. */
export const directMessages: DirectMessages = { written, edited, deleted };

async function written(
  message: TypedMessage,
  meaning: Meaning,
  context: Context,
): Promise<Answer | undefined> {
  const { person, commandName } = context;
  if (!person) return strangerText(commandName('start'), commandName('help'));
  // Who erased everything and began anew finds nothing of before.
  if (message.at < person.joinedAt) return undefined;
  if (isBlank(message.text)) return message.files ? offerPictures(message, person, context) : noWordsText;
  if (meaning.kind === 'error') return offerPain(message, person, context);
  if (meaning.kind === 'little') return littleText(message);
  if (meaning.kind === 'question') return questionText(message, commandName('help'));
  if (meaning.kind === 'skip') return skipText(message, formatDay(dayAt(person.clocks, message.at)));
  if (meaning.kind === 'command') return undefined;
  if (typingOf(person) === 'off') return typingOffText(message, commandName('settings'));
  return logAnswer(message, { ...meaning.options, text: meaning.text }, person, context);
}

/** One message is one entry, however often it comes and whoever logs it: by typing, by the button, from its menu. */
const eventKeyOf = ({ place }: Context, message: Pick<TypedMessage, 'id' | 'channelId'>): string =>
  `${place.platform}:${messageEventId(message)}`;

async function logAnswer(
  message: TypedMessage,
  typed: Typed,
  person: Person,
  context: Context,
): Promise<Answer> {
  const { stores, rules } = context.services;
  const asked = await answeredDate(message, person, { stores, backdateDays: rules.backdateDays });
  const sees = await whoSees(person, stores);
  const date = typed.date ?? (asked && 'day' in asked ? formatDay(asked.day) : undefined);
  const withPictures = { pictures: async () => picturesIn(message, context) };
  const logged = await writeWithFacts(
    { ...typed, ...withPictures, ...(date !== undefined && { date }) },
    context,
    {
      eventKey: eventKeyOf(context, message),
      ...(sees.community && { agreed: sees.community }),
    },
  );
  if (!('entry' in logged)) {
    if (!isFormErrors(logged)) return logged;
    return privately(logged.code, md`${Object.values(logged.errors).join(' ')} Nothing was logged yet.`);
  }
  const { entry } = logged;
  // A roundup that was posted meanwhile shows what was written before its cut-off.
  if (entry.audience === 'community' && context.actedAt < context.now)
    await rewriteRoundupsWith(context.services, entry);
  const facts = await typedFacts(
    { entry, message, person, sees, asked, isDated: date !== undefined },
    context,
  );
  if (logged.fresh) await noteTold(person, facts, context);
  return loggedReply({ ...logged, typed: facts });
}

/** Pictures without a word: an entry needs some, so they are asked for. */
async function offerPictures(message: TypedMessage, person: Person, context: Context): Promise<Answer> {
  const { pictures, leftOut } = picturesIn(message, context);
  const left = leftOutText(leftOut);
  if (pictures.length === 0) return noPictureText(left);
  return pictureAloneText(message, pictures.length, await typedBefore(person, message, context), left);
}

async function offerPain(message: TypedMessage, person: Person, context: Context): Promise<Answer> {
  const args = ['', formatDay(dayAt(person.clocks, message.at)), '', ...(message.files ? [message.id] : [])];
  const { text } = fitText(message.text);
  return errorText(
    message,
    await draftButton('Write it down', { error: text }, { name: 'stuck.new', args }, context),
  );
}

/** The button on an offer: the message is read once more, and logged whatever it says. */
export async function logMessage(id: string, context: Context): Promise<Answer> {
  const found = await readBack(id, context);
  if (!found) return messageGoneText;
  const { message, person } = found;
  return logAnswer(message, { text: message.text }, person, { ...context, actedAt: message.at });
}

/** The words that were written to a picture; they and it become the entry of its message. */
export async function describeMessage(
  id: string,
  text: string,
  context: Context,
): Promise<Answer | FormErrors> {
  if (isBlank(text))
    return { code: 'empty-text', errors: { text: 'Please write something. One line is enough.' } };
  const found = await readBack(id, context);
  if (!found) return messageGoneText;
  const { message, person } = found;
  return logAnswer(message, { text }, person, { ...context, actedAt: message.at });
}

/** An edit of the message is one of its entry while its date lasts; later it is offered (S8). */
async function edited(message: TypedMessage, context: Context): Promise<Answer | undefined> {
  const found = await entryOf(message, context);
  if (!found || !changeOf(message, found.entry, context)) return undefined;
  const { entry, person } = found;
  if (entry.day !== todayOf(person, context.now)) return retypeOfferedText(entry, message, person.language);
  return retyped(message, found, context);
}

/** What of the message is the entry's text: `log built a parser minutes:50` holds more than that. */
function wordsOf({ text }: TypedMessage, { services }: Context): string {
  const meaning = services.meaningOf(text);
  return meaning.kind === 'answer' ? meaning.text : text;
}

/**
 * What of its entry an edited message changes; undefined where it is nothing. `apart`: it is one of several messages of an
 * entry that was edited since, or that would be too long.
 */
function changeOf(
  message: TypedMessage,
  entry: Entry,
  context: Context,
): { readonly change: EntryChange; readonly leftOut: readonly LeftOut[] } | 'apart' | undefined {
  const words = wordsOf(message, context);
  const whole = isBlank(words)
    ? { text: entry.text }
    : withPart(entry, eventKeyOf(context, message), fitText(words).text);
  if (!whole || fitText(whole.text).shortened) return 'apart';
  const after = picturesAfterEdit(entry, message, context);
  const changesText = whole.text !== entry.text;
  if (!changesText && !after) return undefined;
  return {
    change: { ...(changesText && whole), ...(after && { pictures: after.pictures }) },
    leftOut: after?.leftOut ?? [],
  };
}

async function retyped(message: TypedMessage, { entry, person }: Mine, context: Context): Promise<Answer> {
  const { now, services } = context;
  let made: ReturnType<typeof changeOf>;
  const limits = { now, backdateDays: services.rules.backdateDays };
  const change = (before: Entry): EntryChange | undefined => {
    made = changeOf(message, before, context);
    return made === 'apart' ? undefined : made?.change;
  };
  const changed = await editEntry(services.stores, person, entry.id, change, limits);
  if (made === 'apart') return notRetypedText(entry);
  if (!made) return retypedText(entry.text);
  if (!changed.ok) return gone;
  const { pictures } = made.change;
  const refused = await afterChange(changed, person, context);
  return retypedText(
    changed.entry.text,
    pictures && (picturesText(changed.entry) ?? md`📷 no picture`),
    leftOutText(made.leftOut),
    refused,
  );
}

/** The button on an offer to change the entry of an edited message. */
export async function retypeMessage(id: string, context: Context): Promise<Answer> {
  const found = await readBack(id, context);
  const mine = found && (await entryOf(found.message, context));
  if (!found) return messageGoneText;
  return mine ? retyped(found.message, mine, context) : gone;
}

async function deleted(
  message: Pick<TypedMessage, 'id' | 'channelId'>,
  context: Context,
): Promise<Answer | undefined> {
  const found = await entryOf(message, context);
  return found && deleteOfferedText(found.entry);
}

interface Mine {
  readonly entry: Entry;
  readonly person: Person;
}

/** The entry that a message became or was put into, unless its author deleted it. */
async function entryOf(
  message: Pick<TypedMessage, 'id' | 'channelId'>,
  context: Context,
): Promise<Mine | undefined> {
  const { person } = context;
  const { entries } = context.services.stores;
  const own = person && (await entries.findByEvent(person.id, eventKeyOf(context, message)));
  const entry = own?.joinedInto === undefined ? own : await entries.find(own.personId, own.joinedInto);
  return person && entry && entry.deletedAt === undefined ? { entry, person } : undefined;
}

export const left: Answer = privately('left', md`OK, I left it as it is.`);
