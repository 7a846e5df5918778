import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deep, seed } from '../../deep.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import { type FakeMessage, type FakeUser, type FakeView, FakeView as View } from '../../fakes/slack/index.ts';
import { objectsIn, text } from '../../fakes/slack/json.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let general: FakeChannel;
const users: FakeUser[] = [];
beforeAll(async () => {
  house = await openHouse();
  house.slack.rateLimits.enabled = false;
  general = house.team.addChannel({ name: 'general', botIn: true });
  for (const name of ['ada', 'bob', 'cem']) users.push(house.team.addUser({ name, admin: name === 'ada' }));
});
afterAll(() => house.close());

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

test('whatever members do, nothing is refused, nothing breaks, and what they logged is what is kept', async () => {
  const acts = fc.sample(act, { numRuns: deep ? 1_000 : 30, seed });
  for (const { user: index, line, follow: picks, typed, inDm } of acts) {
    const user = users[index]!;
    const answer = await user.slash(inDm ? 'dm' : general, `/shipmate ${line}`);
    let shown: FakeMessage | FakeView | undefined =
      answer.view ?? answer.ephemeral.at(-1) ?? answer.messages.at(-1);
    for (const pick of picks) {
      if (!shown) break;
      shown = await follow(user, shown, pick, typed);
    }
  }
  await house.platform.stop();
  await house.bot.pump.run();
  house.slack.expectNoViolations();
  expect(house.slack.pings).toEqual([]);
  expect(house.logged.filter((it) => it.level === 'error')).toEqual([]);
  expect(house.observed.filter((it) => it.code === 'unexpected')).toEqual([]);

  // A model of the store, from what the members were told.
  const told = (code: string) => house.observed.filter((it) => it.code === code).length;
  if (told('erased') > 0) return;
  let kept = 0;
  for (const user of users) {
    const person = await house.store.people.findByIdentity({
      platform: 'slack',
      team: house.team.id,
      user: user.id,
    });
    if (person)
      for await (const entry of house.store.entries.all(person.id))
        if (entry.deletedAt === undefined) kept += 1;
  }
  expect(kept).toBe(told('logged') - told('deleted') - told('undone') + told('restored'));
}, 600_000);
