/**
 * The long proofs of the Slack adapter, on the fake Slack: a day of whole workspaces with two processes on one database, tens
 * of thousands of repetitions, lost answers, everything that members can use and a thousand random acts, a thousand against a
 * model, and starts: the whole program, killed again and again while prompts are due. `--only day,random,model,repeats,lost,starts`
 * for some of them, `--acts` for another number than a thousand, `--seed` for others; `--due 80 --kills 30 --trouble-seconds 60
 * --troubles none,unreachable --modes socket` for the starts.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { progressBar } from '../src/operate/progress.ts';
import { slackDay } from '../test/platforms/slack/proofs/day.ts';
import { slackLost } from '../test/platforms/slack/proofs/lost.ts';
import { slackModel } from '../test/platforms/slack/proofs/model.ts';
import { slackRandomUse } from '../test/platforms/slack/proofs/random-use.ts';
import { slackRepeats } from '../test/platforms/slack/proofs/repeats.ts';
import { type StartMode, startModes, startsOnSlack } from '../test/platforms/slack/proofs/starts.ts';
import type { Mode } from '../test/platforms/slack/slack-harness.ts';
import { complaintsOf, type Trouble, troubles } from '../test/support/starts/killed-starts.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'day,random,model,repeats,lost,starts' },
    acts: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    due: { type: 'string', default: '80' },
    kills: { type: 'string', default: '30' },
    'trouble-seconds': { type: 'string', default: '60' },
    troubles: { type: 'string', default: troubles.join(',') },
    modes: { type: 'string', default: startModes.join(',') },
  },
});
const seed = Number(values.seed);
const wanted = new Set(values.only.split(','));
const failures: string[] = [];

function judge(what: string, facts: object, wrong: readonly (string | false)[]): void {
  const found = wrong.filter((it) => it !== false);
  console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${what} ${JSON.stringify(facts)}`);
  failures.push(...found.map((it) => `${what}: ${it}`));
}

async function day(workspaces: number, members: number): Promise<void> {
  const bar = progressBar(`a day of ${workspaces} x ${members}`, workspaces * members * 2);
  const { posted, violations, unexpected, missing, notOwed, untimely, ...facts } = await slackDay({
    workspaces,
    members,
    onProgress: (done) => bar.at(done),
  });
  bar.end();
  const twice = [...posted.values()].filter((it) => it > 1).length;
  judge(
    `a day of ${workspaces} workspaces of ${members}`,
    { ...facts, twice, violations: violations.length },
    [
      twice > 0 && 'something was posted twice',
      violations.length > 0 && JSON.stringify(violations[0]),
      unexpected.length > 0 && `unexpected: ${unexpected[0]}`,
      missing.length > 0 && `missing: ${missing.slice(0, 3)}`,
      notOwed.length > 0 && `not owed: ${notOwed.slice(0, 3)}`,
      untimely.length > 0 && `not in time: ${untimely.slice(0, 3)}`,
      facts.prompts < workspaces * members && 'somebody was not asked',
      facts.shared !== facts.inChannel && 'a shared entry is missing',
      facts.entries !== facts.logged && 'an entry is missing or there twice',
    ],
  );
}

async function repeats(mode: 'socket' | 'http', commands: number, times: number): Promise<void> {
  const bar = progressBar(`repetitions over ${mode}`, commands * times);
  const { violations, ...facts } = await slackRepeats({
    mode,
    commands,
    times,
    onProgress: (done) => bar.at(done),
  });
  bar.end();
  judge(`${commands * times} repetitions over ${mode}`, { ...facts, violations: violations.length }, [
    facts.entries !== commands && 'an effect happened twice, or not at all',
    facts.answers !== commands && 'an answer was given twice, or not at all',
    violations.length > 0 && JSON.stringify(violations[0]),
  ]);
}

async function lost(members: number): Promise<void> {
  const bar = progressBar('lost answers', 44);
  const facts = await slackLost({ members, onProgress: (done) => bar.at(done) });
  bar.end();
  judge(`${members} lost answers`, facts, [
    facts.once !== members && 'a prompt came twice, or not at all',
    facts.copiesTwice > 0 && 'a shared entry was posted twice',
    facts.reported !== members && 'an unknown fate was not reported',
  ]);
}

/** Each mode by itself meets everything that members can use, and every way in which it refuses. */
async function random(mode: Mode, acts: number): Promise<void> {
  const bar = progressBar(`random use over ${mode}`, acts);
  const used = await slackRandomUse({ mode, acts, seed, walks: true, onProgress: (done) => bar.at(done) });
  bar.end();
  const { violations, differences, notMet, kept } = used;
  const met = `${used.met} of ${used.met + notMet.length}`;
  const found = { violations: violations.length, entries: kept, differences: differences.length };
  judge(`random use over ${mode}`, { acts: used.acts, met, ...found }, [
    used.acts < acts && 'too little was done',
    notMet.length > 0 && `not met: ${notMet.join(', ')}`,
    ...violations.slice(0, 10),
    ...differences.slice(0, 10).map((it) => `the store differs: ${it}`),
  ]);
}

async function model(mode: Mode, interactions: number): Promise<void> {
  const bar = progressBar(`against a model over ${mode}`, interactions);
  const run = await slackModel({ mode, interactions, seed, finished: (done) => bar.at(done) });
  bar.end();
  const entries = Object.values(run.actual).reduce((sum, it) => sum + it.entries.length, 0);
  judge(`${run.done} acts over ${mode} against a model`, { entries, complaints: run.complaints.length }, [
    ...run.complaints.slice(0, 10),
    !isDeepStrictEqual(run.actual, run.expected) && 'the store differs from the model',
  ]);
}

async function starts(mode: StartMode, trouble: Trouble): Promise<void> {
  const kills = Number(values.kills);
  const bar = progressBar(`starts over ${mode}, trouble: ${trouble}`, kills);
  const asked = {
    mode,
    people: Number(values.due),
    kills,
    seed,
    trouble,
    troubleMs: trouble === 'none' ? 0 : Number(values['trouble-seconds']) * 1_000,
    finished: (done: number, sent: number) => bar.at(done, `${sent} sent`),
  };
  const { wrong, exits, ...facts } = await startsOnSlack(asked);
  bar.end();
  const found = { ...facts, exits: exits.length, wrong: wrong.length };
  judge(`starts over ${mode}, trouble: ${trouble}`, found, complaintsOf({ ...facts, wrong, exits }, asked));
}

if (wanted.has('day')) {
  await day(1, 50);
  await day(100, 20);
}
for (const mode of ['socket', 'http'] as const) {
  if (wanted.has('random')) await random(mode, Number(values.acts));
  if (wanted.has('model')) await model(mode, Number(values.acts));
}
if (wanted.has('repeats')) {
  await repeats('socket', 500, 50);
  await repeats('http', 500, 50);
}
if (wanted.has('lost')) await lost(100);
if (wanted.has('starts')) {
  const list = troubles.filter((it) => values.troubles.split(',').includes(it));
  for (const mode of startModes.filter((it) => values.modes.split(',').includes(it)))
    for (const trouble of list) await starts(mode, trouble);
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
