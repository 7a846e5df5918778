import fc from 'fast-check';
import type { Dispatcher } from '../../../../src/chat/incoming.ts';
import type { Answer, FakeUser } from '../../../fakes/discord/index.ts';
import { unmaskedLine } from '../hostile-text.ts';
import { openHouse, until } from '../house.ts';
import { readDiscord } from '../reader.ts';
import { dice } from './dice.ts';

/** What a person has, as far as the model goes. */
export interface Modelled {
  readonly zone: string;
  readonly promptTime: number;
  readonly prompts: string;
  readonly entries: readonly string[];
}

export interface ModelRun {
  readonly done: number;
  readonly expected: Readonly<Record<string, Modelled>>;
  readonly actual: Readonly<Record<string, Modelled>>;
  /** Texts that came to be seen otherwise than they were typed, and whatever else went wrong. */
  readonly complaints: readonly string[];
}

interface Kept {
  text: string;
  readonly kind: string;
  readonly minutes: number | undefined;
  readonly audience: string;
  gone: boolean;
  /** The bot's answer, on which its buttons stand. */
  readonly answer: Answer;
}

const zones = ['Europe/Lisbon', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Chatham'];
const line = ({ text, kind, minutes, audience }: Omit<Kept, 'gone' | 'answer'>): string =>
  JSON.stringify([text, kind, minutes ?? null, audience]);

/**
 * People log hostile texts by command, form and message menu, edit, take back, and change their settings. A model of what
 * they did, made of nothing but what they did, has to equal the store; and every text has to be shown as it was typed.
 */
export async function compareWithModel(options: {
  readonly interactions: number;
  readonly seed: number;
  /** Stands between Discord and the bot, for faults that are planted. */
  readonly plant?: (dispatcher: Dispatcher) => Dispatcher;
  readonly finished?: (done: number) => void;
}): Promise<ModelRun> {
  const { one, whole, chance } = dice(options.seed);
  const texts = fc.sample(unmaskedLine, { numRuns: 500, seed: options.seed });
  const house = await openHouse({
    fake: { rateLimits: false },
    ...(options.plant && { plant: options.plant }),
  });
  const { discord, store } = house;
  const complaints: string[] = [];
  const guild = discord.addGuild({ name: 'Harbour' });
  const general = guild.systemChannel!;
  await until(() => discord.messages(general).length > 0);
  const home = guild.addChannel({ name: 'ships' });
  await discord.world.users.get(guild.ownerId)!.slash(general, 'setup channel', { channel: home });

  interface Somebody {
    readonly user: FakeUser;
    readonly kept: Kept[];
    zone: string;
    promptTime: number;
    prompts: string;
  }
  const people: Somebody[] = [];
  for (const username of ['ada', 'bob', 'cyd', 'dan']) {
    const user = discord.addUser({ username });
    guild.addMember(user);
    await user.slash(general, 'start', { zone: zones[0]!, time: '09:00', audience: 'private' });
    people.push({ user, kept: [], zone: zones[0]!, promptTime: 540, prompts: 'on' });
  }

  const typed = (): string => `note ${one(texts).replace(/[\u2028\u2029]/g, ' ')} end`;
  const fine = (answer: Answer, what: string): Answer => {
    if (answer.failure) complaints.push(`${what}: ${answer.failure}`);
    return answer;
  };

  const deeds: ((who: Somebody) => Promise<unknown>)[] = [
    async ({ user, kept }) => {
      const text = typed();
      const minutes = chance(0.5) ? 1 + whole(1_440) : undefined;
      const kind = one(['progress', 'progress', 'pain']);
      const audience = one(['private', 'community']);
      const answer = await user.slash(general, 'log', { text, kind, audience, ...(minutes && { minutes }) });
      kept.push({ text, kind, minutes, audience, gone: false, answer: fine(answer, 'log') });
    },
    async ({ user, kept }) => {
      const opened = await user.slash(general, 'log', { audience: 'private' });
      const text = `${typed()}\n${typed()}`;
      const minutes = 1 + whole(100);
      const answer = await user.submitModal(opened, { text, minutes: String(minutes) });
      kept.push({
        text,
        kind: 'progress',
        minutes,
        audience: 'private',
        gone: false,
        answer: fine(answer, 'form'),
      });
    },
    async ({ user, kept }) => {
      const text = typed();
      const broke = chance(0.5);
      const answer = await user.messageCommand(
        broke ? 'Log this as what broke' : 'Log this as progress',
        user.post(general, text),
      );
      kept.push({
        text,
        kind: broke ? 'pain' : 'progress',
        minutes: undefined,
        audience: 'private',
        gone: false,
        answer: fine(answer, 'menu'),
      });
    },
    async ({ user, kept }) => {
      const entry = latest(kept, 'Edit');
      if (!entry) return;
      const opened = await user.press(entry.answer.message!, 'Edit');
      if (opened.modal?.field('text')?.value !== entry.text)
        complaints.push(
          `edit: the form shows ${JSON.stringify(opened.modal?.field('text')?.value)} for ${JSON.stringify(entry.text)}`,
        );
      const text = `${[...entry.text.split('\n')[0]!].slice(0, 60).join('')} ${typed()}`;
      fine(await user.submitModal(opened, { text }), 'edit');
      entry.text = text;
    },
    async ({ user, kept }) => {
      const entry = latest(kept, 'Undo');
      if (!entry) return;
      fine(await user.press(entry.answer.message!, 'Undo'), 'undo');
      entry.gone = true;
    },
    async (who) => {
      who.promptTime = 5 * whole(288);
      const time = `${Math.floor(who.promptTime / 60)}:${String(who.promptTime % 60).padStart(2, '0')}`;
      fine(await who.user.slash('dm', 'settings', { prompt: time }), 'settings');
    },
    async (who) => {
      who.prompts = who.prompts === 'on' ? 'stopped' : 'on';
      if (who.prompts === 'stopped') fine(await who.user.slash('dm', 'stop'), 'stop');
      else fine(await who.user.slash(general, 'start', { audience: 'private' }), 'start');
    },
  ];
  const weighted = [0, 0, 0, 1, 2, 3, 3, 4, 5, 6].map((index) => deeds[index]!);
  const latest = (kept: readonly Kept[], label: string): Kept | undefined =>
    kept.findLast((it) => !it.gone && it.answer.labels.includes(label));

  for (let done = 0; done < options.interactions; done++) {
    await one(weighted)(one(people)).catch((error: unknown) => complaints.push(String(error)));
    options.finished?.(done + 1);
  }
  await house.bot.pump.run();

  const shared = discord.messages(home).map((message) => readDiscord(message.text).text);
  for (const { text } of people
    .flatMap((it) => it.kept)
    .filter((it) => it.audience === 'community' && !it.gone)) {
    if (!shared.some((it) => it.includes(text)))
      complaints.push(`not shown as typed: ${JSON.stringify(text)}`);
  }
  complaints.push(
    ...discord.violations.map((it) => `${it.request} ${it.path}: ${it.message}`),
    ...discord.pinging.map((it) => `pings: ${it.text}`),
    ...house.logged.map((it) => `${it.message} ${JSON.stringify(it.facts)}`),
  );

  const expected = Object.fromEntries(
    people.map(({ user, kept, zone, promptTime, prompts }) => {
      const entries = kept
        .filter((it) => !it.gone)
        .map(line)
        .sort();
      return [user.username, { zone, promptTime, prompts, entries }];
    }),
  );
  const actual: Record<string, Modelled> = {};
  for (const { user } of people) {
    const person = await store.people.findByIdentity({ platform: 'discord', user: user.id });
    if (!person) continue;
    const entries: string[] = [];
    for await (const it of store.entries.all(person.id)) {
      if (it.deletedAt === undefined)
        entries.push(line({ text: it.text, kind: it.kind, minutes: it.minutes, audience: it.audience }));
    }
    actual[user.username] = {
      zone: person.clocks.at(-1)!.zone,
      promptTime: person.promptTime,
      prompts: person.prompts,
      entries: entries.sort(),
    };
  }
  await house.close();
  return { done: options.interactions, expected, actual, complaints };
}
