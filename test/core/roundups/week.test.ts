import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/core/log/index.ts';
import { weekFacts } from '../../../src/core/roundups/index.ts';
import { drawnRoundup } from '../../../src/posts/drawn-roundup.ts';
import { useEmptyStore } from '../../store/backend.ts';
import { aCommunity, aMember, anEntry, aPerson, dayMs, now, today } from '../../store/samples.ts';

const freezes = { stepsPerFreeze: 7, maxHeld: 2 };
const period = { from: now - 6 * dayMs, to: now + 1 };
/** Stands in everything that the week must not tell. */
const secret = 'walrus';

describe('a week as a story', () => {
  const store = useEmptyStore();

  async function community() {
    const made = aCommunity({ joinedAt: now - 100 * dayMs });
    await store().communities.create(made);
    const joins = async (name: string, inRoundup = true) => {
      const person = aPerson();
      await store().people.create(person);
      await store().members.put(
        aMember({ communityId: made.id, personId: person.id, displayName: name, inRoundup }),
      );
      return person.id;
    };
    const logs = (personId: string, more: Partial<Entry>) =>
      store().entries.insert(
        anEntry(personId, { communityId: made.id, audience: 'community', kudos: [], ...more }),
      );
    return { made, joins, logs };
  }
  const secretPain = {
    kind: 'pain',
    text: `${secret} does not start at all, whatever is tried, all day long`,
    pain: { cause: `${secret} cause`, fix: `${secret} fix`, state: 'fixed' },
  } as const;

  it('tells only what was shared here by those who are in it, in sums, too', async () => {
    const { made, joins, logs } = await community();
    const elsewhere = aCommunity();
    for (let index = 0; index < 5; index++) {
      const person = await joins(`Person ${index}`);
      for (const ago of [1, 8]) {
        const when = { at: now - ago * dayMs, day: today - ago };
        await logs(person, { ...when, text: `Thing ${index}` });
        // Once shared, now private: the place is still known.
        await logs(person, { ...when, ...secretPain, audience: 'private' });
        await logs(person, { ...when, text: `${secret} built`, audience: 'private' });
        await logs(person, { ...when, ...secretPain, hidden: true });
        await logs(person, { ...when, ...secretPain, deletedAt: now });
        await logs(person, { ...when, ...secretPain, communityId: elsewhere.id });
      }
    }
    const out = await joins(`${secret} of the deep`, false);
    for (const ago of [1, 8]) await logs(out, { at: now - ago * dayMs, day: today - ago, ...secretPain });
    const facts = await weekFacts(store(), made, period, freezes);
    expect(JSON.stringify(facts)).not.toContain(secret);
    expect(facts).toMatchObject({ entries: 5, before: { entries: 5, people: 5 } });
    expect(facts.bug).toBeUndefined();
    const reply = await drawnRoundup(store(), made, period, freezes);
    expect(JSON.stringify(reply)).not.toContain(secret);
    expect(reply.picture?.alt).toContain('5 entries by 5 people, 5 entries by 5 people before.');
  });

  it('tells a moment of each, and of the bugs the one of which the cause is known', async () => {
    const { made, joins, logs } = await community();
    const [ada, bob] = [await joins('Ada'), await joins('Bob')];
    await logs(ada, { text: 'Built the parser' });
    await logs(ada, { kind: 'pain', text: 'It broke', pain: { state: 'open' } });
    await logs(bob, { kind: 'pain', text: 'It hung', pain: { cause: 'a lock', state: 'open' } });
    const { moments, bug, before, participants } = await weekFacts(store(), made, period, freezes);
    expect(moments.map((it) => [it.name, it.entry.text])).toEqual([
      ['Ada', 'Built the parser'],
      ['Bob', 'It hung'],
    ]);
    expect(bug).toMatchObject({ name: 'Bob', entry: { pain: { cause: 'a lock' } } });
    expect(before).toEqual({ entries: 0, people: 0 });
    expect(participants.map((it) => [it.name, it.days, it.entries])).toEqual([
      ['Ada', 1, 2],
      ['Bob', 1, 1],
    ]);
  });

  it('is beside no week in which the bot was not there from its beginning on', async () => {
    const { made, joins, logs } = await community();
    const ada = await joins('Ada');
    await logs(ada, { text: 'Built the parser' });
    const young = { ...made, joinedAt: now - 8 * dayMs };
    expect((await weekFacts(store(), young, period, freezes)).before).toBeUndefined();
  });
});
