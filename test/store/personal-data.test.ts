import { describe, expect, it } from 'vitest';
import { type PersonalDataFacts, personalDataRows } from '../../src/core/personal-data/index.ts';
import { useEmptyStore } from './backend.ts';

/** Collections whose documents are told apart by a person or a community, and that hold nothing of a person. */
const ofNobody = new Set(['communities']);
/** Owners by which documents of a person or a community are found. */
const owners = ['personId', 'communityId', 'primaryId', 'secondaryId', 'owner', 'identities', 'kudos'];

describe('the table of personal data', () => {
  const store = useEmptyStore();
  const listed = (rows: readonly (readonly [string, PersonalDataFacts])[]) =>
    new Set(rows.flatMap(([, it]) => it.collections));
  const holding = () =>
    Object.values(store().connection.models)
      .filter((model) => owners.some((owner) => model.schema.path(owner) !== undefined))
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

  it('needs a whole row', () => {
    const words = 'what is new';
    // @ts-expect-error a row that does not say how it is erased, exported, linked and backed up
    const row: PersonalDataFacts = { collections: ['new'], words };
    expect(row.words).toBe(words);
  });
});
