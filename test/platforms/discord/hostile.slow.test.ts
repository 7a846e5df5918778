import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literal } from '../../../src/chat/markdown.ts';
import { renderReply } from '../../../src/platforms/discord/render.ts';
import { deep, seed } from '../../deep.ts';
import { reply } from './adapter.ts';
import { hostileLine } from './hostile-text.ts';
import { logHostileTexts, showHostileTexts } from './scenarios/hostile.ts';
import { mischief, type OnTheWire } from './wire.ts';

test('hostile texts arrive as they were typed, and mention, link and format nothing', async () => {
  const texts = deep ? 10_000 : 150;
  expect(await showHostileTexts({ texts, seed })).toEqual({ texts, complaints: [] });
});

test('hostile texts that people log are kept, answered and posted as they were typed', async () => {
  const texts = deep ? 1_000 : 30;
  expect(await logHostileTexts({ texts, seed })).toMatchObject({ texts, complaints: [] });
});

describe('a printer with a fault is found out', () => {
  const texts = fc
    .sample(hostileLine, { numRuns: deep ? 300 : 100, seed })
    .filter((typed) => typed.trim() !== '');
  const right = (typed: string): OnTheWire => renderReply(reply(typed)).body;
  const printing = (content: (right: string, typed: string) => string) => (typed: string) => ({
    ...right(typed),
    content: content(right(typed).content ?? '', typed),
  });
  const found = (print: (typed: string) => OnTheWire): string[] =>
    texts.flatMap((typed) => mischief(typed, print(typed)));

  test('the right one has none', () => {
    expect(found(right)).toEqual([]);
  });

  test.each<[string, (typed: string) => OnTheWire, RegExp]>([
    ['escapes nothing', printing((_, typed) => typed), /makes a (mention|bold|link)/],
    ['strips mentions', printing((it) => it.replace(/\\@\w+|\\<\\@[^>]*>/g, '')), /^it says/],
    ['strips what nobody sees', printing((it) => it.replace(/[\p{Cf}\u00a0]/gu, '')), /^it says/],
    ['leaves mentions', printing((it) => it.replaceAll('\\@', '@')), /makes a mention/],
    ['leaves channels', printing((it) => it.replaceAll('\\<', '<')), /makes a mention/],
    [
      'leaves links with a name',
      printing((it) => it.replaceAll('\\[', '[').replaceAll('\\://', '://')),
      /makes a link/,
    ],
    ['leaves addresses', printing((it) => it.replaceAll('\\://', '://')), /makes a link/],
    ['leaves headings', printing((it) => it.replace(/^(\s*)\\#/, '$1#')), /makes a heading/],
    ['leaves small print', printing((it) => it.replace(/^(\s*)\\-#/, '$1-#')), /makes a subtext/],
    ['leaves lists', printing((it) => it.replace(/^(\s*)\\([-+])/, '$1$2')), /makes a list/],
    ['leaves numbers', printing((it) => it.replace(/^(\s*\d+)\\/, '$1')), /makes a list/],
    ['leaves quotes', printing((it) => it.replace(/^(\s*)\\>/, '$1>')), /makes a quote/],
    ['leaves spoilers', printing((it) => it.replaceAll('\\|', '|')), /makes a spoiler/],
    ['leaves code', printing((it) => it.replaceAll('\\`', '`')), /makes a code/],
    ['leaves emoji names', printing((it) => it.replaceAll('\\:', ':')), /makes a emoji/],
    ['leaves backslashes', printing((it) => it.replaceAll('\\\\', '\\')), /^it says/],
    ['escapes twice', (typed) => right(literal(typed).source), /^it says/],
    ['turns characters around', printing((it) => it.normalize('NFD')), /^it says/],
    ['trims', printing((it) => it.trim()), /^it says/],
    ['lets it ping', (typed) => ({ ...right(typed), allowed_mentions: { parse: ['users'] } }), /may ping/],
    ['leaves it to Discord whom to ping', (typed) => ({ content: right(typed).content ?? '' }), /may ping/],
    ['unfolds links', (typed) => ({ ...right(typed), flags: 0 }), /unfold/],
  ])('one that %s', (_what, print, words) => {
    expect(found(print).filter((it) => words.test(it))).not.toEqual([]);
  });
});
