import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitText } from '../../src/core/log/index.ts';
import { everything } from '../app/database.ts';
import { type Random, randomFrom } from '../oracles/population/random.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { wordsProblem } from './answers.ts';
import { type AttackOptions, type Report, reporter, shown, validEvery } from './report.ts';
import { rowProblems } from './rows.ts';
import { below, hostileText, hostileValue, validText } from './texts.ts';

const members = ['ada', 'bob', 'cy'];
const api = '/playground/api';

interface Asked {
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
}

/** Throws hostile requests at the playground's interface, then looks at every row that is stored. */
export async function attackInterface({ inputs, seed, progress }: AttackOptions): Promise<Report> {
  const random = randomFrom(seed);
  const report = reporter();
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'shipmate-test-')));
  const app = await launch({ LOG_LEVEL: 'silent' }, dataDir);
  try {
    const actions: string[] = [];
    for (const name of members) {
      await app.join(name, 'Europe/Lisbon');
      for (const text of ['/log the first', '/history', '/privacy', '/streak', '/log'])
        keep(await app.say(name, text), actions, random);
    }
    for (let done = 0; done < inputs; done++) {
      if (done % validEvery === 0) {
        const problem = await tryValid(app, random);
        if (problem) report.problems.push(problem);
        else report.valid();
        report.outcome('valid');
      } else {
        const asked = attack(actions, random);
        const { code, problem, replies } = await ask(app, asked);
        for (const reply of replies) keep(reply, actions, random);
        report.outcome(code);
        if (problem) report.problems.push(`${problem}, for ${shown(asked)}`);
      }
      progress?.(done + 1);
    }
    await app.advance('PT1S');
    report.problems.push(...rowProblems(await everything(dataDir)));
    return report.end(inputs);
  } finally {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function keep(reply: PlayedReply, actions: string[], random: Random): void {
  const own = [
    ...(reply.buttons ?? []).flat().map((it) => it.action),
    ...(reply.select ? [reply.select.action] : []),
    ...(reply.form ? [reply.form.action] : []),
  ];
  for (const action of own) {
    if (actions.length < 300) actions.push(action);
    else actions[below(random, actions.length)] = action;
  }
}

/** Logs something well-formed; the answer shows it to the letter, and so does the form that edits it. */
async function tryValid(app: AppHarness, random: Random): Promise<string | undefined> {
  let text = validText(random);
  while (fitText(text).text !== text) text = validText(random);
  const member = random.pick(members);
  const logged = await app.say(member, `/log ${text}`);
  if (logged.code !== 'logged') return `a valid entry was answered with ${logged.code}: ${shown(text)}`;
  const back = text
    .split('\n')
    .map((it) => `> ${it}`)
    .join('\n');
  if (!logged.text.includes(back)) return `${shown(text)} was shown as ${shown(logged.text)}`;
  const { form } = await app.press(member, button(logged, 'Edit'));
  const stored = form?.fields.find((it) => it.name === 'text')?.value;
  return stored === text ? undefined : `${shown(text)} was stored as ${shown(stored)}`;
}

function attack(actions: readonly string[], random: Random): Asked {
  const member = random.chance(0.9) ? random.pick(members) : hostileText(random, 300);
  const roll = random.next();
  if (roll < 0.35) {
    const command = random.pick([
      'log',
      'history search',
      'history list',
      'settings',
      'rest',
      'pause',
      'help',
      'start',
      'stuck',
      'kudos',
    ]);
    const text = random.chance(0.8) ? `/${command} ${hostileText(random)}` : hostileText(random);
    return post('say', {
      member,
      channel: random.pick(['general', 'dm', 'dm', hostileText(random, 50)]),
      text,
    });
  }
  if (roll < 0.6) {
    const real = actions.length > 0 ? random.pick(actions) : '';
    const action = random.chance(0.7) ? real : random.chance(0.5) ? `${real}x` : hostileText(random, 300);
    const texts = () => hostileText(random, 10_000);
    const values = random.pick<() => unknown>([
      () => [texts()],
      () => ({ text: texts(), date: texts(), minutes: texts() }),
      () => ({ zone: texts(), time: texts(), [hostileText(random, 20)]: texts() }),
      () => hostileValue(random),
    ])();
    return post('press', { member, action, values });
  }
  if (roll < 0.75) {
    const query = new URLSearchParams({
      member: member.toWellFormed(),
      command: random.pick(['settings', 'log', 'history', hostileText(random, 30)]).toWellFormed(),
      option: random.pick(['zone', 'project', 'tag', 'entry', hostileText(random, 30)]).toWellFormed(),
      typed: hostileText(random, 1_200).toWellFormed(),
    });
    return { path: `${api}/suggest?${query}` };
  }
  if (roll < 0.85) return post(random.pick(['members', 'members/dm', 'clock', 'read']), oddBody(random));
  if (roll < 0.95) return post(random.pick(['say', 'press']), hostileValue(random));
  return {
    path: `${api}/${random.pick(['say', 'press', 'members', 'nowhere'])}`,
    body: hostileText(random, 2_000),
    type: random.pick(['application/json', 'text/plain', 'application/x-www-form-urlencoded']),
  };
}

/** The keys that these requests take, with values that they do not; nothing here moves the clock. */
const oddBody = (random: Random): unknown =>
  Object.fromEntries(
    ['name', 'zone', 'member', 'open', 'to', 'seq', 'channel']
      .filter(() => random.chance(0.5))
      .map((key) => [key, random.chance(0.5) ? hostileText(random, 2_000) : hostileValue(random)]),
  );

const post = (path: string, body: unknown): Asked => ({
  path: `${api}/${path}`,
  body:
    JSON.stringify(body, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)) ?? 'undefined',
  type: 'application/json',
});

async function ask(
  app: AppHarness,
  { path, body, type }: Asked,
): Promise<{ code: string; problem?: string; replies: readonly PlayedReply[] }> {
  const response = await app.request(path, {
    ...(body !== undefined && { method: 'POST', body }),
    ...(type && { headers: { 'content-type': type } }),
  });
  const json = (await response.json()) as {
    replies?: PlayedReply[];
    choices?: unknown[];
    error?: { code: string; message: string };
  };
  const asked = `${path} ${body ?? ''}`;
  const of = (code: string, problem?: string) => ({
    code,
    ...(problem && { problem }),
    replies: json.replies ?? [],
  });
  if (response.status >= 500) return of('unexpected', `${response.status}: ${json.error?.message}`);
  if (json.error) return of(json.error.code, wordsProblem(json.error.message, asked));
  if (json.choices) return of('choices');
  const [reply] = json.replies ?? [];
  // A member's own words to everybody are answered by nobody.
  if (!reply) return of('said');
  if (reply.code === 'unexpected') return of('unexpected', 'a generic apology');
  if (reply.form) return of('form');
  return of(reply.code, wordsProblem(reply.text, asked));
}
