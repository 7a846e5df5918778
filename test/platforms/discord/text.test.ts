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
import { escapeText, printBlocks } from '../../../src/platforms/discord/text.ts';
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

  test('is only ever lengthened by backslashes', () => {
    fc.assert(
      fc.property(hostileLine, (typed) => {
        expect(escapeText(typed, true).replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(typed);
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
