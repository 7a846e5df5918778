import { tellNews } from '../../src/core/account/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { readFacts, type StreakRules } from '../../src/core/streaks/read.ts';
import type { Store } from '../../src/store/index.ts';
import { plainEvents } from '../oracles/streak-events.ts';

/**
 * Tells everybody, at the end of a voyage, what they were not told yet, and says in a sentence each what is wrong: an event that
 * holds and was told to nobody, a key that is there twice, a message that was never sent and still holds a key (S13).
 */
export async function untoldEvents(
  store: Store,
  rules: StreakRules & { readonly tzdb: string },
  now: number,
): Promise<readonly string[]> {
  const complaints: string[] = [];
  const ids = await store.connection.collection('people').find({}).toArray();
  for (const { _id } of ids) {
    const found = (await store.people.find(String(_id))) as Person;
    const { person } = await tellNews(store, found, { by: 'answer:end', now, rules });
    const told = person.streakEvents?.told ?? [];
    const keys = told.map(({ kind, day }) => `${kind} ${day}`);
    const latest = (kind: string) => Math.max(...told.filter((it) => it.kind === kind).map((it) => it.day));
    if (new Set(keys).size < keys.length) complaints.push(`${person.id} has a key twice`);
    const facts = await readFacts(store, person, now);
    for (const { kind, day } of plainEvents({ ...facts, ...rules.freezes })) {
      const isNoNews = (kind === 'freeze-earned' || kind === 'milestone') && day < latest(kind);
      if (!isNoNews && !keys.includes(`${kind} ${day}`))
        complaints.push(`${person.id} was never told of ${kind} on ${day}`);
    }
    for (const { by = '' } of told.filter((it) => it.by?.startsWith(`${person.id}:`))) {
      const delivery = await store.deliveries.find({ personId: person.id }, by);
      if (delivery?.state !== 'sent') complaints.push(`${by} is ${delivery?.state} and told something`);
    }
  }
  return complaints;
}
