import type { Random } from '../oracles/population/random.ts';

/** Strings that broke somebody's program once. */
// `NaN`, `null` and their like are not among them: where an answer says one, it is a fault of ours.
const nasty: readonly string[] = [
  '',
  ' ',
  '\0',
  '\u200b\u200d\ufeff',
  '\u202eesrever\u202c',
  '\u2066isolated\u2069',
  '\ud800',
  'x\udfffy\ud83d',
  '👩‍👩‍👧‍👦🇵🇹e\u0301\u0327',
  'Ω≈ç√∫ 田中さん שלום مرحبا',
  'z̴̡͎̖͓͔̝̈́͊͐a̷̢l̶̛g̴o',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '-1',
  '1e308',
  '1e-9',
  '0x10',
  '9'.repeat(400),
  '-0',
  'true',
  '{"$ne":1}',
  '{"$where":"sleep(1000)"}',
  '$gt',
  '$$ROOT',
  'a.b.c',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '<@U1> <!channel> @everyone <#C1|general>',
  '[click](javascript:alert(1))',
  '**_`~```\n```\n> - # | ||',
  '\\\\\\`',
  "'; DROP TABLE people; --",
  '%s%n%x',
  '\r\n\r\n',
  '2026-02-30',
  '9999-99-99',
  '0000-00-00',
  '+275760-09-14',
  '-271821-04-19',
  '99999 days ago',
  '-9999',
  '25:61',
  '24:00',
  'Europe/Nowhere',
  'Etc/GMT+5',
  '+14:00',
  'UTC+99',
  '8 a week',
  'mon-',
  'mon tue wed thu fri sat sun mon',
  'zz-ZZ-x-y',
  '#',
  '@',
  '<#>',
  'minutes:',
  'minutes:5 minutes:6',
  'date:"',
  'tag:“',
  '~~~~~~~~',
  '(((((((((((((((((((((a+)+)+',
];

/** A text of at most `limit` characters that nobody should ever have typed. */
export function hostileText(random: Random, limit = 100_000): string {
  const roll = random.next();
  if (roll < 0.4) return random.pick(nasty);
  if (roll < 0.6) return units(random, below(random, 40));
  if (roll < 0.75) return letters(random, below(random, 60));
  if (roll < 0.9) return `${random.pick(nasty)} ${random.pick(nasty)}${units(random, 5)}`;
  const unit = random.pick([
    'a',
    'a ',
    '\u202e',
    '👩‍👧',
    '\ud800',
    'x:1 ',
    'minutes:1 ',
    '"',
    '\\',
    '`',
    'é\n',
    '<@1>',
  ]);
  return unit.repeat(Math.ceil(limit / unit.length)).slice(0, limit);
}

/** Random UTF-16 code units, lone surrogates among them. */
const units = (random: Random, length: number): string =>
  String.fromCharCode(...Array.from({ length }, () => below(random, 0x1_0000)));

/** Random characters of all planes, without lone surrogates. */
function letters(random: Random, length: number): string {
  const points = Array.from({ length }, () => {
    const point = random.chance(0.5) ? 32 + below(random, 95) : below(random, 0x11_0000);
    return point >= 0xd800 && point <= 0xdfff ? 0x20 : point;
  });
  return String.fromCodePoint(...points);
}

/** What somebody could well have written, in any script and over several lines; it comes back to the letter. */
export function validText(random: Random): string {
  const word = (): string =>
    random.chance(0.6)
      ? random.pick([
          'built',
          'a',
          'URL',
          'shortener',
          'größer',
          'データベース',
          'тест',
          'naïve',
          '🚀',
          'مرحبا',
          "it's",
          'a_b*c',
          '`x`',
          '<b>',
          'C:\\dir',
          '#1',
          '- item',
          '> quote',
          '100%',
        ])
      : letters(random, 1 + below(random, 8)).replace(/[\s:"“”„«»‟\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Z}]/gu, 'o');
  const count = 1 + below(random, random.chance(0.05) ? 400 : 12);
  const text = Array.from({ length: count }, word)
    .map((it) => it + random.pick([' ', ' ', ' ', '\n', '\n\n', '  ']))
    .join('')
    .trim();
  return text === '' ? 'built it' : text.slice(0, 2_900).toWellFormed().trim();
}

/** Values of every type but a proper text. */
export function hostileValue(random: Random): unknown {
  return random.pick<() => unknown>([
    () => hostileText(random, 20_000),
    () => ({ $ne: 1 }),
    () => ({ $gt: '' }),
    () => ({ toString: 1 }),
    () => ({ __proto__: null, valueOf: 'x' }),
    () => Object.create(null),
    () => [],
    () => [hostileText(random, 100), 1, null],
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => 1e308,
    () => -1.5,
    () => below(random, 2_000_000_000),
    () => null,
    () => undefined,
    () => true,
    () => false,
    () => new Date(Number.NaN),
    () => 10n ** 30n,
    () => () => 1,
  ])();
}

/** From 0 to just under `limit`. */
export const below = (random: Random, limit: number): number => random.whole(0, limit - 1);
