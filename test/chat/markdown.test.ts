import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  code,
  codeBlock,
  joined,
  literal,
  md,
  parseMarkdown,
  plainText,
  quote,
} from '../../src/chat/markdown.ts';

describe('the small markdown', () => {
  test('user text stays literal, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(plainText(literal(text))).toBe(text);
        expect(plainText(codeBlock(text))).toBe(text);
        expect(plainText(md`**Logged:** ${text}`)).toBe(`Logged: ${text}`);
        const kinds = parseMarkdown(literal(text)).flatMap((block) =>
          'children' in block ? block.children : [],
        );
        expect(kinds.every((node) => node.type === 'text')).toBe(true);
      }),
    );
  });

  test('user text that looks like mark-up makes none', () => {
    const nasty =
      '**bold** _it_ `code` [x](https://evil.example) ```\nblock\n```\n> q\n- item\n<@1> @everyone';
    expect(plainText(literal(nasty))).toBe(nasty);
    expect(plainText(quote(nasty))).toBe(
      nasty
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    );
  });

  test('its own mark-up becomes a tree', () => {
    const text = joined([md`**A** and _b_ with ${code('x y')}`, md`- one`, md`[site](https://example.org)`]);
    expect(parseMarkdown(text)).toEqual([
      {
        type: 'line',
        children: [
          { type: 'bold', children: [{ type: 'text', text: 'A' }] },
          { type: 'text', text: ' and ' },
          { type: 'italic', children: [{ type: 'text', text: 'b' }] },
          { type: 'text', text: ' with ' },
          { type: 'code', text: 'x y' },
        ],
      },
      { type: 'item', children: [{ type: 'text', text: 'one' }] },
      { type: 'line', children: [{ type: 'link', text: 'site', url: 'https://example.org' }] },
    ]);
  });

  test('a link to anything but the web is text', () => {
    expect(plainText(md`[x](javascript:alert)`)).toBe('[x](javascript:alert)');
  });
});
