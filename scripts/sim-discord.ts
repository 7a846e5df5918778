/**
 * The long tests of Discord, on the fake one: a day of a community held against the oracle of the reminders, random use,
 * a model, hostile texts, faults, a fan-out, and starts: the whole program, killed again and again while prompts are due.
 * `--people 50 --hours 48 --interactions 1000 --messages 2000 --texts 10000 --seed 7`, `--due 80 --kills 30 --trouble-seconds 60
 * --troubles none,unreachable` for the starts, `--only day`.
 */
import { parseArgs } from 'node:util';
import { progressBar } from '../src/operate/progress.ts';
import { countOf } from '../test/oracles/compare.ts';
import { Breaker } from '../test/platforms/discord/scenarios/breaks.ts';
import { liveThroughDay } from '../test/platforms/discord/scenarios/day.ts';
import { type FanOut, fanOut, messageRoute } from '../test/platforms/discord/scenarios/fan-out.ts';
import { logHostileTexts, showHostileTexts } from '../test/platforms/discord/scenarios/hostile.ts';
import { compareWithModel } from '../test/platforms/discord/scenarios/model.ts';
import { useAtRandom } from '../test/platforms/discord/scenarios/random-use.ts';
import { neverOnDiscord } from '../test/platforms/discord/scenarios/rare-paths.ts';
import { startsOnDiscord } from '../test/platforms/discord/scenarios/starts.ts';
import { complaintsOf, troubles } from '../test/support/starts/killed-starts.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50' },
    hours: { type: 'string', default: '48' },
    interactions: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '2000' },
    texts: { type: 'string', default: '10000' },
    due: { type: 'string', default: '80' },
    kills: { type: 'string', default: '30' },
    'trouble-seconds': { type: 'string', default: '60' },
    troubles: { type: 'string', default: troubles.join(',') },
    seed: { type: 'string', default: '7' },
    only: { type: 'string' },
  },
});
const [people, hours, interactions, messages, texts, seed] = [
  values.people,
  values.hours,
  values.interactions,
  values.messages,
  values.texts,
  values.seed,
].map(Number) as [number, number, number, number, number, number];

/** Sentences about what is wrong; none: all is well. */
const parts: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  async day() {
    const bar = progressBar('a day', 1);
    const day = await liveThroughDay({
      people,
      hours,
      seed,
      finished: (done, total, at) => bar.at(done / total, at.slice(0, 16)),
    });
    const counts = ['prompt', 'nudge', 'snooze', 'roundup'].map((kind) => ({
      kind,
      count: day.expected.filter((it) => it.kind.startsWith(kind) && it.outcome === 'sent').length,
    }));
    const sent = counts.map(({ kind, count }) => `${count} ${kind}s`).join(', ');
    bar.end(`${sent}; ${day.requests} requests, ${day.limited} of them 429`);
    return [
      ...(countOf(day.found) > 0 ? [JSON.stringify(day.found).slice(0, 500)] : []),
      ...day.complaints,
      ...counts.filter((it) => it.count === 0).map((it) => `there was no ${it.kind}`),
    ];
  },

  async breaks() {
    const breaker = new Breaker();
    const bar = progressBar('breaking connections', 1);
    const day = await liveThroughDay({
      people: Math.min(people, 25),
      hours: 30,
      seed,
      finished: (done, total) => bar.at(done / total, `${breaker.broken} broken`),
      disturb: ({ discord }, step) => (step % 2 === 0 ? breaker.next(discord) : undefined),
    });
    bar.end(`${breaker.broken} broken: ${breaker}`);
    const { resumes, identifies, repeated } = day;
    console.log(`${resumes} resumed, ${identifies} IDENTIFYs, ${repeated} times nobody was there to hear`);
    const complaints = day.complaints.filter((it) => !it.includes('a connection to Discord broke'));
    return [
      ...(countOf(day.found) > 0 ? [JSON.stringify(day.found).slice(0, 500)] : []),
      ...complaints,
      ...(breaker.broken >= 20 ? [] : ['fewer than 20 connections were broken']),
      ...(identifies <= 1 + breaker.endedSessions ? [] : ['a session that could be resumed was not']),
    ];
  },

  async text() {
    const shown = progressBar('hostile texts, shown', texts);
    const answers = await showHostileTexts({ texts, seed, finished: (done) => shown.at(done) });
    shown.end();
    const logged = progressBar('hostile texts, logged', texts);
    const entries = await logHostileTexts({ texts, seed: seed + 1, finished: (done) => logged.at(done) });
    logged.end(`${entries.shared} of them posted`);
    return [...answers.complaints, ...entries.complaints];
  },

  async use() {
    const bar = progressBar('random use', interactions);
    const use = await useAtRandom({
      interactions,
      seed,
      untilAllMet: true,
      finished: (done) => bar.at(done),
    });
    bar.end();
    const left = use.registered.filter((it) => !use.covered.has(it) && !neverOnDiscord.has(it));
    return [...use.complaints, ...left.map((it) => `${it} was not met`)];
  },

  async model() {
    const bar = progressBar('against a model', interactions);
    const run = await compareWithModel({ interactions, seed, finished: (done) => bar.at(done) });
    bar.end();
    const isEqual = JSON.stringify(run.actual) === JSON.stringify(run.expected);
    return [...(isEqual ? [] : ['the store is not what the model is']), ...run.complaints];
  },

  async faults() {
    const bar = progressBar('lost responses', 200);
    const lost = await fanOut({
      people: 200,
      trouble: ({ faults }) => faults.dropAfterAccept(messageRoute, 100),
      finished: (sent) => bar.at(sent),
    });
    bar.end(`${lost.states.sent} sent`);
    const closed = await fanOut({ people: 100, closedPercent: 40 });
    const tries = closed.closedTries;
    console.log(
      `closed DMs: ${closed.states.parked} parked, tried ${Math.min(...tries)} to ${Math.max(...tries)} times in two days; ${closed.states.sent} sent`,
    );
    return [
      ...wrongOf(lost),
      ...lostOf(lost, 200),
      ...wrongOf(closed),
      ...(closed.states.parked === 40 && closed.states.sent === 60 ? [] : ['not 40 parked and 60 sent']),
    ];
  },

  /** Discord refuses everything for a while, three times: shorter and longer than a request waits, each noticed at once. */
  async storms() {
    const people = 2 * messages;
    const bar = progressBar('storms of 429', people);
    const storms = [
      { afterMs: 3_000, forMs: 3_000 },
      { afterMs: 15_000, forMs: 8_000 },
      { afterMs: 30_000, forMs: 15_000 },
    ];
    const run = await fanOut({
      people,
      finished: (sent) => bar.at(sent),
      trouble: ({ faults }) => {
        for (const { afterMs, forMs } of storms)
          setTimeout(() => faults.storm(/^(?!POST \/interactions|\w+ \/webhooks)/, forMs), afterMs);
      },
    });
    bar.end(`${run.seconds.toFixed(1)} s; ${limitedOf(run)}`);
    return [...wrongOf(run), ...lostOf(run, people), ...tooManyOf(run)];
  },

  async fanout() {
    const bar = progressBar('a fan-out', messages);
    const run = await fanOut({ people: messages, finished: (sent) => bar.at(sent) });
    const ratio = run.seconds / (messages / 50);
    bar.end(`${run.seconds.toFixed(1)} s, ${ratio.toFixed(2)} of the floor; ${limitedOf(run)}`);
    return [...wrongOf(run), ...lostOf(run, messages), ...tooManyOf(run)];
  },

  async starts() {
    const complaints: string[] = [];
    for (const trouble of troubles.filter((it) => values.troubles.split(',').includes(it))) {
      const kills = Number(values.kills);
      const bar = progressBar(`starts, trouble: ${trouble}`, kills);
      const asked = {
        people: Number(values.due),
        kills,
        seed,
        trouble,
        troubleMs: trouble === 'none' ? 0 : Number(values['trouble-seconds']) * 1_000,
        finished: (done: number, sent: number) => bar.at(done, `${sent} sent`),
      };
      const run = await startsOnDiscord(asked);
      bar.end(
        `${run.kills} kills, ${run.exits.length} exits, ${run.seconds} s; ${run.sent} sent, ${run.missed} missed`,
      );
      complaints.push(...complaintsOf(run, asked).map((it) => `${trouble}: ${it}`));
    }
    return complaints;
  },
};

const limitedOf = ({ limited, requests, answered, p99 }: FanOut): string =>
  `${limited} of ${requests} requests 429; ${answered.length} commands, p99 ${Math.round(p99)} ms`;
const lostOf = ({ states }: FanOut, people: number): string[] =>
  states.sent === people ? [] : [`${people - (states.sent ?? 0)} of ${people} were not sent`];
const tooManyOf = ({ limited, requests }: FanOut): string[] =>
  limited / requests < 0.001 ? [] : ['too many requests were answered 429'];
const wrongOf = ({ wrong, wronglyClosed, failures }: FanOut): string[] => [
  ...failures,
  ...wrong.map((it) => `${it} did not get one prompt`),
  ...wronglyClosed.map((it) => `${it} was not parked after one try`),
];

let isWell = true;
for (const [name, run] of Object.entries(parts)) {
  if (values.only !== undefined && values.only !== name) continue;
  const found = await run();
  isWell &&= found.length === 0;
  console.log(found.length === 0 ? `${name}: well` : `${name}:\n  ${found.slice(0, 10).join('\n  ')}`);
}
process.exit(isWell ? 0 : 1);
