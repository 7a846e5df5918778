import { type Day, dayAt, type Instant } from '../calendar/index.ts';
import type { CommunityId, Person } from '../people/index.ts';
import { withoutCheers, withoutCopies } from './kudos.ts';
import { type PainPart, type PainWords, withPainWords } from './pain.ts';
import type { Picture } from './pictures.ts';
import { fitText, isBlank } from './text.ts';
import type { Entry, EntryId, Revision } from './types.ts';
import { type DateProblem, dateProblem, type LogStores } from './write.ts';

/** Undo and revisions reach back this far (S8). */
export const undoMs = 7 * 24 * 60 * 60 * 1000;
const revisionsKept = 20;
const tries = 5;

export interface EntryChange {
  readonly text?: string;
  /** What the messages of a joined entry give to its text, as `text` has it. */
  readonly parts?: Entry['parts'];
  readonly day?: Day;
  /** `null` removes it. */
  readonly project?: string | null;
  readonly minutes?: number | null;
  readonly tags?: readonly string[];
  readonly kind?: Entry['kind'];
  /** For an entry of kind `pain`; a progress entry becomes one. */
  readonly pain?: PainWords;
  /** All that it has from then on; no revision keeps those that go. */
  readonly pictures?: readonly Picture[];
}

export type Changed =
  | {
      readonly ok: true;
      readonly entry: Entry;
      readonly before: Entry;
      readonly shortened: boolean;
      readonly shortenedParts: readonly PainPart[];
      readonly masked: number;
    }
  | ({ readonly ok: false } & DateProblem)
  | { readonly ok: false; readonly code: 'not-found' | 'empty-text' | 'busy' };

/**
 * Edits one's own entry; a date moves only inside the backdating window, counted from now (S8). A function makes the change
 * of the entry as it is stored, and nothing is written where it gives none.
 */
export async function editEntry(
  stores: LogStores,
  person: Person,
  id: EntryId,
  change: EntryChange | ((before: Entry) => EntryChange | undefined),
  { now, backdateDays }: { readonly now: Instant; readonly backdateDays: number },
): Promise<Changed> {
  const today = dayAt(person.clocks, now);
  let problem: DateProblem | 'empty-text' | undefined;
  let fitted: ReturnType<typeof fitText> | undefined;
  let pain: ReturnType<typeof withPainWords> | undefined;
  const result = await changeEntry(stores, person, id, (before) => {
    const wanted = typeof change === 'function' ? change(before) : change;
    if (!wanted) return undefined;
    const moved = wanted.day !== undefined && wanted.day !== before.day;
    problem = problemOf(wanted, before);
    if (problem) return undefined;
    fitted = wanted.text === undefined ? undefined : fitText(wanted.text);
    pain = wanted.pain && withPainWords(before.pain, wanted.pain);
    const { project: _project, minutes: _minutes, pictures: _pictures, ...rest } = before;
    const project = wanted.project === undefined ? before.project : wanted.project;
    const minutes = wanted.minutes === undefined ? before.minutes : wanted.minutes;
    const pictures = wanted.pictures ?? before.pictures ?? [];
    return {
      ...rest,
      ...(project && { project }),
      ...(minutes && { minutes }),
      ...(pictures.length > 0 && { pictures }),
      text: fitted?.text ?? before.text,
      ...(wanted.parts && { parts: wanted.parts }),
      tags: wanted.tags ?? before.tags,
      kind: pain ? 'pain' : (wanted.kind ?? before.kind),
      ...(pain && { pain: pain.pain }),
      day: wanted.day ?? before.day,
      backdated: moved ? wanted.day !== today || before.backdated : before.backdated,
      editedAt: now,
      revisions: revised(before, now),
    };
  });

  function problemOf({ text, day }: EntryChange, before: Entry): DateProblem | 'empty-text' | undefined {
    if (text !== undefined && isBlank(text)) return 'empty-text';
    if (day === undefined || day === before.day) return undefined;
    // A day leaves its date and reaches the other one: both ends must lie inside the window.
    return (
      dateProblem(person, before.day, today, backdateDays) ?? dateProblem(person, day, today, backdateDays)
    );
  }

  if (problem === 'empty-text') return { ok: false, code: 'empty-text' };
  if (problem) return { ok: false, ...problem };
  return result.ok
    ? {
        ...result,
        shortened: fitted?.shortened ?? false,
        shortenedParts: pain?.shortened ?? [],
        masked: (fitted?.masked ?? 0) + (pain?.masked ?? 0),
      }
    : result;
}

/** Deletes one's own entry; it can be restored for 7 days. */
export const deleteEntry = (stores: LogStores, person: Person, id: EntryId, now: Instant): Promise<Simple> =>
  changeEntry(stores, person, id, (before) => ({ ...withoutCopies(before), deletedAt: now }));

/** Takes the words and the pictures away and keeps the day (S8). */
export const blankEntry = (stores: LogStores, person: Person, id: EntryId, now: Instant): Promise<Simple> =>
  changeEntry(stores, person, id, (before) => {
    const {
      project: _project,
      minutes: _minutes,
      pain: _pain,
      pictures: _pictures,
      parts: _parts,
      ...rest
    } = withoutCheers(before);
    return {
      ...rest,
      text: '',
      tags: [],
      audience: 'private',
      editedAt: now,
      revisions: revised(before, now),
    };
  });

/** Brings a deleted entry back as it was, without its posted copies. */
export const restoreEntry = (stores: LogStores, person: Person, id: EntryId, now: Instant): Promise<Simple> =>
  changeEntry(
    stores,
    person,
    id,
    ({ deletedAt, joinedInto: _joinedInto, ...before }) =>
      deletedAt !== undefined && deletedAt > now - undoMs ? before : undefined,
    true,
  );

/** Shows an entry to a community, or to nobody else any more. */
export const setAudience = (
  stores: LogStores,
  person: Person,
  id: EntryId,
  to:
    | { readonly audience: 'private' }
    | { readonly audience: 'community'; readonly communityId: CommunityId },
): Promise<Simple> =>
  changeEntry(stores, person, id, (before) =>
    to.audience === 'private' ? { ...withoutCheers(before), audience: 'private' } : { ...before, ...to },
  );

export type Simple =
  | { readonly ok: true; readonly entry: Entry; readonly before: Entry }
  | { readonly ok: false; readonly code: 'not-found' | 'busy' };

/** The entry's revisions with what it is now as the newest. */
export const revised = (
  { text, day, project, minutes, tags, pain, parts, revisions }: Entry,
  now: Instant,
): readonly Revision[] =>
  [
    {
      at: now,
      text,
      day,
      ...(project !== undefined && { project }),
      ...(minutes !== undefined && { minutes }),
      tags,
      ...(pain !== undefined && { pain }),
      ...(parts !== undefined && { parts }),
    },
    ...revisions.filter((it) => it.at > now - undoMs),
  ].slice(0, revisionsKept);

/** Writes what `change` makes of the stored entry; it may run several times, and writes nothing when it gives nothing. */
export async function changeEntry(
  { entries, checkpoints }: LogStores,
  person: Person,
  id: EntryId,
  change: (before: Entry) => Entry | undefined,
  deleted = false,
): Promise<Simple> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const before = await entries.find(person.id, id, { deleted });
    const after = before && change(before);
    if (!before || !after) return { ok: false, code: 'not-found' };
    const written = await entries.save(after);
    if (!written.ok) continue;
    await checkpoints.dropFrom(person.id, Math.min(before.day, after.day));
    return { ok: true, entry: written.value, before };
  }
  return { ok: false, code: 'busy' };
}
