import type { Instant } from '../calendar/index.ts';
import type { Person } from '../people/index.ts';
import { changeEntry, revised } from './change.ts';
import { isPain } from './entry-kinds.ts';
import { withoutCopies } from './kudos.ts';
import { type Picture, picturesAtMost } from './pictures.ts';
import { fitText, isBlank, tagsLimit } from './text.ts';
import type { Entry, EntryId } from './types.ts';
import type { LogStores } from './write.ts';

/** Why two entries stay apart. */
export type Apart =
  | 'other-readers'
  | 'other-day'
  | 'other-project'
  | 'too-long'
  | 'too-many-tags'
  | 'too-many-pictures'
  | 'not-found'
  | 'busy';

export type Joined =
  | {
      readonly ok: true;
      /** What both became, and what it was before. */
      readonly entry: Entry;
      readonly before: Entry;
      /** The later entry, as it was. */
      readonly removed: Entry;
    }
  | { readonly ok: false; readonly code: Apart };

/** Why one entry cannot hold both; undefined where it can. What broke has fields of its own and stays apart. */
export function whyApart(entry: Entry, into: Entry): Apart | undefined {
  if (into.kind !== entry.kind || isPain(entry)) return 'not-found';
  if (into.audience !== entry.audience || into.communityId !== entry.communityId) return 'other-readers';
  if (into.day !== entry.day) return 'other-day';
  if (into.project && entry.project && into.project !== entry.project) return 'other-project';
  if (fitText(textOf(into, entry)).shortened) return 'too-long';
  if (tagsOf(into, entry).length > tagsLimit) return 'too-many-tags';
  return picturesOf(into, entry).length > picturesAtMost ? 'too-many-pictures' : undefined;
}

/**
 * Puts a later entry into an earlier one: both texts, the minutes and the pictures of both, the project and the
 * tags of either. Done again
 * after it stopped half-way, it adds nothing twice (R38).
 */
export async function joinEntries(
  stores: LogStores,
  person: Person,
  { id, into }: { readonly id: EntryId; readonly into: EntryId },
  now: Instant,
): Promise<Joined> {
  const later = await stores.entries.find(person.id, id);
  if (!later) return { ok: false, code: 'not-found' };
  let apart: Apart | undefined;
  const longer = await changeEntry(stores, person, into, (before) => {
    if (before.parts?.some((it) => it.eventKey === later.eventKey)) return before;
    apart = isBlank(before.text) ? 'not-found' : whyApart(later, before);
    return apart ? undefined : together(before, later, now);
  });
  if (apart) return { ok: false, code: apart };
  if (!longer.ok) return longer;
  const removed = await changeEntry(stores, person, id, (before) => ({
    ...withoutCopies(before),
    deletedAt: now,
    joinedInto: into,
  }));
  return removed.ok ? { ...longer, removed: removed.before } : removed;
}

/**
 * The text of an entry after one of the messages that it was made of was edited. Undefined: its lines are no longer those of
 * its messages, for somebody edited the entry itself.
 */
export function withPart(
  { text, parts }: Pick<Entry, 'text' | 'parts'>,
  eventKey: string,
  words: string,
): Pick<Entry, 'text' | 'parts'> | undefined {
  if (!parts) return { text: words };
  const lines = text.split('\n');
  const index = parts.findIndex((it) => it.eventKey === eventKey);
  const from = countLines(parts.slice(0, index));
  const part = parts[index];
  if (!part || countLines(parts) !== lines.length) return undefined;
  lines.splice(from, part.lines, ...words.split('\n'));
  return { text: lines.join('\n'), parts: parts.with(index, { eventKey, lines: words.split('\n').length }) };
}

const countLines = (parts: NonNullable<Entry['parts']>): number =>
  parts.reduce((sum, { lines }) => sum + lines, 0);

const textOf = (into: Entry, later: Entry): string => `${into.text}\n${later.text}`;
const tagsOf = (into: Entry, later: Entry): readonly string[] => [...new Set([...into.tags, ...later.tags])];
const picturesOf = (into: Entry, later: Entry): readonly Picture[] => [
  ...(into.pictures ?? []),
  ...(later.pictures ?? []),
];
const partsOf = ({ parts, eventKey, text }: Entry): NonNullable<Entry['parts']> =>
  parts ?? [{ eventKey, lines: text.split('\n').length }];

function together(into: Entry, later: Entry, now: Instant): Entry {
  const minutes = (into.minutes ?? 0) + (later.minutes ?? 0);
  const project = into.project ?? later.project;
  const pictures = picturesOf(into, later);
  return {
    ...into,
    text: textOf(into, later),
    ...(project !== undefined && { project }),
    ...(minutes > 0 && { minutes }),
    ...(pictures.length > 0 && { pictures }),
    tags: tagsOf(into, later),
    parts: [...partsOf(into), ...partsOf(later)],
    editedAt: now,
    revisions: revised(into, now),
  };
}
