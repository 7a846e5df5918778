import { readTyped } from '../../../../src/chat/typed-text.ts';
import type { Answer, FakeGuild, FakeMessage, FakeUser } from '../../../fakes/discord/index.ts';
import { type ChatInput, stepsOf } from '../../../oracles/chat-input.ts';
import { type Differences, differences } from '../../../oracles/compare.ts';
import { makePopulation } from '../../../oracles/population.ts';
import { expectedDeliveries } from '../../../oracles/reminders.ts';
import type { Expected, Population } from '../../../oracles/types.ts';
import { deliveriesOf } from '../../../sim/simulation.ts';
import { type DiscordHarness, openDiscordHarness, until } from '../discord-harness.ts';

const labels = { log: 'Log it', snooze: 'Snooze 1 h', skip: 'Skip today', stop: 'Stop' } as const;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export interface Day {
  readonly population: Population;
  readonly expected: readonly Expected[];
  readonly found: Differences;
  /** What must not happen, a sentence each. */
  readonly complaints: readonly string[];
  /** Of the community's channel, oldest first. */
  readonly channel: readonly FakeMessage[];
  /** How many requests of all were answered 429. */
  readonly limited: number;
  readonly requests: number;
  /** How often a person had to do something again, since there was no session that could hear of it. */
  readonly repeated: number;
  readonly resumes: number;
  readonly identifies: number;
}

/**
 * A community lives through some hours on Discord: an organiser installs and sets up, people join by the button on the
 * invitation, are asked, log, snooze, skip, change their settings, and are nudged; then comes the roundup. What was sent is
 * held against the second implementation of the reminders' rules; `disturb` may break what it likes between the steps.
 */
export async function liveThroughDay(options: {
  readonly people: number;
  readonly hours: number;
  readonly seed: number;
  readonly finished?: (done: number, total: number, at: string) => void;
  /** Returns when its trouble is over, if that takes time. */
  readonly disturb?: (harness: DiscordHarness, step: number) => (() => boolean) | undefined;
}): Promise<Day> {
  const population = newcomersOnly(
    makePopulation({ ...options, from: '2027-03-27T00:00:00Z', communities: 1 }),
  );
  const community = population.communities[0]!;
  let at = Date.parse(population.from);
  const harness = await openDiscordHarness({ now: () => at });
  const { discord, store, bot } = harness;
  const complaints: string[] = [];
  let repeated = 0;

  const users = new Map<string, FakeUser>();
  const guild = discord.addGuild({ name: 'Harbour' });
  const owner = discord.state.users.get(guild.ownerId)!;
  const { channel, invitation } = await setUp(guild, owner);

  async function setUp(where: FakeGuild, organiser: FakeUser) {
    const general = where.systemChannel!;
    await until(() => discord.messages(general).length > 0);
    const home = where.addChannel({ name: 'ships' });
    const { weekday, time } = community.roundup;
    const done = [
      await organiser.slash(general, 'setup channel', { channel: home }),
      await organiser.slash(general, 'setup zone', { zone: community.zone }),
      await organiser.slash(general, 'setup roundup', { day: weekdays[weekday - 1]!, time: clockTime(time) }),
      await organiser.slash(general, 'setup invite'),
    ];
    for (const answer of done) if (answer.failure) complaints.push(`set-up: ${answer.failure}`);
    return { channel: home, invitation: done.at(-1)!.message! };
  }

  /** On to an instant, and on the way from one thing that is due to the next. */
  async function sailTo(instant: number): Promise<void> {
    await bot.deliveryWorker.drain();
    for (
      let due = await store.system.nextDueAt();
      due !== undefined && due <= instant;
      due = await store.system.nextDueAt()
    ) {
      await arrive(Math.max(due, at));
    }
    await arrive(instant);
  }

  let oldPresses = 0;

  async function arrive(instant: number): Promise<void> {
    await store.outages.beat('discord', instant);
    at = instant;
    await bot.deliveryWorker.drain();
  }

  async function join(id: string, zone: string, promptTime: number): Promise<void> {
    const user = discord.addUser({ username: id });
    users.set(id, user);
    guild.addMember(user);
    const opened = await insist(() => user.press(invitation, 'Join'));
    const answer = await insist(() =>
      user.submitModal(opened, {
        'Time zone': zone,
        'When should I ask?': clockTime(promptTime),
        'Who can see what you log here?': ['community'],
      }),
    );
    if (answer.failure || !answer.text.includes("You're in"))
      complaints.push(`${id} joins: ${answer.failure ?? answer.text}`);
  }

  /** The newest reminder that somebody answered: where it stands in their inbox, and what its buttons did. */
  const pressed = new Map<
    string,
    { readonly index: number; readonly actions: ReadonlyMap<string, string> }
  >();

  async function pressOld(user: FakeUser, action: string | undefined): Promise<void> {
    if (action === undefined) return;
    oldPresses += 1;
    await bot.dispatcher.dispatch({
      eventId: `old-press-${oldPresses}`,
      actor: {
        identity: { platform: 'discord', user: user.id },
        displayName: user.username,
        isOrganiser: false,
      },
      place: { kind: 'dm', platform: 'discord', channel: user.inbox[0]?.channel.id ?? '' },
      interaction: { type: 'press', action, values: [] },
    });
  }

  async function act(id: string, input: ChatInput): Promise<void> {
    const user = users.get(id)!;
    if ('say' in input) {
      const typed = readTyped(input.say.slice(1), bot.registry.commands);
      if ('code' in typed) throw new Error(`${input.say}: ${typed.code}`);
      const name = typed.subcommand ? `${typed.command.name} ${typed.subcommand}` : typed.command.name;
      const values = Object.entries(typed.options).map(([option, value]) => {
        const { kind } = typed.leaf.options![option]!;
        return [option, kind === 'integer' ? Number(value) : kind === 'flag' ? value === 'yes' : value];
      });
      const answer = await insist(() => user.slash(channel, name, Object.fromEntries(values)));
      if (answer.failure) complaints.push(`${id} ${input.say}: ${answer.failure}`);
      return;
    }
    const label = labels[input.press];
    const reminder = user.inbox.findLast(
      (it) => it.labels.includes(label) && !it.text.includes('This is what a prompt looks like'),
    );
    const answered = pressed.get(id);
    // An answer stands where its question stood; a client that did not hear of it yet still has the question.
    if (answered && (!reminder || user.inbox.indexOf(reminder) < answered.index)) {
      if (input.press === 'log') return act(id, { say: '/log Shipped a piece of it' });
      return pressOld(user, answered.actions.get(label));
    }
    if (!reminder) return;
    pressed.set(id, { index: user.inbox.indexOf(reminder), actions: actionsOf(reminder) });
    const answer = await insist(() => user.press(reminder, label));
    if (answer.failure) complaints.push(`${id} presses ${label}: ${answer.failure}`);
    if (!answer.modal) return;
    const sent = await insist(() => user.submitModal(answer, { 'What you built': 'Shipped a piece of it' }));
    if (sent.failure) complaints.push(`${id} logs: ${sent.failure}`);
  }

  /** Who is told that the bot did not hear of it does it again, once it listens. */
  async function insist(deed: () => Promise<Answer>): Promise<Answer> {
    const answer = await deed();
    if (answer.failure !== 'not-delivered') return answer;
    repeated += 1;
    await until(() => discord.gateway.sessions.size > 0, 10_000);
    return deed();
  }

  const steps = stepsOf(population);
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'input') continue;
    await sailTo(Date.parse(step.at));
    const isOver = options.disturb?.(harness, index);
    const { id, joinedAt, zone, promptTime } = step.person;
    if (step.at === joinedAt) await join(id, zone, promptTime);
    else await act(id, step.input);
    // What takes real time must not be hours by the clock.
    if (isOver) await until(isOver, 10_000);
    options.finished?.(index + 1, steps.length, step.at);
  }
  await sailTo(Date.parse(population.to) - 1);
  await until(() => harness.platform.canAnswer());

  const rows = await deliveriesOf(store);
  const ids = new Map([...users].map(([id, user]) => [user.id, id]));
  const stored = await store.communities.findByExternal('discord', guild.id);
  const actual = rows.map((row) => ({
    ...row,
    owner: ids.get(row.owner) ?? (row.owner === stored?.id ? community.id : row.owner),
  }));
  const expected = expectedDeliveries(population);
  complaints.push(
    ...discord.violations.map((it) => `${it.request} ${it.path}: ${it.message}`),
    ...discord.warnings,
    ...harness.observed.filter((it) => troubles.has(it.code)).map((it) => `${it.route}: ${it.code}`),
    ...harness.logged.map((it) => `${it.level} ${it.message} ${JSON.stringify(it.facts)}`),
    ...inboxComplaints(actual, users),
  );
  const day: Day = {
    population,
    expected,
    found: differences(expected, actual),
    complaints,
    channel: discord.messages(channel),
    limited: discord.requests.filter((it) => it.status === 429).length,
    requests: discord.requests.length,
    repeated,
    resumes: discord.gateway.resumes,
    identifies: discord.gateway.identifies.length,
  };
  await harness.close();
  return day;
}

const troubles = new Set([
  'unexpected',
  'unknown-command',
  'wrong-options',
  'wrong-settings',
  'stale-action',
]);

/** What is in the DMs is what the deliveries say, and nothing came twice. */
function inboxComplaints(actual: readonly Expected[], users: ReadonlyMap<string, FakeUser>): string[] {
  return [...users].flatMap(([id, user]) => {
    const sent = actual.filter((it) => it.owner === id && it.outcome === 'sent');
    const shown = user.inbox.filter(
      (it) => it.origin.nonce !== undefined && !it.text.includes('This is what a prompt'),
    );
    const instants = (list: readonly number[]): string => [...list].sort((a, b) => a - b).join(' ');
    return instants(sent.map((it) => Date.parse(it.at))) === instants(shown.map((it) => it.createdAt))
      ? []
      : [`${id} got ${shown.length} messages instead of ${sent.length}`];
  });
}

/** Everybody joins in the first half hour, by themselves, and does only afterwards what they do. */
function newcomersOnly(population: Population): Population {
  const from = Date.parse(population.from);
  return {
    ...population,
    downtimes: [],
    people: population.people.map(({ dmOpensAt: _, ...person }, index) => {
      const joinedAt = new Date(from + 60_000 + index * 10_007).toISOString();
      return {
        ...person,
        dayStart: 180,
        cadence: { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] },
        nudge: { on: true, time: 20 * 60 },
        joinedAt,
        recordActivity: joinedAt,
        logged: [],
        rest: [],
        pauses: [],
        // Whose DM is closed is parked at joining already.
        dm: 'open',
        actions: person.actions.filter((it) => it.at > joinedAt),
      };
    }),
    communities: population.communities.map((it) => ({ ...it, channel: true })),
  };
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const actionsOf = (message: FakeMessage): ReadonlyMap<string, string> =>
  new Map(
    message.components
      .flatMap((row) => row.components ?? [])
      .flatMap((it) => (it.custom_id && it.label ? [[it.label, it.custom_id] as const] : [])),
  );
