/**
 * Makes shapes.schema.json from the types that Slack publishes (@slack/types, @slack/web-api), with the compiler's own
 * type checker. Run `npx tsx test/fakes/slack/schema/make-schema.ts` after an upgrade of these packages; a test says when.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API, type Checker, SymbolFlags, type Type, TypeFlags } from 'typescript/unstable/sync';

type Schema = Record<string, unknown>;

export interface MethodArguments {
  required: string[];
  /** Name to the kinds of value it may hold; `json` is an array or object, sent as a JSON string in a form. */
  properties: Record<string, string[]>;
}

export interface ShapesFile {
  definitions: Record<string, Schema>;
  methods: Record<string, MethodArguments>;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export function makeShapes(): ShapesFile {
  const api = new API({ cwd: here('.') });
  try {
    const config = here('tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    const source = project?.program.getSourceFile(here('shapes.ts'));
    if (!project || !source) throw new Error('shapes.ts was not found by its tsconfig.json');
    const checker = project.checker;
    const module = checker.getSymbolAtLocation(source);
    if (!module) throw new Error('shapes.ts exports nothing');
    const roots = new Map(
      checker.getExportsOfModule(module).map((each) => [each.name, checker.getDeclaredTypeOfSymbol(each)]),
    );
    const writer = new SchemaWriter(checker);
    for (const [name, type] of propertiesOf(checker, roots.get('Shapes')!)) writer.define(name, type);
    const methods = Object.fromEntries(
      propertiesOf(checker, roots.get('Methods')!).map(([name, type]) => [name, argumentsOf(checker, type)]),
    );
    return { definitions: sorted(writer.definitions), methods };
  } finally {
    api.close();
  }
}

/** Turns resolved types into JSON schema (draft 7), one definition for each named type. */
class SchemaWriter {
  readonly definitions: Record<string, Schema> = {};
  readonly #checker: Checker;
  /** Unions that have a name, by their members: `TextObject | undefined` has lost its alias but is the same union. */
  readonly #known = new Map<string, string>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  define(name: string, type: Type): void {
    this.definitions[name] = {};
    const schema = this.#inline(type);
    if (type.isUnionType()) this.#known.set(idOf(type.getTypes()), name);
    this.definitions[name] = schema;
  }

  #schemaOf(type: Type): Schema {
    const name = nameOf(type);
    if (!name || !(type.isUnionType() || type.isIntersectionType() || type.isObjectType())) {
      return this.#inline(type);
    }
    if (!this.definitions[name]) this.define(name, type);
    return { $ref: `#/definitions/${name}` };
  }

  #inline(type: Type): Schema {
    if (type.isUnionType()) return this.#union(type.getTypes());
    if (type.isStringLiteralType() || type.isNumberLiteralType() || type.isBooleanLiteralType()) {
      return { const: type.value };
    }
    if (type.flags & TypeFlags.String) return { type: 'string' };
    if (type.flags & TypeFlags.Number) return { type: 'number' };
    if (type.flags & TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return {};
    if (type.isTypeReference() && this.#checker.isTupleType(type)) {
      const [first] = this.#checker.getTypeArguments(type);
      return { type: 'array', items: this.#schemaOf(first!), minItems: 1 };
    }
    if (type.isTypeReference() && this.#checker.isArrayLikeType(type)) {
      return { type: 'array', items: this.#schemaOf(this.#checker.getTypeArguments(type)[0]!) };
    }
    return this.#object(type);
  }

  #object(type: Type): Schema {
    const required: string[] = [];
    const properties: Record<string, Schema> = {};
    for (const symbol of this.#checker.getPropertiesOfType(type)) {
      const held = this.#checker.getTypeOfSymbol(symbol);
      if (!held || held.flags & TypeFlags.Never) continue;
      properties[symbol.name] = this.#schemaOf(held);
      if (!(symbol.flags & SymbolFlags.Optional)) required.push(symbol.name);
    }
    const [index] = this.#checker.getIndexInfosOfType(type);
    return {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      additionalProperties: index ? this.#schemaOf(index.valueType) : false,
    };
  }

  /** A union of objects that `type` tells apart becomes one `if/then` for each tag, so that errors name the one meant. */
  #union(members: readonly Type[]): Schema {
    const types = members.filter((each) => !(each.flags & TypeFlags.Undefined) && nameOf(each) !== 'Block');
    if (types.length === 1) return this.#schemaOf(types[0]!);
    const same = this.#known.get(idOf(types));
    if (same) return { $ref: `#/definitions/${same}` };
    if (types.every((each) => each.isLiteralType())) {
      const values = types.map((each) => each.value).sort();
      return values.every((value) => typeof value === 'boolean') ? { type: 'boolean' } : { enum: values };
    }
    const tagged = new Map<string | undefined, Type[]>();
    for (const each of types) {
      const tag = this.#tagOf(each);
      tagged.set(tag, [...(tagged.get(tag) ?? []), each]);
    }
    if (tagged.has(undefined)) return { anyOf: sortedSchemas(types.map((each) => this.#schemaOf(each))) };
    const tags = [...tagged.keys()].sort() as string[];
    return {
      type: 'object',
      required: ['type'],
      properties: { type: { enum: tags } },
      allOf: tags.map((tag) => {
        const schemas = sortedSchemas(tagged.get(tag)!.map((each) => this.#schemaOf(each)));
        const condition = { properties: { type: { const: tag } }, required: ['type'] };
        // biome-ignore lint/suspicious/noThenProperty: `then` is JSON schema's own word
        return { if: condition, then: schemas.length === 1 ? schemas[0] : { anyOf: schemas } };
      }),
    };
  }

  #tagOf(type: Type): string | undefined {
    if (!(type.isObjectType() || type.isIntersectionType())) return undefined;
    const tag = this.#checker.getPropertyOfType(type, 'type');
    const held = tag && this.#checker.getTypeOfSymbol(tag);
    return held?.isStringLiteralType() ? held.value : undefined;
  }
}

function argumentsOf(checker: Checker, type: Type): MethodArguments {
  const variants = (type.isUnionType() ? type.getTypes() : [type]).filter(
    (each) => each.isObjectType() || each.isIntersectionType(),
  );
  const kinds = new Map<string, Set<string>>();
  const needed = new Map<string, number>();
  for (const variant of variants) {
    for (const symbol of checker.getPropertiesOfType(variant)) {
      if (symbol.name === 'token') continue;
      const held = kinds.get(symbol.name) ?? new Set<string>();
      kinds.set(symbol.name, held);
      for (const kind of kindsOf(checker.getTypeOfSymbol(symbol)!)) held.add(kind);
      if (!(symbol.flags & SymbolFlags.Optional)) needed.set(symbol.name, (needed.get(symbol.name) ?? 0) + 1);
    }
  }
  const withoutNone = type.isUnionType() && type.getTypes().some((each) => each.flags & TypeFlags.Undefined);
  return {
    required: withoutNone
      ? []
      : [...needed].filter(([, count]) => count === variants.length).map(([name]) => name),
    properties: sorted(Object.fromEntries([...kinds].map(([name, held]) => [name, [...held].sort()]))),
  };
}

function kindsOf(type: Type): string[] {
  if (type.isUnionType()) return type.getTypes().flatMap(kindsOf);
  if (type.isStringLiteralType() || type.flags & TypeFlags.String) return ['string'];
  if (type.isNumberLiteralType() || type.flags & TypeFlags.Number) return ['number'];
  if (type.isBooleanLiteralType() || type.flags & TypeFlags.Boolean) return ['boolean'];
  return type.flags & (TypeFlags.Undefined | TypeFlags.Never) ? [] : ['json'];
}

function propertiesOf(checker: Checker, type: Type): [string, Type][] {
  return checker
    .getPropertiesOfType(type)
    .map((symbol): [string, Type] => [symbol.name, checker.getTypeOfSymbol(symbol)!]);
}

/** The name under which a type is declared, or undefined for what must stand in line (arrays, anonymous objects). */
function nameOf(type: Type): string | undefined {
  const name = type.getAliasSymbol()?.name ?? type.getSymbol()?.name;
  if (!name || name.startsWith('__') || ['Array', 'ReadonlyArray', 'Record'].includes(name)) return undefined;
  return name;
}

const idOf = (members: readonly Type[]): string =>
  members
    .map((each) => each.id)
    .sort((a, b) => a - b)
    .join(' ');

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const sortedSchemas = (schemas: Schema[]): Schema[] =>
  schemas.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(here('shapes.schema.json'), `${JSON.stringify(makeShapes(), null, 2)}\n`);
}
