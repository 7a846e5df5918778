import type { OnceDispatcher } from '../../../../src/chat/dispatcher.ts';
import { dice } from '../../dice.ts';
import { type Mode, openSlackHarness, type SlackHarness } from '../slack-harness.ts';
import { createHands } from './hands.ts';
import { createKept } from './kept.ts';
import { everything, metBy } from './names.ts';
import { createPlayer } from './player.ts';
import { walkRarePaths } from './rare-paths.ts';
import { walkEmpty } from './walks/community.ts';
import { hourMs, type Walk } from './walks/walk.ts';
import { witness } from './witness.ts';

export interface UseOptions {
  readonly mode: Mode;
  /** How many payloads of members' are sent at random. */
  readonly acts: number;
  readonly seed: number;
  /** Goes the rare ways first. */
  readonly walks: boolean;
  readonly onProgress?: (done: number) => void;
  /** For faults that are planted between Slack and the bot. */
  readonly plant?: (dispatcher: OnceDispatcher) => OnceDispatcher;
}

/** What came of it. */
export interface Use {
  /** Payloads that were sent at random. */
  readonly acts: number;
  /** What was never to happen: Slack's refusals, what is answered too late or not at all, pings, errors. */
  readonly violations: readonly string[];
  /** How the store differs from the model. */
  readonly differences: readonly string[];
  /** Entries that the model has. */
  readonly kept: number;
  readonly met: number;
  readonly notMet: readonly string[];
}

/** Enough to be told what is wrong. */
const mostViolations = 100;
const start = Date.UTC(2026, 10, 18, 10);

/** Members do what members can do: the rare ways one after the other, then anything at random. */
export async function slackRandomUse(options: UseOptions): Promise<Use> {
  const { mode, seed, plant = (it) => it } = options;
  const begun = performance.now();
  let ahead = 0;
  const now = () => start + ahead + Math.round(performance.now() - begun);
  const kept = createKept();
  const met = new Set<string>();
  const violations: string[] = [];
  const complain = (what: string): void => void violations.push(what);
  const watch = witness((seen) => {
    kept.saw(seen);
    for (const name of metBy(seen)) met.add(name);
  });
  const harness = await openSlackHarness({ mode, now });
  Object.assign(harness.bot.dispatcher, watch(plant({ ...harness.bot.dispatcher })));
  harness.slack.rateLimits.enabled = false;
  const typed = new Map<string, string[]>();
  const general = harness.team.addChannel({ name: 'general', botIn: true });
  const hands = createHands(general, {
    used: (what) => met.add(what),
    complain,
    typed: (user, text) => typed.set(user.id, [...(typed.get(user.id) ?? []), text]),
  });
  const forward = async (ms: number): Promise<void> => {
    ahead += ms;
    await harness.bot.deliveryWorker.drain();
  };
  const organiser = harness.team.addUser({ name: 'mae', admin: true });
  const walk: Walk = {
    harness,
    hands,
    general,
    organiser,
    stranger: (name) => harness.team.addUser({ name }),
    async member(name) {
      const user = harness.team.addUser({ name });
      await hands.says(user, 'start zone:Lisbon time:09:00 audience:private');
      return user;
    },
    clock: {
      forward,
      to: (hour, minute = 0) => {
        const day = 24 * hourMs;
        return forward((hour * hourMs + minute * 60_000 - (now() % day) + day) % day);
      },
    },
  };
  if (options.walks) await walkEmpty(walk);
  await hands.says(organiser, 'setup channel #general');
  await hands.says(organiser, 'setup invite');
  if (options.walks) await walkRarePaths(walk, complain);

  const player = createPlayer(walk, dice(seed), seed);
  const before = harness.slack.deliveries.length;
  const sent = (): number => harness.slack.deliveries.length - before;
  while (sent() < options.acts && violations.length < mostViolations) {
    await player.act().catch((error: unknown) => complain(`at random: ${error}`));
    options.onProgress?.(Math.min(sent(), options.acts));
  }
  const acts = sent();

  await harness.platform.stop();
  await harness.bot.deliveryWorker.drain();
  const users = [...harness.team.record.members.values()].filter((it) => !it.bot).map((it) => it.id);
  const found: Use = {
    acts,
    violations: [...violations, ...faultsOf(harness)],
    differences: [...(await kept.differences(harness, users)), ...(await neverTyped(harness, typed))],
    kept: kept.size(),
    met: everything.filter((it) => met.has(it)).length,
    notMet: everything.filter((it) => !met.has(it)),
  };
  await harness.close();
  return found;
}

function faultsOf({ slack, logged, observed }: SlackHarness): string[] {
  return [
    ...slack.takeViolations().map((it) => JSON.stringify(it)),
    ...slack.pings.map(({ ping, message }) => `pings ${JSON.stringify(ping)}: ${message.notification}`),
    ...logged.filter((it) => it.level === 'error').map((it) => `${it.message} ${JSON.stringify(it.facts)}`),
    ...observed
      .filter((it) => it.code === 'unexpected')
      .map((it) => `${it.route} broke: ${it.error instanceof Error ? it.error.stack : it.error}`),
  ];
}

/** Nothing is kept as somebody's words that they did not type, to the letter. */
async function neverTyped(
  { store, team }: SlackHarness,
  typed: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [user, texts] of typed) {
    const person = await store.people.findByIdentity({ platform: 'slack', team: team.id, user });
    for await (const { text, identity } of person ? store.entries.all(person.id) : []) {
      const isTheirs = identity.user === user;
      if (isTheirs && !texts.some((it) => it.includes(text)))
        found.push(`${user} never typed ${JSON.stringify(text)}`);
    }
  }
  return found;
}
