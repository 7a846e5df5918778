import type { FakeChannel } from '../../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../../fakes/slack/index.ts';
import { dice } from '../../dice.ts';
import { hostileTexts } from '../hostile-text.ts';
import { type House, type Mode, openHouse } from '../house.ts';
import { fieldsOf, logToday, Screens, send, use } from './hands.ts';
import { everything, keepLedger, type Ledger, unhappy } from './ledger.ts';
import { walkRarePaths } from './rare-paths.ts';
import { Walker } from './walker.ts';

/** What came of it. */
export interface RandomUse {
  /** How many interactions reached the bot. */
  readonly done: number;
  /** What was never to happen, a sentence each. */
  readonly complaints: readonly string[];
  /** What of `everything` and of `unhappy` nobody met. */
  readonly notMet: readonly string[];
}

const lines: readonly string[] = [
  'log',
  'log built a parser',
  'log kind:pain',
  'log built a cache minutes:2000',
  'log built a cache tag:redis date:yesterday audience:community',
  'today',
  'streak',
  'streak view:why',
  'history',
  'history undo',
  'history search a',
  'history edit',
  'history edit latest',
  'history delete',
  'settings',
  'settings zone:Lisbon',
  'settings prompt:25:00',
  'settings cadence:"3 a week"',
  'rest',
  'rest tomorrow',
  'pause',
  'pause from:today',
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
  'setup channel #ships',
  'setup roundup',
  'setup zone Europe/Lisbon',
  'setup defaults',
  'setup assistant',
  'setup hide',
  'setup organiser',
  'nonsense',
  '',
  'deck',
  'learnings',
  'review',
  'stuck',
  'stuck ECONNREFUSED 127.0.0.1:6379 cause:"the server slept" fix:"woke it"',
  'why',
  'link',
  'link ABCD2345',
  'unlink',
];
const words = ['a parser', 'redis', 'Lisbon', 'Europe/Berlin', '09:00', 'yesterday', '50', 'x'.repeat(2_900)];
const minuteMs = 60_000;

/**
 * Members do what Slack's client lets them do: type commands, use shortcuts and the menus of messages, look at their Home tab,
 * press, choose, fill forms in and close them. What nobody used yet comes first.
 */
export async function slackRandomUse(options: {
  readonly mode: Mode;
  readonly acts: number;
  readonly seed: number;
  /** Goes the ways that chance hardly finds, too. */
  readonly rarePaths?: boolean;
  readonly onProgress?: (done: number) => void;
}): Promise<RandomUse> {
  let ahead = 0;
  const house = await openHouse({ mode: options.mode, now: () => Date.now() + ahead });
  const { slack, team, bot } = house;
  slack.rateLimits.enabled = false;
  const ledger = keepLedger(house);
  const screens = new Screens(house);
  const general = team.addChannel({ name: 'general', botIn: true });
  team.addChannel({ name: 'ships' });
  if (options.rarePaths) {
    await walkRarePaths(new Walker(house, general, screens, ledger), (ms) => {
      ahead += ms;
    });
  }

  const { one, whole, chance } = dice(options.seed);
  const hostile = hostileTexts(300, options.seed).map((it) => it.replace(/[\r\n\u2028\u2029]/g, ' '));
  const typed = (): string => one([one(words), one(hostile)]);
  const users = ['ada', 'bob', 'cem', 'dan'].map((name) => team.addUser({ name, admin: name === 'ada' }));
  await welcomeAboard(general, users);

  /** Whatever is before somebody, what nobody met first. */
  async function handle(user: FakeUser): Promise<unknown> {
    const { modal } = user;
    if (modal && fieldsOf(modal).length > 0) {
      if (chance(0.1)) return user.closeView(modal, { all: true });
      const answer = await send(user, modal, (field, choices) =>
        choices.length > 0 ? one(choices) : field === 'text' || chance(0.5) ? typed() : undefined,
      );
      // What Slack's client refuses, and what is wrong, stays before them; they give up.
      if (user.modal && (answer.clientErrors || answer.errors))
        await user.closeView(user.modal, { all: true });
      return answer;
    }
    const all = screens.usablesOf(user);
    const unmet = all.filter((it) => !ledger.met.has(`action ${it.action}`));
    if (all.length === 0 || (modal && chance(0.3)))
      return modal ? user.closeView(modal, { all: true }) : undefined;
    return use(user, one(unmet.length > 0 && chance(0.7) ? unmet : all), one(words).slice(0, 3));
  }

  /** A command that nobody typed yet, or any line. */
  function line(): string {
    const unmet = everything.filter((it) => it.startsWith('command ') && !ledger.met.has(it));
    return unmet.length > 0 && chance(0.5) ? one(unmet).slice('command '.length) : one(lines);
  }

  const acts: ((user: FakeUser) => Promise<unknown>)[] = [
    (user) => user.slash(chance(0.3) ? 'dm' : general, `/shipmate ${line()}`),
    (user) =>
      user.slash(general, `/shipmate log ${typed()}${chance(0.3) ? ` minutes:${whole(2_000) - 1}` : ''}`),
    (user) => user.openHome(),
    (user) => logToday(user, ledger.met),
    async (user) => {
      const own = chance(0.6) ? await user.say(general, typed()) : one(general.messages);
      const menu = one(['message-log-this-as-progress', 'message-log-this-as-what-broke']);
      return own && user.messageShortcut(menu, own);
    },
  ];
  const weighted = [0, 0, 0, 1, 2, 3, 4].map((index) => acts[index]!);
  const complaints: string[] = [];
  let done = 0;
  while (done < options.acts) {
    const user = one(users);
    const busy = user.modal !== undefined || chance(0.4);
    try {
      await (busy ? handle(user) : one(weighted)(user));
    } catch (error) {
      complaints.push(`${user.record.name}: ${String(error)}`);
    }
    done += 1;
    // Prompts come while they go on.
    if (done % 100 === 0) {
      ahead += 8 * 60 * minuteMs;
      await bot.pump.run();
    }
    options.onProgress?.(done);
  }

  await house.platform.stop();
  await bot.pump.run();
  complaints.push(
    ...slack.takeViolations().map((it) => `violation: ${JSON.stringify(it)}`),
    ...slack.pings.map((it) => `pinged: ${JSON.stringify(it.ping)}`),
    ...house.logged
      .filter((it) => it.level === 'error')
      .map((it) => `${it.message} ${JSON.stringify(it.facts)}`),
    ...house.observed
      .filter((it) => it.code === 'unexpected')
      .map((it) => `${it.what} broke: ${String(it.error)}`),
    ...(await differences(house, ledger)),
  );
  const notMet = [
    ...everything.filter((it) => !ledger.met.has(it)),
    ...unhappy.filter((it) => !ledger.codes.has(it)).map((it) => `answer ${it}`),
  ];
  await house.close();
  return { done, complaints, notMet };
}

/** Everybody has begun and logged, so that there is something to use. */
async function welcomeAboard(general: FakeChannel, users: readonly FakeUser[]): Promise<void> {
  for (const user of users) {
    await user.slash(general, '/shipmate start zone:UTC time:09:00');
    await user.slash(general, `/shipmate log first steps of ${user.record.name} audience:community`);
  }
}

/** What is stored of each account, and what it was told that it has. */
async function differences({ store, team }: House, { owed }: Ledger): Promise<readonly string[]> {
  const rows = await store.connection
    .collection<{ identity: { user: string } }>('entries')
    .find({ deletedAt: { $exists: false }, 'identity.team': team.id })
    .toArray();
  const users = new Set([...owed.keys(), ...rows.map((it) => it.identity.user)]);
  return [...users].flatMap((user) => {
    const kept = rows.filter((it) => it.identity.user === user).length;
    const told = owed.get(user) ?? 0;
    return kept === told ? [] : [`${user} has ${kept} entries and was told of ${told}`];
  });
}
