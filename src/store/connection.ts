import { type Connection, type Model, Mongoose, type Schema } from 'mongoose';

export type { Connection } from 'mongoose';

/** A mongoose of our own: unknown keys in a query throw, operators in a filter are taken as values unless `trusted`. */
const mongoose = new Mongoose({ strictQuery: 'throw', sanitizeFilter: true });
export const { trusted } = mongoose;

/** Connects within 10 s or throws the driver's error. Indexes are made by `createIndexes`, never in passing. */
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

/** A collection's model on a connection. Mongoose compiles one at every call that names a collection, which takes milliseconds. */
export function modelOf<T>(connection: Connection, collection: string, schema: Schema<T>): Model<T> {
  return (
    (connection.models[collection] as Model<T> | undefined) ??
    connection.model<T>(collection, schema, collection)
  );
}

/** What a model says of its indexes; a model's own type differs with its documents. */
interface Indexed {
  readonly schema: { indexes(): [Record<string, unknown>, object][] };
  readonly collection: Pick<Model<unknown>['collection'], 'createIndexes'>;
}

/** Makes the indexes that a collection lacks, all by one command. Mongoose's own way takes a command for each index. */
export async function createIndexes({ schema, collection }: Indexed): Promise<void> {
  const indexes = schema.indexes().map(([key, options]) => ({ ...options, key: key as IndexDirections }));
  if (indexes.length > 0) await collection.createIndexes(indexes);
}

type IndexDirections = Parameters<Indexed['collection']['createIndexes']>[0][number]['key'];

/** MongoDB's code for a value that a unique index holds already. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
