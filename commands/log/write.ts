import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { keepLearning } from '../../src/chat/learning.ts';
import { md } from '../../src/chat/markdown.ts';
import { ensurePerson } from '../../src/chat/person.ts';
import type { Answer, FormErrors } from '../../src/chat/reply.ts';
import { owePost, shareTarget } from '../../src/chat/share.ts';
import { strayOption } from '../../src/chat/stray-option.ts';
import { dayAt } from '../../src/core/calendar/index.ts';
import { findSeenBefore } from '../../src/core/learnings/index.ts';
import { type EntryKind, logEntry, type NewEntry, type PainWords } from '../../src/core/log/index.ts';
import type { Audience } from '../../src/core/people/index.ts';
import { readForStreak, streakAround } from '../../src/core/streaks/read.ts';
import { readEntryParts, type TypedEntry } from '../../src/messages/entry-form.ts';
import { dateProblemText, loggedReply } from '../../src/messages/logged.ts';

interface Typed extends TypedEntry {
  readonly text: string;
  readonly kind?: EntryKind;
  readonly audience?: Audience;
  readonly pain?: PainWords;
  /** The options that could have been typed with the text. */
  readonly optionNames?: readonly string[];
}

/** Logs what was typed and says what it did; or what is wrong with it, by field. The same event writes once. */
export async function writeEntry(
  typed: Typed,
  context: Context,
  eventKey: string = context.eventId,
): Promise<Answer | FormErrors> {
  const { now, stores, rules, community } = context;
  const first = context.person === undefined;
  const { person, member } = await ensurePerson(context);
  const today = dayAt(person.clocks, now);
  const parts = readEntryParts(typed, today);
  if ('errors' in parts) return parts;
  const { day = today, ...rest } = parts;
  const wanted = typed.audience ?? member?.audience ?? 'private';
  const asked: NewEntry = {
    ...rest,
    id: context.newId(),
    kind: typed.kind ?? 'progress',
    text: typed.text,
    ...(typed.pain && { pain: typed.pain }),
    audience: community ? wanted : 'private',
    ...(community && { communityId: community.id }),
    identity: context.actor.identity,
    day,
    eventKey,
  };
  // The disk takes its time: what the answer needs is read meanwhile.
  const [logged, reading] = await Promise.all([
    logEntry(stores, person, asked, { now, backdateDays: rules.backdateDays }),
    readForStreak(stores, person, now, rules),
  ]);
  if (!logged.ok) {
    if ('earliest' in logged)
      return { code: logged.code, errors: { date: dateProblemText(logged, today, person.language) } };
    if (logged.code === 'empty-text')
      return { code: 'empty-text', errors: { text: 'There are no words in it. One line is enough.' } };
    return privately('erased-before', md`That was from before you erased your data, so I wrote nothing.`);
  }
  const { entry } = logged;
  if (entry.audience === 'community') await owePost(context, entry, entry.id);
  if (logged.fresh) await keepLearning(context, person, entry);
  const seen = entry.kind === 'pain' ? await findSeenBefore(stores, entry, community?.id) : undefined;
  const { streak, without: before } = await streakAround(stores, reading, entry);
  const shareable = entry.audience === 'private' ? await shareTarget(context, person.id) : undefined;
  const meant = !community && (wanted === 'community' || (await sharesIn(shareable?.id, person.id, context)));
  const stray = typed.optionNames && strayOption(entry.text, typed.optionNames);
  return loggedReply({
    ...logged,
    today,
    language: person.language,
    before,
    streak,
    ...(entry.audience === 'community' && community && { sharedWith: community.name }),
    ...(shareable && { shareable }),
    ...(meant && { notShared: context.place.kind === 'dm' ? 'dm' : 'elsewhere' }),
    ...(seen && { seen }),
    ...(stray && { stray }),
    ...(first && { startCommand: context.commandName('start') }),
  });
}

/** Whether what they log in that community is shared with it. */
async function sharesIn(
  communityId: string | undefined,
  personId: string,
  { stores }: Context,
): Promise<boolean> {
  const member = communityId === undefined ? undefined : await stores.members.find(communityId, personId);
  return member?.audience === 'community';
}
