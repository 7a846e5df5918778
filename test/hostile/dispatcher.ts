import type { Command, Option } from '../../src/chat/command.ts';
import { leafOf } from '../../src/chat/command.ts';
import type { Interaction } from '../../src/chat/interaction.ts';
import { plainText } from '../../src/chat/markdown.ts';
import type { Outcome } from '../../src/chat/rendered.ts';
import { fitText } from '../../src/core/log/index.ts';
import type { Store } from '../../src/store/index.ts';
import { type Random, randomFrom } from '../oracles/population/random.ts';
import { answerProblem } from './answers.ts';
import { type BareBot, bareBot, platforms, type Speaker } from './bare-bot.ts';
import { type AttackOptions, type Report, reporter, shown, validEvery } from './report.ts';
import { rowProblems } from './rows.ts';
import { below, hostileText, hostileValue, validText } from './texts.ts';

const speakers: readonly Speaker[] = platforms.flatMap((platform) =>
  ['ada', 'bob', 'cy', 'dee'].map((user) => ({ platform, user, isOrganiser: user === 'ada' })),
);

/** Ids of buttons and forms that the bot gave out, to be pressed and to be forged. */
interface Pool {
  readonly actions: string[];
  readonly forms: string[];
}

/** Throws hostile inputs at the dispatcher, then looks at every row that is stored. */
export async function attackDispatcher(
  { inputs, seed, progress }: AttackOptions,
  plant?: (store: Store) => Store,
): Promise<Report> {
  const random = randomFrom(seed);
  const report = reporter();
  const target = await bareBot(plant);
  try {
    const pool: Pool = { actions: [], forms: [] };
    for (const speaker of speakers) {
      for (const text of [
        'start zone:Lisbon time:9 audience:community',
        'log the first',
        'log it broke kind:pain',
      ]) {
        keep(await target.dispatch(speaker, { type: 'text', text }), pool, random);
      }
    }
    for (let done = 0; done < inputs; done++) {
      const speaker = random.pick(speakers);
      if (done % validEvery === 0) {
        const problem = await tryValid(target, speaker, random);
        if (problem) report.problems.push(problem);
        else report.valid();
        report.outcome('valid');
      } else {
        const what = attack(target.bot.registry.commands, pool, random);
        const outcome = await target.dispatch(speaker, what, { dm: random.chance(0.2) });
        keep(outcome, pool, random);
        report.outcome(codeOf(outcome));
        const problem = answerProblem(outcome, shown(what) + textsIn(what));
        if (problem) report.problems.push(`${problem}, for ${shown(what)}`);
      }
      progress?.(done + 1);
    }
    await target.bot.deliveryWorker.drain();
    report.problems.push(...target.logged, ...rowProblems(await target.rows()));
    return report.end(inputs);
  } finally {
    await target.stop();
  }
}

const codeOf = (outcome: Outcome): string => (outcome.type === 'reply' ? outcome.reply.code : outcome.type);

/** What an answer may echo: the texts of an input in full. */
function textsIn(what: Interaction): string {
  return 'text' in what && typeof what.text === 'string' ? what.text.slice(0, 2_000) : '';
}

function keep(outcome: Outcome, { actions, forms }: Pool, random: Random): void {
  const put = (into: string[], id: string) => {
    if (into.length < 400) into.push(id);
    else into[below(random, into.length)] = id;
  };
  if (outcome.type === 'form') put(forms, outcome.form.id);
  if (outcome.type !== 'reply') return;
  for (const { id } of (outcome.reply.buttons ?? []).flat()) put(actions, id);
  if (outcome.reply.select) put(actions, outcome.reply.select.id);
}

/** Stores something well-formed in one of the ways there are; what is stored and shown has to be it, to the letter. */
async function tryValid(target: BareBot, speaker: Speaker, random: Random): Promise<string | undefined> {
  let text = validText(random);
  while (fitText(text).text !== text) text = validText(random);
  const extra = {
    ...(random.chance(0.5) && { minutes: String(random.whole(1, 1440)) }),
    ...(random.chance(0.5) && { project: random.pick(['shortener', 'größer & besser', '東京']) }),
    ...(random.chance(0.5) && { tag: random.pick(['redis', 'redis, node', '#a #b']) }),
  };
  const event = `valid-${random.next()}`;
  const outcome = await logValid(
    target,
    speaker,
    random.pick(['typed', 'native', 'form']),
    { text, ...extra },
    event,
  );
  if (outcome.type !== 'reply' || outcome.reply.code !== 'logged')
    return `a valid entry was answered with ${codeOf(outcome)}: ${shown({ text, ...extra })}`;
  const person = await target.store.people.findByIdentity(speaker);
  const stored = person && (await target.store.entries.latest(person.id));
  if (stored?.eventKey !== `${speaker.platform}:${event}`)
    return `a valid entry was not stored: ${shown(text)}`;
  if (stored.text !== text) return `${shown(text)} was stored as ${shown(stored.text)}`;
  if (extra.minutes && stored.minutes !== Number(extra.minutes))
    return `${extra.minutes} minutes became ${stored.minutes}`;
  if (extra.project && stored.project !== extra.project) return `${extra.project} became ${stored.project}`;
  const back = text
    .split('\n')
    .map((it) => `> ${it}`)
    .join('\n');
  return plainText(outcome.reply.text).includes(back)
    ? undefined
    : `${shown(text)} was shown as ${shown(plainText(outcome.reply.text))}`;
}

type ValidEntry = { readonly text: string } & Readonly<Record<string, string>>;

async function logValid(
  { dispatch }: BareBot,
  speaker: Speaker,
  how: 'typed' | 'native' | 'form',
  options: ValidEntry,
  event: string,
): Promise<Outcome> {
  const { text, ...rest } = options;
  if (how === 'native') return dispatch(speaker, { type: 'command', name: 'log', options }, { event });
  if (how === 'typed') {
    const pairs = Object.entries(rest).map(([name, value]) => `${name}:"${value}"`);
    return dispatch(speaker, { type: 'text', text: ['log', ...pairs, text].join(' ') }, { event });
  }
  const form = await dispatch(speaker, { type: 'text', text: 'log' });
  return form.type === 'form'
    ? dispatch(speaker, { type: 'submit', form: form.form.id, values: options }, { event })
    : form;
}

function attack(commands: readonly Command[], pool: Pool, random: Random): Interaction {
  const roll = random.next();
  if (roll < 0.3) return typed(commands, random);
  if (roll < 0.55) return native(commands, random);
  if (roll < 0.72)
    return { type: 'press', action: action(pool.actions, random), values: hostileList(random) };
  if (roll < 0.85) return submit(pool, random);
  if (roll < 0.95) return suggest(commands, random);
  return {
    type: 'shortcut',
    label: random.pick(['Log this as progress', 'Log this as what broke', hostileText(random, 100)]),
    message: {
      id: hostileText(random, 30),
      channelId: 'c',
      authorId: random.pick(['ada', 'bob', hostileText(random, 30)]),
      text: random.chance(0.1) ? (hostileValue(random) as string) : hostileText(random),
    },
  };
}

function typed(commands: readonly Command[], random: Random): Interaction {
  const { name, subcommand, options } = someLeaf(commands, random);
  const pairs = Object.keys(options)
    .filter(() => random.chance(0.4))
    .map(
      (it) => `${it}:${random.chance(0.5) ? `"${hostileText(random, 2_000)}"` : hostileText(random, 200)}`,
    );
  const words = random.chance(0.6) ? [hostileText(random)] : [];
  const own = random.chance(0.1) ? hostileText(random, 50) : name;
  return { type: 'text', text: [own, ...(subcommand ? [subcommand] : []), ...words, ...pairs].join(' ') };
}

function native(commands: readonly Command[], random: Random): Interaction {
  const { name, subcommand, options } = someLeaf(commands, random);
  const given = Object.entries(options)
    .filter(() => random.chance(0.6))
    .map(([own, option]): [string, unknown] => [
      own,
      random.chance(0.5) ? plausible(option, random) : hostileValue(random),
    ]);
  if (random.chance(0.15)) given.push([hostileText(random, 40), hostileValue(random)]);
  return {
    type: 'command',
    name: random.chance(0.05) ? (hostileValue(random) as string) : name,
    ...(subcommand && { subcommand: random.chance(0.1) ? hostileText(random, 20) : subcommand }),
    options: random.chance(0.03) ? (hostileValue(random) as never) : Object.fromEntries(given),
  };
}

function plausible(option: Option, random: Random): unknown {
  switch (option.kind) {
    case 'integer':
      return random.pick([option.min, option.max, option.max + 1, String(option.min)]);
    case 'choice':
      return random.pick(option.choices).value;
    case 'flag':
      return random.chance(0.5);
    case 'channel':
    case 'account':
      return random.pick(['general', '@bob', '<#C1>', '#a-channel']);
    case 'text':
      return random.pick([
        'Lisbon',
        '09:00',
        'yesterday',
        '2026-12-24',
        '3 a week',
        'latest',
        'redis',
        'off',
        'built it',
      ]);
  }
}

function submit({ forms }: Pool, random: Random): Interaction {
  const names = [
    'text',
    'project',
    'minutes',
    'tag',
    'date',
    'zone',
    'time',
    'audience',
    'error',
    'cause',
    'fix',
    'answer',
  ];
  const values = Object.fromEntries(
    [...names, hostileText(random, 20)]
      .filter(() => random.chance(0.5))
      .map((name) => [name, random.chance(0.15) ? hostileValue(random) : hostileText(random)]),
  );
  return {
    type: 'submit',
    form: action(forms, random),
    values: (random.chance(0.03) ? hostileValue(random) : values) as Record<string, string>,
  };
}

function suggest(commands: readonly Command[], random: Random): Interaction {
  const { name, subcommand, options } = someLeaf(commands, random);
  return {
    type: 'suggest',
    name: random.chance(0.1) ? hostileText(random, 40) : name,
    ...(subcommand && { subcommand }),
    option: random.chance(0.1) ? hostileText(random, 40) : random.pick([...Object.keys(options), 'option']),
    typed: random.chance(0.1) ? (hostileValue(random) as string) : hostileText(random),
  };
}

/** An id that was given out, one that was tampered with, or none at all. */
function action(from: readonly string[], random: Random): string {
  const real = from.length > 0 ? random.pick(from) : '';
  const roll = random.next();
  if (roll < 0.6) return real;
  if (roll < 0.8) {
    const at = below(random, real.length + 1);
    return real.slice(0, at) + random.pick(['a', '~', '%', '%ZZ', '\0', '.']) + real.slice(at + 1);
  }
  return roll < 0.97 ? hostileText(random, 200) : (hostileValue(random) as string);
}

const hostileList = (random: Random): string[] =>
  random.chance(0.05)
    ? (hostileValue(random) as string[])
    : Array.from({ length: below(random, 3) }, () =>
        random.chance(0.1) ? (hostileValue(random) as string) : hostileText(random, 2_000),
      );

function someLeaf(commands: readonly Command[], random: Random) {
  const command = random.pick(commands);
  const subcommand = 'leaf' in command ? undefined : random.pick(Object.keys(command.subcommands));
  const options: Readonly<Record<string, Option>> = leafOf(command, subcommand)?.options ?? {};
  return { name: command.name, subcommand, options };
}
