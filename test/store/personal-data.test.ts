import { describe, expect, it } from 'vitest';
import { type PersonalDataFacts, personalDataRows } from '../../src/core/personal-data/index.ts';
import { ownersOf } from '../../src/store/owned.ts';
import { useEmptyStore } from './backend.ts';

/** Collections with owners that hold nothing of a person, and why. */
const ofNobody = new Set([
  // What organisers chose for their community.
  'communities',
  // When a platform could not be reached.
  'outages',
  'heartbeats',
  // The installation itself, and which of its processes works on a queue.
  'installation',
  'leases',
]);
/** Where documents name people beside their owners. */
const names = [
  'personId',
  'communityId',
  'primaryId',
  'secondaryId',
  'owner',
  'identities',
  'kudos',
  'reacted',
];

describe('the table of personal data', () => {
  const store = useEmptyStore();
  const listed = (rows: readonly (readonly [string, PersonalDataFacts])[]) =>
    new Set(rows.flatMap(([, it]) => it.collections));
  const holding = () =>
    Object.values(store().connection.models)
      .filter(
        ({ schema }) => ownersOf(schema) !== undefined || names.some((it) => schema.path(it) !== undefined),
      )
      .map((model) => model.collection.name)
      .filter((name) => !ofNobody.has(name));

  it('names every collection that holds something of a person or a community', () => {
    const known = listed(personalDataRows);
    expect(holding().length).toBeGreaterThan(6);
    expect(holding().filter((name) => !known.has(name))).toEqual([]);
  });

  it('would be found wanting without one of them', () => {
    const known = listed(personalDataRows.filter(([kind]) => kind !== 'cards'));
    expect(holding().filter((name) => !known.has(name))).toEqual(['cards']);
  });

  it('names only collections that there are, and none twice', () => {
    const there = new Set(Object.values(store().connection.models).map((it) => it.collection.name));
    const named = personalDataRows.flatMap(([, it]) => it.collections);
    expect(named.filter((name) => !there.has(name))).toEqual([]);
    expect(named).toHaveLength(new Set(named).size);
  });

  it('ends with the account, for what is erased before it may have to find it', () => {
    expect(personalDataRows.at(-1)?.[0]).toBe('account');
  });

  it('names what linking merges by rules of its own; each has its code in core/linking', () => {
    const merged = personalDataRows.filter(([, it]) => it.onLink === 'merges').map(([kind]) => kind);
    expect(merged).toEqual(['deliveries', 'memberships', 'account']);
  });

  it('needs a whole row', () => {
    const words = 'what is new';
    // @ts-expect-error a row that does not say how it is erased, exported, linked and backed up
    const row: PersonalDataFacts = { collections: ['new'], words };
    expect(row.words).toBe(words);
  });
});
