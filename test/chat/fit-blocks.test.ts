import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitBlocks } from '../../src/chat/fit-blocks.ts';
import {
  type Block,
  codeBlock,
  joined,
  type Markdown,
  markdownOf,
  md,
  parseMarkdown,
  plainBlock,
  plainBlocks,
  quote,
} from '../../src/chat/markdown.ts';

const sizeOf = (block: Block): number => plainBlock(block).length;
const shortened = (text: Markdown, limit: number) => {
  const { blocks, whole } = fitBlocks(parseMarkdown(text), limit, sizeOf);
  return { text: plainBlocks(blocks), whole };
};

describe('a text that is too long', () => {
  test('is left as it is when it fits', () => {
    const text = joined([md`one`, quote('two'), md`three`]);
    expect(shortened(text, 100)).toEqual({ text: 'one\n> two\nthree', whole: true });
  });

  test('loses the ends of what it quotes, and none of its own lines', () => {
    const text = joined([
      md`**Logged.**`,
      quote('word '.repeat(600)),
      codeBlock('trace\n'.repeat(500)),
      md`_I masked 1 secret._`,
      md`_Shared with Harbour._`,
    ]);
    const fitted = shortened(text, 2_000);
    expect(fitted.whole).toBe(false);
    expect(fitted.text.length).toBeGreaterThan(1_900);
    expect(fitted.text.length).toBeLessThanOrEqual(2_000);
    expect(fitted.text).toMatch(
      /^Logged\.\n> word .*…\ntrace\n[\s\S]*…\nI masked 1 secret\.\nShared with Harbour\.$/,
    );
  });

  test('keeps a short quote whole beside a long one', () => {
    const fitted = shortened(joined([quote('short'), md`and`, quote('long '.repeat(200))]), 300);
    expect(fitted.text).toMatch(/^> short\nand\n> long .*…$/);
    expect(fitted.text.length).toBeGreaterThan(290);
  });

  test('keeps the first lines of a quote of many', () => {
    const fitted = shortened(
      joined([quote(Array.from({ length: 99 }, (_, it) => `line ${it}`).join('\n')), md`note`]),
      200,
    );
    expect(fitted.text).toMatch(/^> line 0\n> line 1\n[\s\S]*…\nnote$/);
    expect(fitted.text.length).toBeLessThanOrEqual(200);
  });

  test('loses the ends of long lines next, and of lists after that', () => {
    const list = joined(Array.from({ length: 60 }, (_, it) => md`- item ${it}`));
    const fitted = shortened(
      joined([md`${'long '.repeat(100)}`, list, quote('said '.repeat(100)), md`note`]),
      600,
    );
    expect(fitted.text).toMatch(/^long .*…\n- item 0\n[\s\S]*- …\n> said .*…\nnote$/);
    expect(fitted.text.length).toBeLessThanOrEqual(600);
  });

  test('of lines that are all short ends where its reader cuts it', () => {
    const text = joined(Array.from({ length: 60 }, (_, it) => md`line ${it}`));
    expect(shortened(text, 100)).toMatchObject({ text: plainBlocks(parseMarkdown(text)) });
  });

  test('is never over the limit as long as its own lines are not', () => {
    const quoted = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 900 }).map((it) => quote(it)),
      fc.string({ unit: 'grapheme', maxLength: 900 }).map((it) => codeBlock(it)),
    );
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 4 }), (quotes) => {
        const text = joined([md`first`, ...quotes.flatMap((it) => [it, md`between`]), md`last`]);
        const fitted = shortened(text, 700);
        expect(fitted.text.length).toBeLessThanOrEqual(700);
        expect(fitted.text.split('between').length).toBeGreaterThan(quotes.length);
        expect(fitted.text).toMatch(/^first\n[\s\S]*last$/);
        expect(fitted.text.isWellFormed()).toBe(true);
      }),
    );
  });
});

test('a tree written as text again is read as the same tree', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (typed) => {
      const line = typed.replace(/\n/g, ' ');
      const text = joined([
        md`**${line}** and _${line}_`,
        md`- \`x\` ${line}`,
        quote(line),
        codeBlock(typed),
      ]);
      const blocks = parseMarkdown(joined([text, md`[${'the guide'}](https://example.org)`]));
      expect(parseMarkdown(markdownOf(blocks))).toEqual(blocks);
    }),
  );
});
