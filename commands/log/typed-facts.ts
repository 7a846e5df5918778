import { change } from '../../src/chat/answers.ts';
import type { Context, Stores } from '../../src/chat/context.ts';
import type { TypedMessage } from '../../src/chat/interaction.ts';
import { type Day, dayAt, parseDay } from '../../src/core/calendar/index.ts';
import { dateProblem, type Entry, whyApart } from '../../src/core/log/index.ts';
import { type Community, chosenIn, type Person, todayOf, withChosen } from '../../src/core/people/index.ts';
import { kindsWhere } from '../../src/core/reminders/index.ts';
import { communitiesOf } from '../../src/interactions/communities-of.ts';
import { dateProblemText } from '../../src/messages/logged.ts';
import type { TypedFacts, TypingAudience } from '../../src/messages/typed.ts';
import { typingAudience, typingOf } from '../../src/settings/person/typing.ts';

const joinableMs = 10 * 60_000;
/** A reply to an older reminder than these is none to a date that is open. */
const remindersLookedAt = 10;
/** Which of the first time's lines they were told: how to turn typing off (`hint`), and also who may see it (`asked`). */
const toldSetting = 'typing-told';

export interface WhoSees {
  readonly audience: TypingAudience;
  /** The community that they agreed to. */
  readonly community?: Community;
  readonly communities: readonly Community[];
}

/** Who sees what somebody types: a community only after they agreed to exactly this, and while they are in it. */
export async function whoSees(person: Person, stores: Stores): Promise<WhoSees> {
  const communities = await communitiesOf(stores, person);
  const community = communities.find((it) => it.id === typingOf(person));
  return { audience: typingAudience(person, { communities }), communities, ...(community && { community }) };
}

type Asked = { readonly day: Day } | { readonly closed: NonNullable<TypedFacts['closedDate']> };

/** The date of the reminder that a message replies to (S7); undefined where it replies to none. */
export async function answeredDate(
  { repliesTo, at }: TypedMessage,
  person: Person,
  { stores, backdateDays }: { readonly stores: Stores; readonly backdateDays: number },
): Promise<Asked | undefined> {
  if (repliesTo === undefined) return undefined;
  const kinds = kindsWhere((it) => it.isAnsweredByTyping);
  for (const kind of kinds) {
    const sent = await stores.deliveries.latest(person.id, kind, remindersLookedAt);
    const found = sent.find((it) => it.post?.message === repliesTo);
    const day = found && parseDay(found.key);
    if (day === undefined) continue;
    const today = dayAt(person.clocks, at);
    const problem = dateProblem(person, day, today, backdateDays);
    return problem
      ? { closed: { problem, text: dateProblemText(problem, today, person.language) } }
      : { day };
  }
  return undefined;
}

export async function typedFacts(
  {
    entry,
    message,
    person,
    sees,
    asked,
    isDated,
  }: {
    readonly entry: Entry;
    readonly message: TypedMessage;
    readonly person: Person;
    readonly sees: WhoSees;
    readonly asked: Asked | undefined;
    readonly isDated: boolean;
  },
  context: Context,
): Promise<TypedFacts> {
  const { commandName, services } = context;
  const told = chosenIn(person, toldSetting);
  const before = await writtenBefore(entry, message, context);
  const isOpen = typingOf(person) === undefined && told !== 'asked' && sees.communities.length > 0;
  const { backdateDays } = services.rules;
  const yesterday = entry.day - 1;
  const mayBeYesterdays =
    !isDated &&
    [entry.day, yesterday].every(
      (day) => dateProblem(person, day, todayOf(person, context.now), backdateDays) === undefined,
    ) &&
    !(await services.stores.entries.isLogged(person.id, yesterday));
  return {
    audience: entry.audience === 'private' ? 'private' : sees.audience,
    ...(told === undefined && { turnOff: `${commandName('settings')} typing:off` }),
    ...(isOpen && { ask: sees.communities.map(({ id, name }) => ({ id, name })) }),
    mayBeYesterdays,
    ...(before && { before }),
    ...(asked && 'closed' in asked && { closedDate: asked.closed }),
  };
}

/** The newest entry that somebody typed in the same DM in the ten minutes before a message. */
export async function typedBefore(
  { id, clocks }: Person,
  { channelId, at }: TypedMessage,
  { place, services: { stores } }: Context,
): Promise<Entry | undefined> {
  const typed = `${place.platform}:message:${channelId}:`;
  const day = dayAt(clocks, at);
  const near = await stores.entries.list(id, { from: day - 1, to: day }, { limit: 5 });
  return near.find((it) => it.eventKey.startsWith(typed) && it.at <= at && it.at >= at - joinableMs);
}

/** The newest entry that the same person typed in the same DM for the same date in the ten minutes before. */
async function writtenBefore(
  entry: Entry,
  { channelId }: TypedMessage,
  { place, services: { stores } }: Context,
): Promise<Entry | undefined> {
  const typed = `${place.platform}:message:${channelId}:`;
  const near = await stores.entries.list(entry.personId, { from: entry.day, to: entry.day }, { limit: 5 });
  return near.find(
    (it) =>
      it.id !== entry.id &&
      it.eventKey.startsWith(typed) &&
      whyApart(entry, it) === undefined &&
      it.at <= entry.at &&
      it.at >= entry.at - joinableMs,
  );
}

/** The lines of the first time are said once. */
export async function noteTold(
  person: Person,
  { turnOff, ask }: TypedFacts,
  context: Context,
): Promise<void> {
  if (turnOff === undefined && ask === undefined) return;
  await change(context, person, (current) =>
    withChosen(current, toldSetting, ask ? 'asked' : (chosenIn(current, toldSetting) ?? 'hint')),
  );
}
