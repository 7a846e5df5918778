/**
 * The long proofs of the Slack adapter, on the fake Slack: a day of whole workspaces with two processes on one database, tens
 * of thousands of repetitions, lost answers, a thousand random acts. `--only day,random,repeats,lost` for some of them.
 */
import { parseArgs } from 'node:util';
import { progressBar } from '../src/operate/progress.ts';
import { slackDay } from '../test/platforms/slack/proofs/day.ts';
import { slackLost } from '../test/platforms/slack/proofs/lost.ts';
import { everything, slackRandomUse } from '../test/platforms/slack/proofs/random-use.ts';
import { slackRepeats } from '../test/platforms/slack/proofs/repeats.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: 'day,random,repeats,lost' } } });
const wanted = new Set(values.only.split(','));
const failures: string[] = [];

function judge(what: string, facts: object, wrong: readonly (string | false)[]): void {
  const found = wrong.filter((it) => it !== false);
  console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${what} ${JSON.stringify(facts)}`);
  failures.push(...found.map((it) => `${what}: ${it}`));
}

async function day(workspaces: number, members: number): Promise<void> {
  const bar = progressBar(`a day of ${workspaces} x ${members}`, workspaces * members * 2);
  const { posted, violations, unexpected, missing, notOwed, ...facts } = await slackDay({
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

/** What no member met by chance is named. */
async function random(acts: number): Promise<void> {
  const met = new Set<string>();
  for (const mode of ['socket', 'http'] as const) {
    const bar = progressBar(`random use over ${mode}`, acts);
    const used = await slackRandomUse({ mode, acts, seed: 1, onProgress: (done) => bar.at(done) });
    bar.end();
    for (const name of used.met) met.add(name);
    const { kept, modelled, erased } = used;
    judge(`${acts} random acts over ${mode}`, { kept, modelled, erased, met: used.met.size }, [
      used.violations.length > 0 && JSON.stringify(used.violations[0]),
      used.pings.length > 0 && `pinged: ${JSON.stringify(used.pings[0])}`,
      used.broken.length > 0 && `broken: ${JSON.stringify(used.broken[0])}`,
      erased === 0 && kept !== modelled && 'the store differs from what the members were told',
    ]);
  }
  const notMet = everything.filter((name) => !met.has(name));
  judge('everything that members can use was met', { of: everything.length, notMet }, [
    notMet.length > 0 && `not met: ${notMet.join(', ')}`,
  ]);
}

if (wanted.has('day')) {
  await day(1, 50);
  await day(100, 20);
}
if (wanted.has('random')) await random(500);
if (wanted.has('repeats')) {
  await repeats('socket', 500, 50);
  await repeats('http', 500, 50);
}
if (wanted.has('lost')) await lost(100);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
