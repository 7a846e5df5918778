import { clockAt, type Day, dayAt, type Instant } from '../calendar/index.ts';
import type { Audience, CommunityId, EventMemory, Identity, Person } from '../people/index.ts';
import { backdateWindow, type CheckpointStore } from '../streaks/index.ts';
import { isPain } from './entry-kinds.ts';
import { type PainPart, type PainWords, withPainWords } from './pain.ts';
import type { Picture } from './pictures.ts';
import type { EntryStore } from './ports.ts';
import { fitText, isBlank } from './text.ts';
import type { Entry, EntryId, EntryKind } from './types.ts';

export interface LogStores {
  readonly entries: EntryStore;
  readonly checkpoints: CheckpointStore;
  readonly events: EventMemory;
}

export interface NewEntry {
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly text: string;
  readonly project?: string;
  readonly minutes?: number;
  readonly tags: readonly string[];
  /** For what broke: the error, its cause, its fix, as typed. */
  readonly pain?: PainWords;
  readonly pictures?: readonly Picture[];
  readonly audience: Audience;
  readonly communityId?: CommunityId;
  readonly identity: Identity;
  /** Today unless told. */
  readonly day?: Day;
  /** The platform's event; the same one again writes nothing. */
  readonly eventKey: string;
}

/** Why a date cannot be logged: outside the window of S7. */
export interface DateProblem {
  readonly code: 'date-too-early' | 'date-in-future';
  readonly day: Day;
  readonly earliest: Day;
  readonly latest: Day;
}

/** Why nothing was written. */
export type NotLogged =
  | ({ readonly ok: false } & DateProblem)
  | { readonly ok: false; readonly code: 'empty-text' | 'erased-before' };

export type Logged =
  | {
      readonly ok: true;
      readonly entry: Entry;
      /** False when this event was written before. */
      readonly fresh: boolean;
      readonly shortened: boolean;
      /** The parts of a pain point whose middle was left out. */
      readonly shortenedParts: readonly PainPart[];
      readonly masked: number;
    }
  | NotLogged;

/** Writes an entry for a local date (S2, S4 and S7). Idempotent by `eventKey`. */
export async function logEntry(
  stores: LogStores,
  person: Person,
  it: NewEntry,
  { now, backdateDays }: { readonly now: Instant; readonly backdateDays: number },
): Promise<Logged> {
  const problem = await entryProblem(stores, person, it, { now, backdateDays });
  if (problem) return problem;
  const today = dayAt(person.clocks, now);
  const day = it.day ?? today;
  const { text, shortened, masked } = fitText(it.text);
  const { pain: words, ...rest } = it;
  const fitted = isPain(it) ? withPainWords(undefined, words ?? {}) : undefined;
  const entry: Entry = {
    ...rest,
    ...(fitted && { pain: fitted.pain }),
    personId: person.id,
    text,
    at: now,
    zone: clockAt(person.clocks, now).zone,
    day,
    backdated: day !== today,
    revisions: [],
    posts: [],
    kudos: [],
    hidden: false,
    version: 1,
  };
  const written = await stores.entries.insert(entry);
  if (written.fresh) await stores.checkpoints.dropFrom(person.id, day);
  return {
    ok: true,
    ...written,
    shortened,
    shortenedParts: fitted?.shortened ?? [],
    masked: masked + (fitted?.masked ?? 0),
  };
}

/** What keeps an entry from being written; found out without writing anything. */
export async function entryProblem(
  { events }: Pick<LogStores, 'events'>,
  person: Person,
  it: Pick<NewEntry, 'text' | 'eventKey' | 'day'>,
  { now, backdateDays }: { readonly now: Instant; readonly backdateDays: number },
): Promise<NotLogged | undefined> {
  if (isBlank(it.text)) return { ok: false, code: 'empty-text' };
  if (await events.seen(it.eventKey)) return { ok: false, code: 'erased-before' };
  const today = dayAt(person.clocks, now);
  const problem = dateProblem(person, it.day ?? today, today, backdateDays);
  return problem && { ok: false, ...problem };
}

/** S7: the last `backdateDays` local dates, never before first joining, never ahead. */
export function dateProblem(
  person: Person,
  day: Day,
  today: Day,
  backdateDays: number,
): DateProblem | undefined {
  const { earliest, latest } = backdateWindow({ joined: person.joinedDay, today, window: backdateDays });
  if (day > latest) return { code: 'date-in-future', day, earliest, latest };
  return day < earliest ? { code: 'date-too-early', day, earliest, latest } : undefined;
}
