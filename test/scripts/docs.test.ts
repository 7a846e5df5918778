import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandTable } from '../../scripts/docs/command-table.ts';
import { codesIn } from '../../scripts/docs/messages/codes.ts';
import { pages } from '../../scripts/docs/pages.ts';
import { root, sections, withSection } from '../../scripts/docs/sections.ts';
import { textsIn } from '../support/docs.ts';
import { logbook, registryWith } from '../support/planted-commands.ts';

const all = await sections();

test.each(all)('$file says of $name what the code says; npm run docs fixes it', async (section) => {
  const document = await readFile(join(root, section.file), 'utf8');
  expect(withSection(document, section)).toBe(document);
});

test.each(pages)(
  '$file says what the code says; npm run docs fixes it',
  { timeout: 60_000 },
  async (page) => {
    expect(await page.text()).toBe(await readFile(join(root, page.file), 'utf8'));
  },
);

/** Codes that no message of docs/messages.md has, and why. */
const notAMessage: Readonly<Record<string, string>> = {
  'edit-form': 'opens a form; the page names it by its title',
  'log-form': 'opens a form',
  'settings-form': 'opens a form',
  'setup-form': 'opens a form',
  'picture-form': 'opens a form',
  'start-form': 'opens a form',
  'stuck-form': 'opens a form',
  'why-form': 'opens a form',
  mend: 'opens a form again',
  busy: 'two people wrote the same at the same instant',
  'erased-before': 'a platform repeats a message from before an erasure',
  'undone-before': 'a platform repeats an undo',
  'bad-shards': 'an error of Discord, for the log',
  'bad-token': 'an error of Discord, for the log',
  'not-retyped': 'needs an edit of an entry that two messages became, before an edit of one of them',
  'not-joined': 'needs a change of who sees an entry, or two very long ones, between an offer and its press',
  'no-answer': 'an error of Slack, for the log',
  ratelimited: 'an error of Slack, for the log',
  unreachable: 'an error of Slack, for the log',
  'name-taken': 'an error of the playground, worded by its page',
  'no-such-channel': 'an error of the playground, worded by its page',
  'no-such-message': 'an error of the playground, worded by its page',
  'not-your-button': 'an error of the playground, worded by its page',
  said: 'what members say to each other in the playground',
};

test('every code of a reply is in docs/messages.md, but for a few with a reason', async () => {
  const folders = [
    'commands',
    'src/chat',
    'src/interactions',
    'src/messages',
    'src/platforms',
    'src/settings',
  ];
  const named = folders
    .flatMap((it) => textsIn(join(root, it), ['.ts']))
    .flatMap(({ text }) => codesIn(text));
  const page = await readFile(join(root, 'docs/messages.md'), 'utf8');
  const shown = new Set([...page.matchAll(/^### ([a-z0-9-]+)/gm)].map(([, code]) => code));
  const missing = [...new Set(named)].filter((it) => !shown.has(it));
  expect(named.length).toBeGreaterThan(150);
  expect(missing.sort()).toEqual(Object.keys(notAMessage).sort());
});

test('codes are found wherever a reply names one', () => {
  const text = `privately(\n  'a-b',\n  md\`x\`); publicly('c', y); { code: 'd' }; code: isNew ? 'e' : 'f', ownReply('g', h)`;
  expect(codesIn(text)).toEqual(['a-b', 'c', 'd', 'e', 'f', 'g']);
});

test('the table has every command, by group, and says which ones are switched on', async () => {
  const { commands } = await registryWith(logbook);
  const rows = commandTable(commands).split('\n').slice(2);
  expect(rows).toHaveLength(commands.length);
  expect(rows[0]).toMatch(/^\| \*\*Start here\*\* \| `\/start` \| /);
  expect(rows.at(-1)).toMatch(/^\| \*\*Organisers\*\* \| `\/setup` \| /);
  expect(rows).toContain('|  | `/logbook` | Your logbook (organisers switch it on) |');
});

test('a document without a place for a section is not passed over', () => {
  const section = { file: 'README.md', name: 'commands', text: 'x' };
  expect(() => withSection('nothing here', section)).toThrow('README.md has no <!-- commands');
});
