import type { Doc, Value } from './bson/values.ts';

/** MongoDB's error codes by name, as in its `error_codes.yml`. */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  GraphContainsCycle: 5,
  FailedToParse: 9,
  UserNotFound: 11,
  UnsupportedFormat: 12,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CannotBackfillArray: 96,
  MaxTimeMSExpired: 50,
  CommandFailed: 125,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  NotAReplicaSet: 123,
  CursorInUse: 12051,
  ExceededMemoryLimit: 146,
  CommandNotSupportedOnView: 166,
  OptionNotSupportedOnView: 167,
  InvalidIndexSpecificationOption: 197,
  ConversionFailure: 241,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  NoQueryExecutionPlans: 291,
  CappedPositionLost: 136,
  NotSingleValueField: 54,
  InvalidPipelineOperator: 168,
  IndexBuildAborted: 276,
  Interrupted: 11601,
  OutOfDiskSpace: 14031,
  DuplicateKey: 11000,
  BSONObjectTooLarge: 10334,
  CannotIndexParallelArrays: 171,
  NotImplemented: 238,
  APIVersionError: 322,
  APIStrictError: 323,
  InvalidBSON: 22,
  IDLFailedToParse: 40414,
  IDLUnknownField: 40415,
} as const;

const names = new Map<number, string>(Object.entries(codes).map(([name, code]) => [code, name]));

/** MongoDB's name of a code; codes that stand for one place in its source are called `Location<code>`. */
export const codeName = (code: number): string => names.get(code) ?? `Location${code}`;

/** An answer that says no: what a command throws and the client gets as `{ok: 0, code, codeName, errmsg}`. */
export class MongoError extends Error {
  readonly code: number;
  /** Further fields of the answer, as `keyPattern` and `keyValue` of a duplicate key. */
  readonly details: Doc;
  constructor(code: number | keyof typeof codes, message: string, details?: Readonly<Record<string, Value>>) {
    super(message);
    this.name = 'MongoError';
    this.code = typeof code === 'number' ? code : codes[code];
    this.details = new Map(Object.entries(details ?? {}));
  }
}

export function fail(
  code: number | keyof typeof codes,
  message: string,
  details?: Readonly<Record<string, Value>>,
): never {
  throw new MongoError(code, message, details);
}
