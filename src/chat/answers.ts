import { updatePerson } from '../core/account/index.ts';
import type { Person } from '../core/people/index.ts';
import { readStreak, type Streak } from '../core/streaks/read.ts';
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

/** Where the person's streak stands now. */
export const currentStreak = (
  { now, services: { stores, rules } }: Context,
  person: Person,
): Promise<Streak> => readStreak(stores, person, now, rules);

/** Changes the person of an interaction; see `updatePerson`. */
export const change = (
  { now, services: { stores, rules } }: Context,
  person: Person,
  how: (current: Person) => Person,
): Promise<Person> => updatePerson(stores.people, person, { now, tzdb: rules.tzdb }, how);
