import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { variableNames } from '../src/config.ts';
import {
  linkProblems,
  mentionProblems,
  numberingProblems,
  referenceProblems,
  rulesIn,
  textsIn,
  variablesIn,
} from './support/docs.ts';

const root = resolve(import.meta.dirname, '..');
const pages = textsIn(root, ['.md']);
const rulePages = pages.filter(({ file }) => relative(root, file).startsWith('docs/'));
const rules = rulePages.flatMap(({ text }) => rulesIn(text));
const folders = ['src', 'commands', 'test', 'bench', 'scripts', 'packages'];
const sources = folders.flatMap((folder) => textsIn(join(root, folder), ['.ts', '.tsx', '.mjs']));

describe('the rules of the docs', () => {
  test('are numbered in reading order, each number once', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(numberingProblems(rulePages)).toEqual([]);
  });

  test('a planted number that is there twice, out of order or on two pages is found', () => {
    const planted = [
      { file: 'a.md', text: '**S1. One.** …\n\n**S3.** …\n\n**S3.** …\n' },
      { file: 'b.md', text: '**R1.** S9 is cited here.\n\n**R1.** …\n\n**S1.** …\n' },
    ];
    expect(numberingProblems(planted)).toEqual([
      'a.md: S3 stands where S2 belongs',
      'b.md: R1 stands where R2 belongs',
      'b.md: S1 belongs to a.md',
    ]);
  });

  test('exist where code, tests and pages cite them', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(referenceProblems([...sources, ...pages], rules)).toEqual([]);
  });

  test('a planted reference to no rule, or without a letter, is found', () => {
    const rule = (number: number) => ({ letter: 'S', number });
    const planted = [
      { file: 'a.ts', text: "/** By S2. */\nconst heroku = 'S9 (rule 9)';\n// See S3, S10 and rule 4.\n" },
      { file: 'a.test.ts', text: "it('ends (S4)', () => {});\n/** Both\n * (rules\n * 5 and 6). */" },
      { file: 'a.md', text: 'S5, `S6` and R7\n\n```\nS8\n```\n' },
    ];
    expect(referenceProblems(planted, [rule(1), rule(2), rule(10)])).toEqual([
      'a.ts: S3',
      'a.ts: rule 4',
      'a.test.ts: S4',
      'a.test.ts: rules\n * 5',
      'a.md: S5',
    ]);
  });
});

describe('links', () => {
  test('between pages lead to a file and a heading that are there', () => {
    expect(pages.some(({ text }) => text.includes('](docs/'))).toBe(true);
    expect(pages.flatMap(linkProblems)).toEqual([]);
  });

  test('a planted link that leads nowhere is found', () => {
    const text = [
      '# Two words, one dash',
      '[a](docs/nowhere.md) [b](docs/streaks.md#no-such) ![c](docs/none.png) [d](#nothing)',
      '[fine](docs/streaks.md#the-rules) [fine](#two-words-one-dash) [fine](https://example.org/x.md) `[code](x.md)`',
    ].join('\n');
    const file = join(root, 'README.md');
    expect(linkProblems({ file, text })).toEqual(
      ['docs/nowhere.md', 'docs/streaks.md#no-such', 'docs/none.png', '#nothing'].map(
        (it) => `${file}: ${it}`,
      ),
    );
  });

  test('files that a page or a comment names are there', () => {
    expect([...sources, ...pages].flatMap((it) => mentionProblems(it, root))).toEqual([]);
  });

  test('a planted name of no file is found', () => {
    const code =
      "// docs/nowhere.md, src/core/why, x/docs/other.md\nconst path = 'src/index.ts';\n// `test/none/`";
    const page = '`src/core/streaks/fold.ts`, `src/core/streaks/none.ts`';
    expect(mentionProblems({ file: 'a.ts', text: code }, root)).toEqual([
      'a.ts: docs/nowhere.md',
      'a.ts: test/none',
    ]);
    expect(mentionProblems({ file: 'a.md', text: page }, root)).toEqual(['a.md: src/core/streaks/none.ts']);
  });
});

describe('variables', () => {
  const readElsewhere = sources.flatMap(({ text }) =>
    [...text.matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name),
  );
  const known = new Set<string | undefined>([...variableNames, ...readElsewhere]);
  const unknownIn = (text: string) => variablesIn(text).filter((name) => !known.has(name));

  test('that a page names are read by the program', () => {
    const named = pages.flatMap(({ text }) => variablesIn(text));
    expect(named).toEqual(expect.arrayContaining(['MONGODB_URI', 'TEST_MONGODB_URI', 'DATA_SERVE_PASSWORD']));
    expect(pages.flatMap(({ text }) => unknownIn(text))).toEqual([]);
  });

  test('a planted one that nothing reads is found', () => {
    const text = 'Set `NO_SUCH` and\n\n```\nSLACK_TOKEN=xoxb\nDATA_DIR=/x DISCORD_KEY=y\n```\n';
    expect(unknownIn(text)).toEqual(['NO_SUCH', 'SLACK_TOKEN', 'DISCORD_KEY']);
  });
});
