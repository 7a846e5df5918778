import { type Collation, collationOf } from '../bson/collation.ts';
import { type Doc, isDoc, isNullish, type Maybe, typeName } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { CommandArguments } from './command-arguments.ts';

const sensitivities = ['base', 'accent', 'variant', undefined, 'variant'] as const;

/** Reads a command's `collation` as ICU's rules; nothing for the simple one. What ICU cannot be asked for here is error 238. */
export function readCollation(given: Maybe): Collation | undefined {
  if (isNullish(given)) return undefined;
  if (!isDoc(given))
    return fail(
      'TypeMismatch',
      `BSON field 'collation' is the wrong type '${typeName(given)}', expected type 'object'`,
    );
  if (given.size === 0) return undefined;
  const options = readOptions(given);
  if (options.locale === 'simple') return undefined;
  const collator = new Intl.Collator(languageOf(options.locale), {
    sensitivity: options.strength === 1 && options.caseLevel ? 'case' : sensitivities[options.strength - 1],
    numeric: options.numeric,
    caseFirst: options.caseFirst === 'off' ? 'false' : options.caseFirst,
    ignorePunctuation: options.shifted,
  });
  const { strength } = options;
  return collationOf((a, b) => {
    const order = collator.compare(a, b);
    return order !== 0 || strength < 5 || a === b ? order : a < b ? -1 : 1;
  });
}

function readOptions(given: Doc) {
  const args = new CommandArguments('collation', given, false);
  const locale =
    args.string('locale') ??
    fail('IDLFailedToParse', "BSON field 'collation.locale' is missing but a required field");
  const strength = args.integer('strength') ?? 3;
  const caseLevel = args.boolean('caseLevel') ?? false;
  const caseFirst = oneOf(args.string('caseFirst'), 'caseFirst', ['off', 'upper', 'lower'] as const);
  const alternate = oneOf(args.string('alternate'), 'alternate', ['non-ignorable', 'shifted'] as const);
  const backwards = args.boolean('backwards') ?? false;
  const numeric = args.boolean('numericOrdering') ?? false;
  args.ignore('maxVariable', 'normalization', 'version');
  args.refuseUnknownFields();
  const shifted = alternate === 'shifted';
  if (strength < 1 || strength > 5)
    return fail(
      'BadValue',
      `Enumeration value '${strength}' for field 'collation.strength' is not a valid value.`,
    );
  if (backwards || (caseLevel && strength !== 1) || (shifted && strength > 3) || strength === 4)
    return fail(
      'NotImplemented',
      'Collations with backwards, with strength 4, with caseLevel above strength 1 or alternate above strength 3 are not supported by the embedded server',
    );
  return { locale, strength, caseLevel, caseFirst, numeric, shifted };
}

function oneOf<T extends string>(value: string | undefined, field: string, values: readonly [T, ...T[]]): T {
  if (value === undefined) return values[0];
  return (
    values.find((it) => it === value) ??
    fail('BadValue', `Enumeration value '${value}' for field 'collation.${field}' is not a valid value.`)
  );
}

function languageOf(locale: string): string {
  const invalid = () => fail('BadValue', `Field 'locale' is invalid in: { locale: "${locale}" }`);
  try {
    const [known] = Intl.Collator.supportedLocalesOf(locale.replaceAll('_', '-').split('@')[0]!);
    return known ?? invalid();
  } catch {
    return invalid();
  }
}
