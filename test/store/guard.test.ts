import { describe, expect, it } from 'vitest';
import { trusted } from '../../src/store/connection.ts';
import { entryModel } from '../../src/store/entries.ts';
import { ownersOf } from '../../src/store/owned.ts';
import { useStore } from './backend.ts';
import { aDelivery, aMember, anEntry, aPerson, id } from './samples.ts';

const operators = [
  { $ne: null },
  { $gt: '' },
  { $exists: true },
  { $regex: '.*' },
  { $in: ['a'] },
  ['a'],
  null,
];

describe('the guard of owners', () => {
  const store = useStore();
  const model = (name: string) => {
    const found = store().connection.models[name];
    if (!found) throw new Error(`There is no model ${name}`);
    return found;
  };

  it('throws for every kind of query on each owned collection that names no owner', async () => {
    const owned = Object.values(store().connection.models).filter(({ schema }) => ownersOf(schema));
    expect(owned.length).toBeGreaterThan(10);
    for (const it of owned) {
      const queries: Record<string, () => PromiseLike<unknown>> = {
        find: () => it.find({}),
        findOne: () => it.findOne({}),
        exists: () => it.exists({}) as never,
        findOneAndUpdate: () => it.findOneAndUpdate({}, {}),
        findOneAndReplace: () => it.findOneAndReplace({}, {}),
        findOneAndDelete: () => it.findOneAndDelete({}),
        replaceOne: () => it.replaceOne({}, {}),
        updateOne: () => it.updateOne({}, {}),
        updateMany: () => it.updateMany({}, {}),
        deleteOne: () => it.deleteOne({}),
        deleteMany: () => it.deleteMany({}),
        countDocuments: () => it.countDocuments({}),
        estimatedDocumentCount: () => it.estimatedDocumentCount(),
        distinct: () => it.distinct('_id', {}),
        aggregate: () => it.aggregate([{ $match: {} }]),
      };
      for (const [kind, query] of Object.entries(queries))
        await expect(Promise.resolve().then(query), `${it.modelName}.${kind}`).rejects.toThrow(
          'names no owner',
        );
    }
  });

  it.each(operators)('takes %j for no owner', async (value) => {
    const { entries, people, deliveries, members, drafts, checkpoints } = store();
    const owner = value as never;
    const me = aPerson();
    await people.create(me);
    await store().entries.insert(anEntry(me.id));
    await expect(entries.list(owner, {}, { limit: 9 })).rejects.toThrow();
    await expect(entries.latest(owner)).rejects.toThrow();
    await expect(people.find(owner)).rejects.toThrow();
    await expect(people.erase(owner)).rejects.toThrow();
    await expect(entries.eraseAll(owner)).rejects.toThrow();
    await expect(deliveries.latest(owner, 'prompt', 9)).rejects.toThrow();
    await expect(deliveries.eraseAll(owner)).rejects.toThrow();
    await expect(members.listOfPerson(owner)).rejects.toThrow();
    await expect(drafts.erase(owner)).rejects.toThrow();
    await expect(checkpoints.find(owner)).rejects.toThrow();
    expect(await people.find(me.id)).toEqual(me);
    expect(await entries.latest(me.id)).toBeDefined();
  });

  it('lets an `$or` or an `$and` with an owner inside not pass', async () => {
    await expect(model('entries').find({ $or: [{ personId: 'a' }, {}] })).rejects.toThrow('names no owner');
  });
});

describe('a filter from outside', () => {
  const store = useStore();

  it('is a value, whatever it looks like', async () => {
    const me = id('person');
    await store().entries.insert(anEntry(me, { tags: ['redis'], project: 'p' }));
    await store().members.put(aMember({ personId: me, communityId: 'c' }));
    await store().deliveries.put(aDelivery(me));
    const { entries, deliveries } = store();
    const refused = async (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => []);
    for (const value of operators.filter((it) => it !== null)) {
      expect(await refused(entries.list(me, { tag: value as never }, { limit: 9 }))).toEqual([]);
      expect(await refused(entries.list(me, { project: value as never }, { limit: 9 }))).toEqual([]);
      expect(await refused(entries.list(me, { kind: value as never }, { limit: 9 }))).toEqual([]);
      expect(await refused(deliveries.latest(me, value as never, 9))).toEqual([]);
    }
  });

  it('throws for a key that the documents do not have', async () => {
    const { people } = store().connection.models;
    await expect(people?.find({ _id: 'a', nonsense: 1 })).rejects.toThrow('nonsense');
    await expect(people?.updateOne({ _id: 'a' }, { $set: { nonsense: 1 } })).rejects.toThrow('nonsense');
    await expect(store().people.create({ ...aPerson(), nonsense: 1 } as never)).rejects.toThrow('nonsense');
    await expect(store().members.put({ ...aMember(), nonsense: 1 } as never)).rejects.toThrow('nonsense');
  });

  it('throws for an operator in the place of a value unless the store itself wrote it', async () => {
    const { entries } = store().connection.models;
    await expect(entries?.find({ personId: 'a', day: { $gt: 0 } })).rejects.toThrow();
    await expect(entries?.find({ personId: 'a', day: trusted({ $gt: 0 }) })).resolves.toEqual([]);
  });
});

describe('a model', () => {
  const store = useStore();

  it('is compiled once for a connection, however many stores use its collection', () => {
    const { connection } = store();
    expect(entryModel(connection)).toBe(entryModel(connection));
  });
});
