import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Command, leaf } from '../../src/chat/command.ts';
import { commandGroups } from '../../src/chat/command-summary.ts';
import { CommandError, loadCommands, registryOf } from '../../src/chat/registry.ts';

const run = async () => ({ code: 'x', visibility: 'private' as const, text: { source: '' } });
const command = (change: object): Command =>
  ({ name: 'one', summary: 'One', leaf: leaf({ summary: 'One', run }), ...change }) as Command;
const load = (...commands: Command[]) => registryOf(commands.map((it) => ({ file: 'one.ts', command: it })));

describe('the registry', () => {
  test('has a place for every command in the order of its group, and no place for any other', async () => {
    const { commands } = await loadCommands(fileURLToPath(new URL('../../commands', import.meta.url)));
    for (const [group, { order }] of Object.entries(commandGroups)) {
      const there = commands.filter((it) => it.group === group).map((it) => it.name);
      expect(there.toSorted(), group).toEqual([...order].sort());
    }
  });

  test('loads every command of the project, each named like its file', async () => {
    const registry = await loadCommands(fileURLToPath(new URL('../../commands', import.meta.url)));
    expect(registry.commands.map((it) => it.name)).toEqual(
      expect.arrayContaining([
        'start',
        'stop',
        'log',
        'today',
        'streak',
        'history',
        'settings',
        'pause',
        'rest',
        'kudos',
        'roundup',
        'setup',
        'export',
        'privacy',
        'help',
      ]),
    );
    expect(registry.action('history.edit')?.handler.opensForm).toBe(true);
    expect(registry.form('log.entry')).toBeDefined();
    expect(registry.action('history.constructor')).toBeUndefined();
    expect(registry.shortcut('Log this as progress')?.command.name).toBe('log');
  });

  test.each([
    ['another name than its file', command({ name: 'two' }), /named "two"/],
    ['a summary over the limit', command({ summary: 'x'.repeat(101) }), /100 characters/],
    ['no summary', command({ summary: '' }), /summary/],
    [
      'a leaf and subcommands',
      command({ subcommands: { a: leaf({ summary: 'A', run }) } }),
      /one of them only/,
    ],
    ['a feature outside of communities', command({ feature: 'logbook' }), /communityOnly/],
    [
      'a feature with a message shortcut',
      command({ feature: 'logbook', communityOnly: true, messageShortcuts: [{ label: 'It', run }] }),
      /no message shortcuts/,
    ],
    ['neither', { name: 'one', summary: 'One' } as unknown as Command, /neither/],
    [
      'an option name with capitals',
      command({ leaf: leaf({ summary: 'x', options: { Zone: { kind: 'flag', summary: 'x' } }, run }) }),
      /lower case/,
    ],
    [
      'a choice without choices',
      command({
        leaf: leaf({ summary: 'x', options: { a: { kind: 'choice', summary: 'x', choices: [] } }, run }),
      }),
      /choices/,
    ],
    [
      'two free texts',
      command({
        leaf: leaf({
          summary: 'x',
          options: {
            a: { kind: 'text', free: true, summary: 'x' },
            b: { kind: 'text', free: true, summary: 'x' },
          },
          run,
        }),
      }),
      /free text/,
    ],
    [
      'a required option after an optional one',
      command({
        leaf: leaf({
          summary: 'x',
          options: { a: { kind: 'flag', summary: 'x' }, b: { kind: 'flag', summary: 'x', required: true } },
          run,
        }),
      }),
      /required/,
    ],
  ])('stops start-up with the file name at %s', (_what, bad, message) => {
    expect(() => load(bad)).toThrow(CommandError);
    expect(() => load(bad)).toThrow(/^one\.ts: /);
    expect(() => load(bad)).toThrow(message);
  });

  test('refuses a name that is taken', () => {
    expect(() => load(command({}), command({}))).toThrow(/taken/);
  });
});
