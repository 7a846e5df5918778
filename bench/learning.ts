import { newPerson } from '../src/core/people/index.ts';
import { lookupKeys, painFingerprint } from '../src/core/why/index.ts';
import { type BenchFixture, openBenchFixture, platform } from './fixture.ts';
import type { Group, Row } from './measure.ts';

const dayMs = 24 * 60 * 60 * 1000;
const members = 100;
const large = 100_000;
const few = 1_000;
const error = 'Error: connect ECONNREFUSED 127.0.0.1:6379';
const painKeys = lookupKeys(painFingerprint({ text: 'redis refuses', pain: { error, state: 'open' } }));

export const learningGroup: Group = {
  names: ['learnings', 'seen'],
  async open() {
    const scene = await openBenchFixture();
    const [many, some] = [await community(scene, 'large', large), await community(scene, 'few', few)];
    return { rows: [searchRow(scene, many, some), seenRow(scene)], close: scene.close };
  },
};

/** A word that stands in every entry of a member's own: the newest fifteen are shown. */
const searchRow = (it: BenchFixture, many: string, some: string): Row => ({
  name: 'learnings',
  what: `/learnings api at ${large.toLocaleString('en')} entries of a community, each member's a hundredth, beside ${few.toLocaleString('en')}`,
  bar: 3,
  ours: () => found(it, many, 15),
  other: () => found(it, some, few / members),
});

/** What others shared about the same cause: the newest twenty for each key. */
const seenRow = ({ store }: BenchFixture): Row => ({
  name: 'seen',
  what: `what a community of ${large.toLocaleString('en')} entries shared about one cause, beside ${few.toLocaleString('en')}`,
  bar: 3,
  ours: () => store.pains.sharedPains('large', painKeys, 20),
  other: () => store.pains.sharedPains('few', painKeys, 20),
});

async function found({ say }: BenchFixture, person: string, least: number): Promise<void> {
  const shown = JSON.stringify(await say(person, 'learnings api')).split('the api').length - 1;
  if (shown < least) throw new Error(`${shown} entries were found`);
}

/** A community of a hundred whose members have each as many entries, all shared; the first member is there to search. */
async function community({ store, now }: BenchFixture, name: string, entries: number): Promise<string> {
  const each = entries / members;
  const today = Math.floor(now / dayMs);
  const first = `${name}-0`;
  const made = {
    id: first,
    identity: { platform, user: first },
    zone: 'UTC',
    zoneChosen: true,
    nudgeTime: 1_200,
  };
  await store.people.create(newPerson(made, now - (each + 1) * dayMs));
  const collection = store.connection.collection('entries');
  for (let member = 0; member < members; member++) {
    const rows = Array.from({ length: each }, (_, n) => row(name, `${name}-${member}`, n, today - n - 1));
    await collection.insertMany(rows as never[]);
  }
  return first;
}

/** Every fifth is something that broke. */
function row(communityId: string, personId: string, n: number, day: number): object {
  const broke = n % 5 === 0;
  return {
    _id: `${personId}:${n}`,
    entryId: `${personId}-${n}`,
    personId,
    kind: broke ? 'pain' : 'progress',
    text: broke ? `redis refuses the api ${n}` : `piece ${n} of the api`,
    tags: [],
    audience: 'community',
    communityId,
    identity: { platform, user: personId },
    at: day * dayMs + dayMs / 2,
    zone: 'UTC',
    day,
    backdated: false,
    eventKey: `before:${n}`,
    revisions: [],
    posts: [],
    kudos: [],
    hidden: false,
    version: 1,
    words: ['api', `n${n}`],
    ...(broke && { pain: { error, cause: 'it was not started', state: 'understood' }, painKeys }),
  };
}
