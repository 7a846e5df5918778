import fc from 'fast-check';

/** What people paste to see what happens, and what traces and logs are full of. */
const pieces = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</log:123456789012345678>',
  '<id:customize>',
  '<t:1618953630:R>',
  '<:blob:123456789012345678>',
  '<a:party:123456789012345678>',
  ':smile:',
  ':100:',
  '12:30:05',
  'std::string::npos',
  '2 * 3 * 4',
  ' ** ',
  'a.ts:10:5',
  '](',
  'HTTPS://example.com',
  'https://example.com/a_b?c=d*e',
  '<https://example.com>',
  'discord.gg/abc',
  '[text](https://evil.example)',
  'http://a.b/`c`',
  '||hidden||',
  '**bold**',
  '__under__',
  '~~gone~~',
  '*leaning*',
  '_leaning_',
  '`code`',
  '```block```',
  '**',
  '__',
  '*',
  '_',
  '~~',
  '||',
  '`',
  '``',
  '```',
  '```js',
  '> ',
  '>>> ',
  '# ',
  '## ',
  '-# ',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '12) ',
  '\\',
  '\\\\',
  '¯\\_(ツ)_/¯',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2067',
  '\u00a0',
  '\ufeff',
  '👩‍👩‍👧',
  '🇵🇹',
  'é',
  'e\u0301',
  '漢字',
  'שלום',
  'مرحبا',
  'snake_case_name',
  'a*b*c',
  'C:\\temp\\new',
  '$HOME',
  '{"a":1}',
  "';--",
  ' ',
  'built it',
  '()',
  '[]',
  '!',
  '=',
  '&lt;',
  '%s',
  '$(x)',
  'x'.repeat(40),
] as const;

/** One line of anything. */
export const hostileLine = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join('').replace(/[\r\n]/g, ' '))
  .filter((line) => line !== '');

/** The pieces that Discord's client shows as something else; nobody and nothing has these ids. */
const shownAs: Readonly<Record<string, string>> = {
  '<@123456789012345678>': '@somebody',
  '<@!123456789012345678>': '@somebody',
  '<@&123456789012345678>': 'a role',
  '<#123456789012345678>': 'a channel',
  '</log:123456789012345678>': '/log',
  '<id:customize>': '#customize',
  '<t:1618953630:R>': '2021-04-20 21:20 UTC',
  '<:blob:123456789012345678>': ':blob:',
  '<a:party:123456789012345678>': ':party:',
};

/** A text as it is kept: what it mentions by an id stands in it by its name, or without one. */
export const asSeen = (typed: string): string =>
  Object.entries(shownAs).reduce((text, [token, shown]) => text.replaceAll(token, shown), typed);

/**
 * Lines without what looks like an e-mail address, or a secret in an address, as they are typed and as they are kept: those are masked
 * before they are stored.
 */
export const unmaskedLine = hostileLine.filter((line) =>
  [line, asSeen(line)].every((it) => !/[\w.+-]@[\w-]+\.\w|:\/\/[^\s/]*@/.test(it)),
);
