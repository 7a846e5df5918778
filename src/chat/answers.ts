import { updatePerson } from '../core/account/index.ts';
import type { Person } from '../core/people/index.ts';
import { closedStreak, readForStreak, type Streak, type StreakReading } from '../core/streaks/read.ts';
import type { Context } from './context.ts';
import type { Markdown } from './markdown.ts';
import type { Reply } from './reply.ts';

type Extra = Omit<Reply, 'code' | 'visibility' | 'text'>;

/** An answer that only the person sees. */
export const privately = (code: string, text: Markdown, extra: Extra = {}): Reply => ({
  code,
  visibility: 'private',
  text,
  ...extra,
});

/** An answer that everybody in the place sees. */
export const publicly = (code: string, text: Markdown, extra: Extra = {}): Reply => ({
  code,
  visibility: 'public',
  text,
  ...extra,
});

/** A streak, and what it was calculated from. */
interface ReadStreak {
  readonly reading: StreakReading;
  readonly streak: Streak;
}

const kept = new WeakMap<Context, ReadStreak>();

/** Where the person's streak stands now. Whatever the command writes, it writes before. */
export async function currentStreak(context: Context, person: Person): Promise<Streak> {
  const {
    now,
    services: { stores, rules },
  } = context;
  const reading = await readForStreak(stores, person, now, rules);
  const streak = await closedStreak(stores, reading);
  keepStreak(context, { reading, streak });
  return streak;
}

/** What follows in this interaction need not read the streak again. */
export const keepStreak = (context: Context, read: ReadStreak): void => void kept.set(context, read);

/** The streak as the command left it, if it read that of this person as they are written now. */
export function keptStreak(context: Context, { id, version }: Person): ReadStreak | undefined {
  const read = kept.get(context);
  return read?.reading.person.id === id && read.reading.person.version === version ? read : undefined;
}

/** Changes the person of an interaction; see `updatePerson`. */
export const change = (
  { now, services: { stores, rules } }: Context,
  person: Person,
  how: (current: Person) => Person,
): Promise<Person> => updatePerson(stores.people, person, { now, tzdb: rules.tzdb }, how);
