import type { Context } from '../../src/chat/context.ts';
import { longestChoice } from '../../src/chat/reply.ts';

/** The projects that somebody used, the latest first. */
export async function suggestProject(typed: string, { person, services: { stores } }: Context) {
  const { projects } = person ? await stores.entries.vocabulary(person.id) : { projects: [] };
  return matching(projects, typed);
}

/** Completes the last tag of those typed, as long as all of them fit a choice. */
export async function suggestTag(typed: string, { person, services: { stores } }: Context) {
  const { tags } = person ? await stores.entries.vocabulary(person.id) : { tags: [] };
  const [, before = '', last = ''] = /^(.*?)([^\s,]*)$/s.exec(typed) ?? [];
  return matching(tags, last)
    .map(({ value }) => ({ value: before + value, label: before + value }))
    .filter(({ value }) => value.length <= longestChoice);
}

const matching = (known: readonly string[], typed: string) =>
  known
    .filter((it) => it.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, 25)
    .map((it) => ({ value: it, label: it }));
