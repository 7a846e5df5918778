import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/web/page/src/styles/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((it) => [
    it[1] as string,
    { light: it[2] as string, dark: it[3] as string },
  ]),
);

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(first: string, second: string): number {
  const [lighter = 0, darker = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['page', 'paper', 'raised'];
const onGrounds = ['ink', 'ink-soft', 'ink-faint', 'sea', 'coral'];
const textPairs: [string, string][] = [
  ...onGrounds.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ['ink', 'sea-soft'],
  ['ink-soft', 'sea-soft'],
  ['sea', 'sea-soft'],
  ['on-sea', 'sea'],
  ['on-sea', 'sea-strong'],
  ['amber-ink', 'amber-soft'],
  ['coral', 'coral-soft'],
  ['ink', 'code'],
  ['code-ink', 'code'],
  ['deep-ink', 'deep'],
  ['deep-ink', 'deep-raised'],
  ['deep-ink', 'deep-active'],
  ['deep-soft', 'deep'],
  ['deep-soft', 'deep-raised'],
  ['deep-soft', 'deep-active'],
  ['on-amber', 'amber'],
  ...Array.from({ length: 8 }, (_, at): [string, string] => ['on-avatar', `avatar-${at}`]),
];
const markPairs: [string, string][] = [
  ...grounds.map((ground): [string, string] => ['line-strong', ground]),
  ['amber', 'deep'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string): string => {
    const found = tokens.get(name);
    if (!found) throw new Error(`tokens.css has no --${name}`);
    return found[theme];
  };

  it.each(textPairs)('%s can be read on %s (4.5 : 1)', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markPairs)('%s can be made out on %s (3 : 1)', (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('computes contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
