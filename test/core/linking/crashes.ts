import { Collection } from 'mongodb';

const writes = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'bulkWrite',
] as const;

/** How the process ends at a write: before it reached the database, after it did, or in the middle of several documents. */
export type Crash = 'before' | 'after' | 'halfway';

export class Crashed extends Error {}

type Method = (...args: unknown[]) => Promise<unknown>;

/** Runs `work` and ends it at its `at`th write to any database (0: the first); undefined if it had fewer. Counts otherwise. */
export async function crashing<T>(
  work: () => Promise<T>,
  at = Number.POSITIVE_INFINITY,
  how: Crash = 'before',
): Promise<{ readonly writes: number; readonly value?: T; readonly crashed: boolean }> {
  const methods = Collection.prototype as unknown as Record<string, Method>;
  const originals = new Map(writes.map((name) => [name, methods[name] as Method]));
  let count = 0;
  for (const [name, original] of originals) {
    methods[name] = async function write(this: unknown, ...args: unknown[]) {
      const mine = count++;
      if (mine > at) throw new Crashed('the process is gone');
      if (mine < at) return original.apply(this, args);
      if (how === 'after') await original.apply(this, args);
      if (how === 'halfway' && name === 'updateMany') await originals.get('updateOne')?.apply(this, args);
      throw new Crashed(`at write ${at}`);
    };
  }
  try {
    const value = await work();
    return { writes: count, value, crashed: false };
  } catch (error) {
    if (count <= at) throw error;
    return { writes: count, crashed: true };
  } finally {
    for (const [name, original] of originals) methods[name] = original;
  }
}
