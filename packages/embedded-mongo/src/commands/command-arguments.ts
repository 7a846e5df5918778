import { toNumber } from '../bson/numbers.ts';
import {
  type Doc,
  isArray,
  isDoc,
  isNullish,
  isNumber,
  type Maybe,
  typeName,
  type Value,
} from '../bson/values.ts';
import { fail } from '../errors.ts';
import { isTruthy } from '../query/parse-filter.ts';

/** What every command may carry besides its own fields. */
const generic = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$clusterTime',
  '$readPreference',
  '$audit',
  '$client',
  '$configServerState',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'serialization',
  'mayBypassWriteBlocking',
  'maxTimeMSOpOnly',
  'rawData',
]);

/** Reads a command's (or one statement's) fields by type, and refuses what nobody asked for, in MongoDB's words. */
export class CommandArguments {
  readonly source: Doc;
  readonly name: string;
  private readonly known: Set<string>;

  constructor(name: string, source: Doc, isCommand = true) {
    this.name = name;
    this.source = source;
    this.known = new Set(isCommand ? [source.keys().next().value ?? '', ...generic] : []);
  }

  any(field: string): Maybe {
    this.known.add(field);
    return this.source.get(field);
  }

  required(field: string): Value {
    return (
      this.any(field) ??
      fail('IDLFailedToParse', `BSON field '${this.name}.${field}' is missing but a required field`)
    );
  }

  doc(field: string): Doc | undefined {
    const value = this.optional(field);
    return value === undefined || isDoc(value) ? value : this.wrongType(field, value, 'object');
  }

  array(field: string): readonly Value[] | undefined {
    const value = this.optional(field);
    return value === undefined || isArray(value) ? value : this.wrongType(field, value, 'array');
  }

  docs(field: string): readonly Doc[] | undefined {
    return this.array(field)?.map((value, at) =>
      isDoc(value) ? value : this.wrongType(`${field}.${at}`, value, 'object'),
    );
  }

  string(field: string): string | undefined {
    const value = this.optional(field);
    return value === undefined || typeof value === 'string' ? value : this.wrongType(field, value, 'string');
  }

  boolean(field: string): boolean | undefined {
    const value = this.optional(field);
    if (value === undefined || typeof value === 'boolean') return value;
    if (isNumber(value)) return isTruthy(value);
    return this.wrongType(field, value, "[bool, long, int, decimal, double']");
  }

  /** A whole number; a fraction is cut. */
  integer(field: string, least = Number.NEGATIVE_INFINITY): number | undefined {
    const value = this.optional(field);
    if (value === undefined) return undefined;
    if (!isNumber(value)) return this.wrongType(field, value, "[long, int, decimal, double']");
    const number = Math.trunc(toNumber(value));
    if (number < least)
      fail(51024, `BSON field '${field}' value must be >= ${least}, actual value '${number}'`);
    return number;
  }

  /** Known, and of no consequence here. */
  ignore(...fields: readonly string[]): void {
    for (const field of fields) this.known.add(field);
  }

  /** Error 40415 for a field that nobody read. */
  refuseUnknownFields(): void {
    for (const field of this.source.keys())
      if (!this.known.has(field))
        fail('IDLUnknownField', `BSON field '${this.name}.${field}' is an unknown field.`);
  }

  private optional(field: string): Maybe {
    const value = this.any(field);
    return isNullish(value) ? undefined : value;
  }

  private wrongType(field: string, value: Value, expected: string): never {
    const types = expected.startsWith('[') ? `expected types '${expected}` : `expected type '${expected}'`;
    return fail(
      'TypeMismatch',
      `BSON field '${this.name}.${field}' is the wrong type '${typeName(value)}', ${types}`,
    );
  }
}

/** Indexes have the order of bytes: a collection or index with a collation of its own would need another, so it is refused. */
export function refuseCollation(collation: Maybe): void {
  if (isNullish(collation) || (isDoc(collation) && collation.size === 0)) return;
  if (isDoc(collation) && collation.get('locale') === 'simple') return;
  fail(
    'NotImplemented',
    'Collections and indexes with a collation other than {locale: "simple"} are not supported by the embedded server',
  );
}
