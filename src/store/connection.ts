import { type Connection, Mongoose } from 'mongoose';

export type { Connection } from 'mongoose';

/** A mongoose of our own: unknown keys in a query throw, operators in a filter are taken as values unless `trusted`. */
const mongoose = new Mongoose({ strictQuery: 'throw', sanitizeFilter: true });
export const { trusted } = mongoose;

/** Connects within 10 s or throws the driver's error. Indexes are made by `prepareStore`, never in passing. */
export async function connect(uri: string, database: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      dbName: database,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 20,
    })
    .asPromise();
}

/** MongoDB's code for a value that a unique index holds already. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
