import type { Command } from '../../../../src/chat/command.ts';
import { commands } from '../slack-harness.ts';
import { unhappyWays } from './unhappy-ways.ts';
import type { Seen } from './witness.ts';

/** What nothing that it came of did. */
const refusals: ReadonlySet<string> = new Set([
  'stale-action',
  'unknown-command',
  'moved-command',
  'unknown-subcommand',
  'wrong-options',
  'organisers-only',
  'community-only',
  'too-fast',
  'unexpected',
]);
const unhappy: ReadonlySet<string> = new Set(unhappyWays);

/** The menus, buttons and ways in of Slack's client. */
const client = [
  'Home',
  'log-today',
  'message-log-this-as-progress',
  'message-log-this-as-what-broke',
  'button in a message',
  'button in a modal',
  'button on Home',
  'static_select in a message',
  'overflow on Home',
  'external_select on Home',
  'plain_text_input in a form',
  'static_select in a form',
  'external_select in a form',
  'a form that came too late, opened again',
] as const;

/** The options that forms and the Home tab search. Typed commands of Slack have no suggestions. */
const searched = ['log.project', 'start.zone', 'history edit.entry'];

/** Everything that members can use, and every way in which it refuses; nothing on Slack is out of reach. */
export const everything: readonly string[] = [
  ...(commands as readonly Command[]).flatMap((it) => [
    ...('leaf' in it
      ? [`command ${it.name}`]
      : Object.keys(it.subcommands).map((name) => `command ${it.name} ${name}`)),
    ...Object.keys(it.actions ?? {}).map((name) => `action ${it.name}.${name}`),
    ...Object.keys(it.forms ?? {}).map((name) => `form ${it.name}.${name}`),
    ...(it.messageShortcuts ?? []).map(({ label }) => `message menu ${label}`),
  ]),
  ...searched.map((it) => `suggestions ${it}`),
  ...client,
  ...unhappyWays,
];

/** What has been met: by its name where it did what it is for, and by the way in which it did not. */
export function metBy({ name, code }: Seen): readonly string[] {
  const way = `${name}: ${code}`;
  return refusals.has(code) || unhappy.has(way) ? [way] : [name];
}
