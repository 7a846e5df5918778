import { keepStreak, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { md } from '../../src/chat/markdown.ts';
import type { Answer, FormErrors } from '../../src/chat/reply.ts';
import { strayOption } from '../../src/chat/stray-option.ts';
import { ensurePerson, isNewHere, prospect } from '../../src/core/account/present.ts';
import { type Day, dayAt } from '../../src/core/calendar/index.ts';
import { findSeenBefore } from '../../src/core/learnings/index.ts';
import { keepLearning } from '../../src/core/learnings/keep-learning.ts';
import {
  type ChosenPictures,
  type EntryKind,
  entryProblem,
  dateProblem as findDateProblem,
  isPain,
  logEntry,
  type NewEntry,
  type NotLogged,
  noPictures,
  type PainWords,
  usualKind,
} from '../../src/core/log/index.ts';
import type { Community } from '../../src/core/people/index.ts';
import { copyState, queueShare, shareTarget } from '../../src/core/sharing/index.ts';
import { readForStreak, streakAround } from '../../src/core/streaks/read.ts';
import { readEntryParts, type TypedEntry } from '../../src/messages/entry-form.ts';
import { dateProblemText, type LoggedFacts, loggedReply } from '../../src/messages/logged.ts';
import type { AudienceChosen } from './audience.ts';

export interface Typed extends TypedEntry, AudienceChosen {
  readonly text: string;
  readonly kind?: EntryKind;
  readonly pain?: PainWords;
  /** Asked for once everything else is in order. */
  readonly pictures?: () => Promise<ChosenPictures>;
  /** The options that could have been typed with the text. */
  readonly optionNames?: readonly string[];
}

/** Logs what was typed and says what it did; or what is wrong with it, by field. The same event writes once. */
export async function writeEntry(
  typed: Typed,
  context: Context,
  eventKey: string = context.eventId,
): Promise<Answer | FormErrors> {
  const { agreed } = typed;
  const written = await writeWithFacts(typed, context, { eventKey, ...(agreed && { agreed }) });
  return 'entry' in written ? loggedReply(written) : written;
}

/** Logs what was typed; gives the facts for the answer, or the answer to what cannot be logged. */
export async function writeWithFacts(
  typed: Typed,
  context: Context,
  {
    eventKey,
    agreed,
  }: {
    readonly eventKey: string;
    /** The community that its author agreed to share it with, in the form or once for all; that around it unless given. */
    readonly agreed?: Community;
  },
): Promise<LoggedFacts | Answer | FormErrors> {
  const {
    now,
    actedAt,
    services: { stores, rules },
  } = context;
  const community = agreed ?? context.community;
  const first = context.person === undefined;
  const here = prospect(context);
  // It counts for the date on which it was written (S2).
  const today = dayAt(here.person.clocks, actedAt);
  const dateProblem = (day: Day) => {
    const problem = findDateProblem(here.person, day, today, rules.backdateDays);
    return problem && { code: problem.code, text: dateProblemText(problem, today, here.person.language) };
  };
  const parts = readEntryParts(typed, today, { emptyText, dateProblem });
  if ('errors' in parts) return parts;
  const { day = today, ...rest } = parts;
  const limits = { now: actedAt, backdateDays: rules.backdateDays };
  if (isNewHere(context)) {
    // What is refused stores nobody.
    const problem = await entryProblem(stores, here.person, { text: typed.text, eventKey, day }, limits);
    if (problem) return refused(problem, today, here.person.language);
  }
  const { person, member } = await ensurePerson(context);
  const { pictures, leftOut } = (await typed.pictures?.()) ?? noPictures;
  const wanted = typed.audience ?? (agreed ? 'community' : member?.audience) ?? 'private';
  const asked: NewEntry = {
    ...rest,
    id: context.services.newId(),
    kind: typed.kind ?? usualKind,
    text: typed.text,
    ...(typed.pain && { pain: typed.pain }),
    ...(pictures.length > 0 && { pictures }),
    audience: community ? wanted : 'private',
    ...(community && { communityId: community.id }),
    identity: context.actor.identity,
    day,
    eventKey,
  };
  // The disk takes its time: what the answer needs is read meanwhile.
  const [logged, reading] = await Promise.all([
    logEntry(stores, person, asked, limits),
    readForStreak(stores, person, now, rules),
  ]);
  if (!logged.ok) return refused(logged, today, person.language);
  const { entry } = logged;
  if (entry.audience === 'community' && community)
    await queueShare({ ...context, place: { platform: community.platform } }, entry, entry.id);
  if (logged.fresh) await keepLearning(context, person, entry);
  const seen = isPain(entry) ? await findSeenBefore(stores, entry, community?.id) : undefined;
  const { streak, without: before, reading: around } = await streakAround(stores, reading, entry);
  keepStreak(context, { reading: around, streak });
  const shareable = entry.audience === 'private' ? await shareTarget(context, person.id) : undefined;
  const meant =
    !community &&
    typed.audience !== 'private' &&
    (wanted === 'community' || (await sharesIn(shareable?.id, person.id, context)));
  const kept = typed.kept ?? (meant ? (context.place.kind === 'dm' ? 'dm' : 'elsewhere') : undefined);
  const stray = typed.optionNames && strayOption(entry.text, typed.optionNames);
  return {
    ...logged,
    today: dayAt(person.clocks, now),
    language: person.language,
    before,
    streak,
    ...(entry.audience === 'community' &&
      community && { sharedWith: { name: community.name, copy: copyState(community) } }),
    ...(shareable && { shareable }),
    ...(leftOut.length > 0 && { leftOut }),
    ...(kept && { kept }),
    ...(seen && { seen }),
    ...(stray && { stray }),
    ...(first && { startCommand: context.commandName('start') }),
  };
}

const emptyText = 'Please write something. One line is enough.';

function refused(problem: NotLogged, today: Day, language: string): Answer | FormErrors {
  if ('earliest' in problem)
    return { code: problem.code, errors: { date: dateProblemText(problem, today, language) } };
  if (problem.code === 'empty-text') return { code: 'empty-text', errors: { text: emptyText } };
  return privately('erased-before', md`That was from before you erased your data, so I didn't log it.`);
}

/** Whether what they log in that community is shared with it. */
async function sharesIn(
  communityId: string | undefined,
  personId: string,
  { services: { stores } }: Context,
): Promise<boolean> {
  const member = communityId === undefined ? undefined : await stores.members.find(communityId, personId);
  return member?.audience === 'community';
}
