import fc from 'fast-check';
import type { Command } from '../../../../src/chat/command.ts';
import {
  type FakeMessage,
  type FakeUser,
  type FakeView,
  FakeView as View,
} from '../../../fakes/slack/index.ts';
import { objectsIn, text } from '../../../fakes/slack/json.ts';
import { commands, type House, type Mode, openHouse } from '../house.ts';

const words = fc.oneof(
  fc.constantFrom(
    'a parser',
    '<!channel> & *bold*',
    '```\ntrace\n```',
    'x'.repeat(2_900),
    '😀'.repeat(40),
    'a:b c"d',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
);
const lines = fc.oneof(
  words.map((it) => `log ${it}`),
  fc.tuple(words, fc.integer({ min: -1, max: 2_000 })).map(([it, minutes]) => `log ${it} minutes:${minutes}`),
  fc.constantFrom(
    'log',
    'log kind:pain',
    'today',
    'streak',
    'streak view:why',
    'history',
    'history undo',
    'history search a',
    'settings',
    'settings zone:Lisbon',
    'settings prompt:25:00',
    'settings cadence:"3 a week"',
    'rest',
    'rest tomorrow',
    'pause',
    'start',
    'start zone:Atlantis',
    'start zone:Tokyo time:9pm',
    'stop',
    'privacy',
    'export',
    'help',
    'help log',
    'roundup',
    'leaderboard',
    'kudos',
    'setup',
    'setup invite',
    'setup test',
    'setup channel #general',
    'nonsense',
    '',
    'history edit',
    'history delete',
    'deck',
    'learnings',
    'review',
    'stuck',
    'stuck ECONNREFUSED 127.0.0.1:6379',
    'why',
    'link',
    'link ABCD2345',
    'unlink',
    'setup roundup',
    'setup zone Europe/Lisbon',
    'setup defaults',
    'setup assistant',
    'setup hide',
    'setup organiser',
  ),
);

interface Act {
  readonly user: number;
  readonly line: string;
  /** Which button, menu or field's value is taken of what is shown then, several times over. */
  readonly follow: readonly number[];
  readonly typed: string;
  readonly inDm: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  user: fc.integer({ min: 0, max: 2 }),
  line: lines,
  follow: fc.array(fc.nat(20), { maxLength: 4 }),
  typed: words,
  inDm: fc.boolean(),
});

/** Presses, chooses or fills in something of what is before the member; gives what is before them then. */
async function follow(user: FakeUser, shown: FakeMessage | FakeView, pick: number, typed: string) {
  if (shown instanceof View && objectsIn(shown.blocks).some((block) => block.type === 'input')) {
    if (user.modal?.id !== shown.id) return undefined;
    const fields = objectsIn(shown.blocks).filter((block) => block.type === 'input');
    const values = Object.fromEntries(
      fields
        .filter((block) => text((block.element as { type?: string }).type) === 'plain_text_input')
        .map((block) => [
          text(block.block_id),
          block.block_id === 'text' ? typed : pick % 3 === 0 ? typed.slice(0, 20) : '',
        ]),
    );
    const done = await user.submitView(shown, values, { until: 'ack' });
    return done.errors ? user.modal : undefined;
  }
  const elements = objectsIn(shown.blocks).flatMap((block) => objectsIn(block.elements));
  const element = elements[pick % Math.max(1, elements.length)];
  if (!element) return undefined;
  const id = text(element.action_id);
  // Two rows of buttons may use one id; then it is not this button's turn.
  if (elements.filter((it) => it.action_id === id).length > 1) return undefined;
  const answer =
    element.type === 'button'
      ? await user.press(shown, id)
      : element.type === 'static_select'
        ? await user.select(shown, id, text(objectsIn(element.options)[0]?.value))
        : undefined;
  return answer?.view ?? answer?.ephemeral.at(-1) ?? answer?.messages.at(-1);
}

/** What came of it. */
export interface RandomUse {
  readonly violations: readonly unknown[];
  readonly pings: readonly unknown[];
  /** What was logged as an error, and what broke. */
  readonly broken: readonly unknown[];
  /** Entries in the store, and what a model makes of what the members were told; the same unless somebody erased themselves. */
  readonly kept: number;
  readonly modelled: number;
  readonly erased: number;
  /** Names of commands, buttons, forms and shortcuts that were used. */
  readonly met: ReadonlySet<string>;
}

/** Three members do what members can do, at random. */
export async function slackRandomUse(options: {
  readonly mode: Mode;
  readonly acts: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}): Promise<RandomUse> {
  const house = await openHouse({ mode: options.mode });
  house.slack.rateLimits.enabled = false;
  const general = house.team.addChannel({ name: 'general', botIn: true });
  const users = ['ada', 'bob', 'cem'].map((name) => house.team.addUser({ name, admin: name === 'ada' }));
  const acts = fc.sample(act, { numRuns: options.acts, seed: options.seed });
  for (const [done, { user: index, line, follow: picks, typed, inDm }] of acts.entries()) {
    const user = users[index] as FakeUser;
    const answer = await user.slash(inDm ? 'dm' : general, `/shipmate ${line}`);
    let shown: FakeMessage | FakeView | undefined =
      answer.view ?? answer.ephemeral.at(-1) ?? answer.messages.at(-1);
    for (const pick of picks) {
      if (!shown) break;
      shown = await follow(user, shown, pick, typed);
    }
    options.onProgress?.(done + 1);
  }
  await house.platform.stop();
  await house.bot.pump.run();
  const told = (code: string) => house.observed.filter((it) => it.code === code).length;
  const found = {
    violations: house.slack.takeViolations(),
    pings: house.slack.pings.map((it) => it.ping),
    broken: [
      ...house.logged.filter((it) => it.level === 'error'),
      ...house.observed.filter((it) => it.code === 'unexpected'),
    ],
    kept: await entriesOf(house, users),
    modelled: told('logged') - told('deleted') - told('undone') + told('restored'),
    erased: told('erased'),
    met: new Set(house.observed.map((it) => it.what)),
  };
  await house.close();
  return found;
}

async function entriesOf({ store, team }: House, users: readonly FakeUser[]): Promise<number> {
  let kept = 0;
  for (const user of users) {
    const person = await store.people.findByIdentity({ platform: 'slack', team: team.id, user: user.id });
    if (!person) continue;
    for await (const entry of store.entries.all(person.id)) if (entry.deletedAt === undefined) kept += 1;
  }
  return kept;
}

/** Everything that a member can use, by the names under which it is observed. */
export const everything: readonly string[] = (commands as readonly Command[]).flatMap((it) => [
  ...('leaf' in it ? [it.name] : Object.keys(it.subcommands).map((name) => `${it.name} ${name}`)),
  ...Object.keys(it.actions ?? {}).map((name) => `${it.name}.${name}`),
  ...Object.keys(it.forms ?? {}).map((name) => `${it.name}.${name}`),
  ...(it.messageShortcuts ?? []).map(({ label }) => label),
]);
