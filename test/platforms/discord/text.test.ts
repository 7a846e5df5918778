import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  channelName,
  code,
  codeBlock,
  joined,
  literal,
  md,
  parseMarkdown,
  quote,
} from '../../../src/chat/markdown.ts';
import { escapeText } from '../../../src/platforms/discord/escape.ts';
import { printBlocks } from '../../../src/platforms/discord/text.ts';
import { runs } from '../../deep.ts';
import { hostileLine } from './hostile-text.ts';
import { readDiscord } from './reader.ts';

const print = (source: { source: string }, limit = 100_000): string =>
  printBlocks(parseMarkdown(source), limit).text;

describe("a person's text on Discord", () => {
  test('is shown to the letter: nothing formats, mentions or links', () => {
    fc.assert(
      fc.property(hostileLine, (typed) => {
        expect(readDiscord(print(literal(typed)))).toEqual({ text: typed, marks: [] });
      }),
      runs(2_000, 10),
    );
  });

  test('is shown to the letter within a sentence, in bold, in a quote and as code', () => {
    fc.assert(
      fc.property(hostileLine, (typed) => {
        expect(readDiscord(print(md`Logged: ${typed}!`)).text).toBe(`Logged: ${typed}!`);
        expect(readDiscord(print(md`x ${typed}`)).marks).toEqual([]);
        expect(readDiscord(print(quote(typed)))).toEqual({ text: typed, marks: ['quote'] });
        const inCode = readDiscord(print(code(typed)));
        expect(inCode.text).toBe(typed);
        expect([[], ['code']]).toContainEqual(inCode.marks);
      }),
      runs(1_000, 10),
    );
  });

  test('in a block keeps its lines and does not end it early', () => {
    fc.assert(
      fc.property(fc.array(hostileLine, { minLength: 1, maxLength: 4 }), (lines) => {
        const typed = ['at first', ...lines, 'at last'].join('\n');
        const read = readDiscord(print(codeBlock(typed)));
        expect(read.text).toBe(typed);
        expect([[], ['code-block']]).toContainEqual(read.marks);
      }),
      runs(500, 10),
    );
  });

  test('pairs with no mark of the bot and with no other text, on whatever line they stand', () => {
    fc.assert(
      fc.property(hostileLine, hostileLine, hostileLine, (one, two, three) => {
        const text = joined([
          md`**Logged for ${one}.** ${two}`,
          quote(`${three}\n${one}`),
          md`${code('a_b_ [x](y')} ${two} _kept ${three}_`,
          md`${one} [the guide](https://example.com/a_b_*c*) ${two}`,
          codeBlock('x_ `y` * [z](z'),
          md`- ${three}`,
        ]);
        const read = readDiscord(print(text));
        expect(read.marks).toEqual([
          'bold',
          'quote',
          'quote',
          'code',
          'italic',
          'link',
          'code-block',
          'list',
        ]);
        for (const typed of [one, two, three]) expect(read.text).toContain(typed);
      }),
      runs(1_000, 10),
    );
  });

  // Push notifications and copies show escapes, which our reader of messages does not know.
  test.each([
    'Streak: 5 days',
    'built the URL-shortener (v1.2), 50% faster: see #redis & @ada!',
    'snake_case_name in a.ts:10:5 at 12:30:05',
    'a < b, x > y, 2 * 3 = 6, a|b, ~/code, C:\\temp, [ok]',
    '#1 and 1.5 and -3 and >2',
    '{"a":1,"b":[2]}',
    'and/or, src/index.ts',
  ])('has no escape where nothing would come of it: %s', (typed) => {
    expect(print(literal(typed))).toBe(typed);
    expect(print(quote(typed))).toBe(`> ${typed}`);
    expect(print(md`**Done.** ${typed} ${code('/log')}`)).toBe(`**Done.** ${typed} \`/log\``);
  });

  test.each([
    ['*bold*', '\\*bold\\*'],
    ['_it_', '_it\\_'],
    ['see https://example.com/a', 'see https\\://example.com/a'],
    ['[a](https://b)', '\\[a](https\\://b)'],
    ['@everyone, <@1> :smile:', '\\@everyone, \\<@1> \\:smile:'],
    ['<t:1618953630:R> </log:1>', '\\<t:1618953630:R> \\</log:1>'],
    ['# heading', '\\# heading'],
    ['12. item', '12\\. item'],
    ['a ~~b~~ ||c||', 'a \\~\\~b\\~\\~ \\|\\|c\\|\\|'],
  ])('has them where something would: %s', (typed, printed) => {
    expect(print(literal(typed))).toBe(printed);
  });

  test('is only ever lengthened by backslashes', () => {
    fc.assert(
      fc.property(hostileLine, (typed) => {
        expect(escapeText(typed, { startsLine: true }).replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(typed);
      }),
      runs(500, 10),
    );
  });
});

describe("the bot's own marks on Discord", () => {
  test.each([
    ['**two** words', 'two words', ['bold']],
    ['_two_ words', 'two words', ['italic']],
    ['`/log`', '/log', ['code']],
    ['[the guide](https://example.com/a)', 'the guide', ['link']],
    ['- one', 'one', ['list']],
    ['> said', 'said', ['quote']],
  ])('%s is what it means', (source, text, marks) => {
    expect(readDiscord(print({ source }))).toEqual({ text, marks });
  });

  test('name a channel as Discord does, and only a real one', () => {
    expect(print(md`Posted to **${channelName('123456789012345678')}**.`)).toBe(
      'Posted to **<#123456789012345678>**.',
    );
    expect(readDiscord(print(md`${channelName('gen*eral>')} ${'[#](channel:123456789012345678)'}`))).toEqual({
      text: '#gen*eral> [#](channel:123456789012345678)',
      marks: [],
    });
  });

  test('keep their place around escaped text', () => {
    const text = joined([md`**${'a*b'}** and ${code('c`d')}`, md`- ${'# no heading'}`]);
    expect(readDiscord(print(text))).toEqual({
      text: 'a*b and c`d\n# no heading',
      marks: ['bold', 'code', 'list'],
    });
  });
});

describe('a text over the limit', () => {
  test('is cut between characters, within the limit, and what is left still reads as typed', () => {
    fc.assert(
      fc.property(
        fc.array(hostileLine, { maxLength: 8 }),
        fc.integer({ min: 40, max: 200 }),
        (lines, limit) => {
          const { text, whole } = printBlocks(parseMarkdown(literal(lines.join('\n'))), limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          const read = readDiscord(text);
          expect(read.marks).toEqual([]);
          if (whole) expect(read.text).toBe(lines.join('\n'));
          else expect(lines.join('\n').startsWith(read.text.replace(/…$/, '').trimEnd())).toBe(true);
          expect(text.isWellFormed()).toBe(true);
        },
      ),
      runs(500, 10),
    );
  });
});
