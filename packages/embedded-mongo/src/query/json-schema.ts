import { encodeValue } from '../bson/key-string.ts';
import { toNumber } from '../bson/numbers.ts';
import { valueToString } from '../bson/to-string.ts';
import { type Doc, isArray, isDoc, isNumber, type TypeName, typeName, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { parseTypes } from './element-operators.ts';
import { compileRegex } from './regex.ts';

type Test = (value: Value) => boolean;
type Keyword = (operand: Value, schema: Doc) => Test | undefined;

const always: Test = () => true;

/** Reads `$jsonSchema` (draft 4 with `bsonType`); keywords that MongoDB refuses are error 9. */
export function parseJsonSchema(schema: Doc): Test {
  const tests: Test[] = [];
  for (const [name, operand] of schema) {
    const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
    if (!keyword)
      return fail(
        'FailedToParse',
        refused.has(name)
          ? `$jsonSchema keyword '${name}' is not currently supported`
          : `Unknown $jsonSchema keyword: ${name}`,
      );
    const test = keyword(operand, schema);
    if (test) tests.push(test);
  }
  return tests.length === 0 ? always : (value) => tests.every((test) => test(value));
}

const refused = new Set(['$ref', '$schema', 'default', 'definitions', 'format', 'id']);

const sub = (name: string, operand: Value): Test =>
  isDoc(operand)
    ? parseJsonSchema(operand)
    : fail('TypeMismatch', `$jsonSchema keyword '${name}' must be an object, but found ${typeName(operand)}`);

const list = (name: string, operand: Value): readonly Value[] =>
  isArray(operand) && operand.length > 0
    ? operand
    : fail('TypeMismatch', `$jsonSchema keyword '${name}' must be a non-empty array`);

const count = (name: string, operand: Value): number => {
  const number = isNumber(operand) ? toNumber(operand) : Number.NaN;
  return Number.isInteger(number) && number >= 0
    ? number
    : fail(
        'TypeMismatch',
        `$jsonSchema keyword '${name}' must be a non-negative integer, but found ${valueToString(operand)}`,
      );
};

const quantity = (name: string, operand: Value): number =>
  isNumber(operand)
    ? toNumber(operand)
    : fail('TypeMismatch', `$jsonSchema keyword '${name}' must be a number`);

const id = (value: Value): string => encodeValue(value).toString('latin1');

const onString =
  (test: (text: string) => boolean): Test =>
  (value) =>
    typeof value !== 'string' || test(value);
const onArray =
  (test: (items: readonly Value[]) => boolean): Test =>
  (value) =>
    !isArray(value) || test(value);
const onDoc =
  (test: (doc: Doc) => boolean): Test =>
  (value) =>
    !isDoc(value) || test(value);
const onNumber =
  (test: (number: number) => boolean): Test =>
  (value) =>
    !isNumber(value) || test(toNumber(value));

const jsonTypes: Readonly<Record<string, readonly TypeName[]>> = {
  array: ['array'],
  boolean: ['bool'],
  null: ['null'],
  number: ['int', 'long', 'double', 'decimal'],
  object: ['object'],
  string: ['string'],
};

function jsonType(operand: Value): Test {
  const names = isArray(operand) ? operand : [operand];
  const types = new Set(
    names.flatMap(
      (name) => jsonTypes[String(name)] ?? fail('BadValue', `Unknown type name alias: ${String(name)}`),
    ),
  );
  return (value) => types.has(typeName(value));
}

function bsonType(operand: Value): Test {
  const types = parseTypes('$jsonSchema', operand);
  return (value) => types.has(typeName(value));
}

function properties(operand: Value): Test {
  if (!isDoc(operand)) return fail('TypeMismatch', "$jsonSchema keyword 'properties' must be an object");
  const tests = [...operand].map(([name, schema]) => ({ name, test: sub(name, schema) }));
  return onDoc((doc) =>
    tests.every(({ name, test }) => {
      const value = doc.get(name);
      return value === undefined || test(value);
    }),
  );
}

const patterns = (schema: Doc): readonly { readonly regex: RegExp; readonly test: Test }[] => {
  const given = schema.get('patternProperties');
  return isDoc(given)
    ? [...given].map(([pattern, inner]) => ({ regex: compileRegex(pattern, ''), test: sub(pattern, inner) }))
    : [];
};

function additional(operand: Value, schema: Doc): Test {
  const test = typeof operand === 'boolean' ? () => operand : sub('additionalProperties', operand);
  const known = schema.get('properties');
  const names = new Set(isDoc(known) ? known.keys() : []);
  const matching = patterns(schema);
  return onDoc((doc) =>
    [...doc].every(
      ([name, value]) => names.has(name) || matching.some(({ regex }) => regex.test(name)) || test(value),
    ),
  );
}

function items(operand: Value): Test {
  if (!isArray(operand)) {
    const test = sub('items', operand);
    return onArray((values) => values.every(test));
  }
  const tests = operand.map((schema) => sub('items', schema));
  return onArray((values) => tests.every((test, at) => values[at] === undefined || test(values[at])));
}

function additionalItems(operand: Value, schema: Doc): Test | undefined {
  const given = schema.get('items');
  if (!isArray(given)) return undefined;
  const test = typeof operand === 'boolean' ? () => operand : sub('additionalItems', operand);
  return onArray((values) => values.slice(given.length).every(test));
}

function dependencies(operand: Value): Test {
  if (!isDoc(operand)) return fail('TypeMismatch', "$jsonSchema keyword 'dependencies' must be an object");
  const tests = [...operand].map(([name, needs]) => {
    if (!isArray(needs)) return { name, test: sub(name, needs) };
    return { name, test: onDoc((doc) => needs.every((need) => doc.has(String(need)))) };
  });
  return onDoc((doc) => tests.every(({ name, test }) => !doc.has(name) || test(doc)));
}

const limit = (name: 'minimum' | 'maximum', operand: Value, schema: Doc): Test => {
  const bound = quantity(name, operand);
  const exclusive = schema.get(name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum') === true;
  if (name === 'minimum') return onNumber((number) => (exclusive ? number > bound : number >= bound));
  return onNumber((number) => (exclusive ? number < bound : number <= bound));
};

const flag =
  (name: string, needs: string): Keyword =>
  (operand, schema) => {
    if (typeof operand !== 'boolean') fail('TypeMismatch', `$jsonSchema keyword '${name}' must be a boolean`);
    if (!schema.has(needs))
      fail('FailedToParse', `$jsonSchema keyword '${needs}' must be a present if ${name} is present`);
    return undefined;
  };

const text: Keyword = (operand) => {
  if (typeof operand !== 'string')
    fail('TypeMismatch', '$jsonSchema keywords title and description must be strings');
  return undefined;
};

const keywords: Readonly<Record<string, Keyword>> = {
  title: text,
  description: text,
  type: jsonType,
  bsonType: bsonType,
  properties: properties,
  additionalProperties: additional,
  patternProperties: (_operand, schema) => {
    const all = patterns(schema);
    return onDoc((doc) =>
      [...doc].every(([name, value]) => all.every(({ regex, test }) => !regex.test(name) || test(value))),
    );
  },
  required: (operand) => {
    const names = list('required', operand).map(String);
    return onDoc((doc) => names.every((name) => doc.has(name)));
  },
  enum: (operand) => {
    const allowed = new Set(list('enum', operand).map(id));
    return (value) => allowed.has(id(value));
  },
  allOf: (operand) => {
    const tests = list('allOf', operand).map((schema) => sub('allOf', schema));
    return (value) => tests.every((test) => test(value));
  },
  anyOf: (operand) => {
    const tests = list('anyOf', operand).map((schema) => sub('anyOf', schema));
    return (value) => tests.some((test) => test(value));
  },
  oneOf: (operand) => {
    const tests = list('oneOf', operand).map((schema) => sub('oneOf', schema));
    return (value) => tests.filter((test) => test(value)).length === 1;
  },
  not: (operand) => {
    const test = sub('not', operand);
    return (value) => !test(value);
  },
  minimum: (operand, schema) => limit('minimum', operand, schema),
  maximum: (operand, schema) => limit('maximum', operand, schema),
  exclusiveMinimum: flag('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: flag('exclusiveMaximum', 'maximum'),
  multipleOf: (operand) => {
    const divisor = quantity('multipleOf', operand);
    return divisor > 0
      ? onNumber((number) => number % divisor === 0)
      : fail('FailedToParse', "$jsonSchema keyword 'multipleOf' must have a positive value");
  },
  minLength: (operand) => onString((value) => [...value].length >= count('minLength', operand)),
  maxLength: (operand) => onString((value) => [...value].length <= count('maxLength', operand)),
  pattern: (operand) => {
    const regex = compileRegex(String(operand), '');
    return onString((value) => regex.test(value));
  },
  minItems: (operand) => onArray((values) => values.length >= count('minItems', operand)),
  maxItems: (operand) => onArray((values) => values.length <= count('maxItems', operand)),
  uniqueItems: (operand) =>
    operand === true ? onArray((values) => new Set(values.map(id)).size === values.length) : undefined,
  items: items,
  additionalItems: additionalItems,
  minProperties: (operand) => onDoc((doc) => doc.size >= count('minProperties', operand)),
  maxProperties: (operand) => onDoc((doc) => doc.size <= count('maxProperties', operand)),
  dependencies: dependencies,
};
