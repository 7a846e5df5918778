import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formerCommands } from '../../src/chat/former-commands.ts';
import { readTyped } from '../../src/chat/typed-text.ts';
import { type BareBot, bareBot } from '../hostile/bare-bot.ts';
import { sources } from '../support/imports.ts';
import { logbook, registryWith } from '../support/planted-commands.ts';

let bare: BareBot;
beforeAll(async () => {
  bare = await bareBot();
});
afterAll(() => bare.stop());

const ada = { platform: 'bare', user: 'ada', isOrganiser: false };
const rows = Object.entries(formerCommands);

describe.each(rows)('/%s', (name, { now, button, actions }) => {
  test('is no command any more, and what is named in its place is one', () => {
    const { registry } = bare.bot;
    expect(registry.find(name)).toBeUndefined();
    expect(readTyped(now, registry.commands)).not.toHaveProperty('code');
  });

  test('is answered with the new one where it comes as a native command', async () => {
    const outcome = await bare.dispatch(ada, { type: 'command', name, options: { me: 'join' } });
    expect(outcome).toMatchObject({ type: 'reply', reply: { code: 'moved-command' } });
    expect(JSON.stringify(outcome)).toContain(button ?? now);
  });

  test('has buttons in old messages that are known', async () => {
    for (const own of Object.keys(actions)) {
      const outcome = await pressOld(`${name}.${own}`);
      expect(outcome.type === 'reply' && outcome.reply.code, own).not.toBe('stale-action');
    }
  });
});

/** Presses a button as old messages carry it. */
function pressOld(name: string, args: readonly string[] = ['nobody'], by = ada) {
  const signed = bare.bot.jobs.sign({
    code: 'old',
    visibility: 'private',
    text: { source: 'old' },
    buttons: [[{ label: 'old', action: { name, args } }]],
  });
  return bare.dispatch(by, { type: 'press', action: signed.buttons?.[0]?.[0]?.id ?? '', values: [] });
}

// Those of /unlink need linked accounts: test/commands/link.test.ts.
test('old buttons of /leaderboard and /deck do what they did', async () => {
  const text = 'stuck the port was taken cause:"an old process" fix:"stopped it"';
  await bare.dispatch(ada, { type: 'text', text });
  for (const [name, done] of [
    ['leaderboard.join', 'leaderboard-joined'],
    ['leaderboard.leave', 'leaderboard-left'],
    ['deck.markdown', /\.md$/],
    ['deck.html', /\.html$/],
    ['deck.anki', /\.txt$/],
  ] as const) {
    const outcome = await pressOld(name);
    if (outcome.type !== 'reply') throw new Error(`Answered with ${outcome.type}`);
    expect(outcome.reply.file?.name ?? outcome.reply.code, name).toMatch(done);
  }
});

test('the year of an old message comes with what pictures can do now', async () => {
  const bob = { ...ada, user: 'bob' };
  await bare.dispatch(bob, { type: 'text', text: 'log the first thing' });
  for (const [theme, other] of [
    ['light', 'Dark'],
    ['dark', 'Light'],
  ] as const) {
    const outcome = await pressOld('streak.year', [theme], bob);
    if (outcome.type !== 'reply') throw new Error(`Answered with ${outcome.type}`);
    expect(outcome.reply).toMatchObject({
      code: 'streak',
      picture: { alt: expect.stringContaining('1 day logged') },
    });
    expect(outcome.reply.buttons?.flat().map((it) => it.label)).toEqual(
      expect.arrayContaining(['Why?', other, 'Square', 'Month']),
    );
  }
});

test('every command that a message names is one', async () => {
  const { commands } = await registryWith(logbook);
  const root = join(import.meta.dirname, '../..');
  const typed = [...sources(join(root, 'src')), ...sources(join(root, 'commands'))].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/commandName\(['`]([a-z][^'`$]*)['`]\)/g)].map(
      (it) => it[1] ?? '',
    ),
  );
  expect(typed.length).toBeGreaterThan(50);
  expect(typed.filter((it) => 'code' in readTyped(it, commands))).toEqual([]);
});
