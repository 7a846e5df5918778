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

  test('has buttons in old messages that do what they did', async () => {
    for (const [own, current] of Object.entries(actions)) {
      const [row] =
        bare.bot.jobs.sign({
          code: 'old',
          visibility: 'private',
          text: { source: 'old' },
          buttons: [[{ label: 'old', action: { name: `${name}.${own}`, args: ['nobody'] } }]],
        }).buttons ?? [];
      const press = { type: 'press', action: row?.[0]?.id ?? '', values: [] } as const;
      const outcome = await bare.dispatch(ada, press);
      expect(outcome.type === 'reply' && outcome.reply.code, own).not.toBe('stale-action');
      const handlerOf = (action: string) => bare.bot.registry.action(action)?.handler;
      expect(handlerOf(current), current).toBeDefined();
      expect(handlerOf(`${name}.${own}`), own).toBe(handlerOf(current));
    }
  });
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
