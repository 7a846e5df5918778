import { expect } from 'vitest';
import type { Registry } from '../../src/chat/registry.ts';

/** A use of a command by which nobody logs, chooses, cheers or starts anything. */
export interface Look {
  /** With its subcommand: "history list". */
  readonly command: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  /** Only makes sense in a DM. */
  readonly inDm?: true;
}

const only = (command: string, ...options: readonly NonNullable<Look['options']>[]): Look[] => [
  { command },
  ...options.map((it) => ({ command, options: it })),
];

/** What a stranger may look at, and what is refused: nobody is stored for any of it. */
export const looks: readonly Look[] = [
  ...only('help', { command: 'log' }, { command: 'nonsense' }),
  ...only('today'),
  ...only('history list', { date: 'nonsense' }, { tag: 'redis' }),
  ...only('history search', { search: 'redis' }),
  ...only('history edit', { entry: 'latest' }),
  ...only('history delete'),
  ...only('history undo'),
  ...only('streak', { view: 'why' }, { theme: 'dark' }),
  ...only(
    'settings',
    { zone: 'nowhere' },
    { prompt: 'off' },
    { 'day-start': '12:00' },
    { cadence: 'sometimes' },
    { nudge: 'perhaps' },
    { language: '!' },
    { audience: 'everybody' },
    { prompt: '08:00', zone: 'nowhere' },
  ),
  { command: 'settings', inDm: true },
  { command: 'settings', options: { audience: 'private' }, inDm: true },
  { command: 'rest', options: { day: 'yesterday' } },
  { command: 'rest', options: { day: 'nonsense' } },
  { command: 'rest', options: { undo: true } },
  { command: 'pause', options: { until: 'nonsense' } },
  { command: 'pause', options: { until: '2000-01-01' } },
  { command: 'pause', options: { days: 0 } },
  { command: 'pause', options: { resume: true } },
  ...only('stop'),
  ...only('start', { zone: 'nowhere' }, { time: '25:99' }, { audience: 'everybody' }),
  ...only(
    'log',
    { text: 'something', date: '2000-01-01' },
    { text: 'something', date: '2999-01-01' },
    { text: 'something', date: 'nonsense' },
    { text: 'something', minutes: 0 },
    { text: 'something', project: 'p'.repeat(100) },
    { text: 'something', tag: 't'.repeat(100) },
    { text: 'something', audience: 'everybody' },
  ),
  { command: 'log', options: { text: 'something', date: '2000-01-01' }, inDm: true },
  ...only('stuck', { text: 'something', date: '2000-01-01' }, { entry: 'latest', state: 'fixed' }),
  ...only('why', { show: 'tree' }, { entry: 'latest' }),
  ...only('learnings', { search: 'redis' }, { as: 'markdown' }),
  ...only('review', { as: 'anki' }),
  ...only('export', { format: 'csv' }, { format: 'xml' }),
  ...only('privacy'),
  ...only('kudos', { entry: 'nothing like it' }),
  ...only('roundup', { action: 'post' }, { view: 'leaderboard' }, { view: 'leaderboard', action: 'post' }),
  { command: 'link', options: { code: 'WRONGCODE' } },
  ...only('setup show'),
];

/** As it is typed, without the slash. */
export const typedLook = ({ command, options = {} }: Look): string =>
  [command, ...Object.entries(options).map(([name, value]) => `${name}:"${value}"`)].join(' ');

/** Of organisers' commands one stands for all: members are refused before any of them runs. */
export function expectEveryCommand({ commands }: Registry): void {
  const leaves = commands.flatMap(({ name, access, ...rest }) =>
    access === 'organiser' || !('subcommands' in rest) || !rest.subcommands
      ? [name]
      : Object.keys(rest.subcommands).map((it) => `${name} ${it}`),
  );
  const looked = looks.map((it) => (it.command === 'setup show' ? 'setup' : it.command));
  expect(leaves.filter((it) => !looked.includes(it))).toEqual([]);
}
