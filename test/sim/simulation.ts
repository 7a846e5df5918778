import { createBot } from '../../src/app/bot.ts';
import { rulesOf } from '../../src/app/rules.ts';
import type { Incoming, Interaction } from '../../src/chat/interaction.ts';
import { readConfig } from '../../src/config.ts';
import { recordHeartbeat } from '../../src/jobs/heartbeat.ts';
import { productClock } from '../../src/jobs/product-clock.ts';
import type { Store } from '../../src/store/index.ts';
import { type ChatInput, type Step, stepsOf } from '../oracles/chat-input.ts';
import type { Expected, Person, Population } from '../oracles/types.ts';
import { platform, simPlatform } from './platform.ts';
import { storePopulation } from './store-population.ts';
import { untoldEvents } from './streak-events.ts';

const labels = { log: 'Log it', snooze: 'Snooze 1 h', skip: 'Skip today', stop: 'Stop' } as const;

export interface SimulationOptions {
  readonly population: Population;
  readonly store: Store;
  /** How many steps were finished by an earlier run that was cut off; 0 stores the population first. */
  readonly done: number;
  /** Called when a step is finished. */
  readonly finished: (steps: number, at: number) => void | Promise<void>;
}

/** What must not happen, in a sentence each: a reply that is a generic apology, a refused action. */
export interface Simulation {
  readonly complaints: readonly string[];
}

/** The real bot lives through a population's time: its steps, and between them all that becomes due. */
export async function simulate({
  population,
  store,
  done,
  finished,
}: SimulationOptions): Promise<Simulation> {
  const complaints: string[] = [];
  const rules = rulesOf(readConfig({}));
  const steps = stepsOf(population);
  const from = Date.parse(population.from);
  // The heartbeat is written before the clock moves: time never goes back behind what was done.
  const heartbeat = (await store.outages.lastHeartbeat(platform)) ?? from;
  const startAt = done === 0 ? from : Math.max(heartbeat, Date.parse(steps[done - 1]?.at ?? population.from));
  // The machine's time stands still, so that the product's is exactly what the simulation sets.
  const clock = productClock(() => 0, startAt);
  const opensAt = new Map(
    population.people
      .filter((it) => it.dm === 'closed')
      .map((it) => [it.id, it.dmOpensAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(it.dmOpensAt)]),
  );
  const here = await simPlatform(
    store.connection,
    clock.now,
    (user) => clock.now() < (opensAt.get(user) ?? 0),
  );
  const bot = await createBot({
    store,
    rules,
    now: clock.now,
    machineNow: Date.now,
    log: {
      info() {},
      warn: (facts, text) => complaints.push(`${text} ${JSON.stringify(facts)}`),
      error: (facts, text) => complaints.push(`${text} ${String((facts as { err?: unknown }).err)}`),
    },
    observe() {},
    unlimited: [platform],
  });
  bot.messengers.set(platform, here.messenger);
  if (done === 0) {
    await storePopulation(store, population, rules.tzdb, rules.nudgeTime);
    await store.outages.beat(platform, from);
  }

  let isDown = steps.slice(0, done).findLast((it) => it.kind !== 'input')?.kind === 'down';

  async function until(instant: number): Promise<void> {
    if (isDown) return clock.set(instant);
    await bot.deliveryWorker.drain();
    for (
      let next = await store.system.nextDueAt();
      next !== undefined && next <= instant;
      next = await store.system.nextDueAt()
    ) {
      await arrive(Math.max(next, clock.now()));
    }
    await arrive(instant);
  }

  async function arrive(instant: number): Promise<void> {
    await store.outages.beat(platform, instant);
    clock.set(instant);
    await bot.deliveryWorker.drain();
  }

  async function step(it: Step, index: number): Promise<void> {
    // At the first instant of a downtime nothing is done any more.
    await until(Date.parse(it.at) - (it.kind === 'down' ? 1 : 0));
    if (it.kind === 'down') isDown = true;
    else if (it.kind === 'up') {
      isDown = false;
      await recordHeartbeat(store.outages, platform, clock.now());
      await bot.deliveryWorker.drain();
    } else if (it.kind === 'input') await act(it.person, it.input, index);
  }

  async function act(person: Person, input: ChatInput, index: number): Promise<void> {
    const incoming = (what: Interaction, part = ''): Incoming => ({
      eventId: `${index}${part}`,
      actor: { identity: { platform, user: person.id }, displayName: person.id, isOrganiser: false },
      place: {
        kind: 'channel',
        platform,
        channel: `${person.community}-general`,
        community: { external: person.community, name: person.community },
      },
      interaction: what,
    });
    if ('say' in input) {
      const outcome = await bot.dispatcher.dispatch(incoming({ type: 'text', text: input.say.slice(1) }));
      return note(person, input.say, outcome.type === 'reply' ? outcome.reply.code : outcome.type);
    }
    const action = await here.newestButton(person.id, labels[input.press]);
    if (action === undefined) return;
    const outcome = await bot.dispatcher.dispatch(incoming({ type: 'press', action, values: [] }));
    if (outcome.type !== 'form')
      return note(person, input.press, outcome.type === 'reply' ? outcome.reply.code : outcome.type);
    // The form is sent off as it opens, with a text.
    const prefilled = Object.fromEntries(outcome.form.fields.map((it) => [it.name, it.value ?? '']));
    const values = { ...prefilled, text: 'Shipped a piece of it' };
    const sent = await bot.dispatcher.dispatch(
      incoming({ type: 'submit', form: outcome.form.id, values }, '-form'),
    );
    note(person, input.press, sent.type === 'reply' ? sent.reply.code : sent.type);
  }

  function note(person: Person, input: string, code: string): void {
    if (['unexpected', 'unknown-command', 'wrong-options', 'wrong-settings', 'stale-action'].includes(code)) {
      complaints.push(`${person.id} ${input}: ${code}`);
    }
  }

  for (const [index, it] of steps.entries()) {
    if (index < done) continue;
    await step(it, index);
    await finished(index + 1, clock.now());
  }
  await until(Date.parse(population.to) - 1);
  await bot.deliveryWorker.stop();
  complaints.push(...(await untoldEvents(store, rules, clock.now())));
  return { complaints };
}

/** The deliveries that exist in the end, as the oracle names them; what was dropped unsent does not count. */
export async function deliveriesOf(store: Store): Promise<Expected[]> {
  const rows = await store.connection
    .collection('deliveries')
    .find({ kind: { $ne: 'share' }, state: { $ne: 'dropped' } })
    .toArray();
  const people = await store.connection.collection('people').find({}).toArray();
  const planned = new Map(people.map((it) => [String(it._id), String(it.identities[0].user)]));
  return rows.map((row) => ({
    owner: planned.get(row.personId) ?? String(row.communityId),
    kind: row.kind as Expected['kind'],
    key: String(row.key),
    dueAt: isoOf(row.dueAt),
    outcome: row.state as Expected['outcome'],
    at: isoOf(row.sentAt ?? row.settledAt),
    late: row.late === true,
  }));
}

const isoOf = (at: number): string => new Date(at).toISOString();
