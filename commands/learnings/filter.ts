import type { Context } from '../../src/chat/context.ts';
import { type EntryFilter, type PainState, readDate, wordsOf } from '../../src/core/log/index.ts';
import { type Person, todayOf } from '../../src/core/people/index.ts';

export interface Narrowing {
  readonly search?: string;
  readonly tag?: string;
  readonly project?: string;
  readonly state?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What was typed as a filter, or the date that cannot be read. */
export async function filterOf(
  { search, tag, project, state, date, from, to }: Narrowing,
  { now, services: { stores } }: Context,
  person: Person,
): Promise<EntryFilter | { readonly unreadable: string }> {
  const days: { from?: number; to?: number } = {};
  for (const [typed, ends] of [
    [date, ['from', 'to']],
    [from, ['from']],
    [to, ['to']],
  ] as const) {
    if (typed === undefined) continue;
    const day = readDate(typed, todayOf(person, now));
    if (day === undefined) return { unreadable: typed };
    for (const end of ends) days[end] = day;
  }
  const words = search === undefined ? [] : wordsOf(search);
  const { projects } = project === undefined ? { projects: [] } : await stores.entries.vocabulary(person.id);
  const wanted = project?.trim();
  return {
    ...(words.length > 0 && { words }),
    ...(tag && { tag: tag.trim().toLowerCase().replace(/^#/, '') }),
    ...(wanted && { project: projects.find((it) => it.toLowerCase() === wanted.toLowerCase()) ?? wanted }),
    ...(state !== undefined && { state: state as PainState }),
    ...days,
  };
}
