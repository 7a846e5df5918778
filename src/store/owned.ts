import { type Aggregate, type Query, Schema, type SchemaDefinition } from 'mongoose';

const acrossOwners = new WeakSet<object>();

/** Lets a query through that names no owner. For `system.ts` alone. */
export function systemQuery<Q extends object>(query: Q): Q {
  acrossOwners.add(query);
  return query;
}

/** The keys by which a schema's documents are owned; undefined for a schema that `ownedSchema` did not make. */
export const ownersOf = (schema: { readonly statics: object }): readonly string[] | undefined =>
  (schema.statics as { readonly ownedBy?: readonly string[] }).ownedBy;

const guarded = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'replaceOne',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'countDocuments',
  'distinct',
] as const;

/**
 * A schema whose every query must name one of `ownedBy` (a key of the document) with a plain value; any other query throws.
 * Unknown keys throw on writing and on asking. No mongoose version key: concurrency goes by our own `version`.
 */
export function ownedSchema<T>(ownedBy: readonly string[], definition: SchemaDefinition): Schema<T> {
  const schema = new Schema<T>(definition as never, {
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
  });
  schema.pre([...guarded], function requireOwner(this: Query<unknown, unknown>) {
    if (acrossOwners.has(this)) return;
    const filter = this.getFilter();
    if (!ownedBy.some((owner) => typeof filter[owner] === 'string')) throw namesNoOwner(this.model.modelName);
  });
  schema.pre('estimatedDocumentCount', function refuse(this: Query<unknown, unknown>) {
    throw namesNoOwner(this.model.modelName);
  });
  // Whatever its stages say, a pipeline cannot be seen to keep to one owner.
  schema.pre('aggregate', function refuse(this: Aggregate<unknown>) {
    throw namesNoOwner(this.model().modelName);
  });
  schema.eachPath((_path, type) => {
    if (type instanceof Schema.Types.String) Object.assign(type, { checkRequired: isText });
  });
  Object.assign(schema.statics, { ownedBy });
  return schema;

  function namesNoOwner(model: string): Error {
    return new Error(`A query on ${model} names no owner (${ownedBy.join(' or ')})`);
  }
}

/** A required text may be empty. */
const isText = (value: unknown): boolean => typeof value === 'string';
