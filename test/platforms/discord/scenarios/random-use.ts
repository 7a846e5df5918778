import fc from 'fast-check';
import type { Answer, FakeChannel, FakeGuild, FakeMessage, FakeUser } from '../../../fakes/discord/index.ts';
import { NotPossible } from '../../../fakes/discord/index.ts';
import type { CommandOption, RegisteredCommand } from '../../../fakes/discord/model/command-registry.ts';
import type { Component } from '../../../fakes/discord/model/components.ts';
import { kind, walk } from '../../../fakes/discord/model/components.ts';
import type { MessageBody } from '../../../fakes/discord/model/compose.ts';
import type { LoggedRequest } from '../../../fakes/discord/rest/log.ts';
import { dice } from '../../dice.ts';
import { type DiscordHarness, openDiscordHarness, until } from '../discord-harness.ts';
import { hostileLine } from '../hostile-text.ts';
import { neverOnDiscord, walkRarePaths } from './rare-paths.ts';

export interface RandomUse {
  /** How many interactions reached the bot. */
  readonly done: number;
  /** What was never to happen, a sentence each. */
  readonly complaints: readonly string[];
  /** What the bot was asked to do, by the names of commands, actions and forms. */
  readonly covered: ReadonlySet<string>;
  readonly registered: readonly string[];
}

const words = [
  'built the parser',
  'redis',
  'Lisbon',
  'Europe/Berlin',
  '09:00',
  'yesterday',
  '3 a week',
  'weekdays',
  '2027-03-01',
  'on',
  'shortener',
  '22:30',
  'mon wed',
  '50',
  'latest',
];

/**
 * People do whatever Discord's client lets them: commands with options that it accepts, buttons and menus of any message
 * that they see, forms, suggestions, message menus. Every one of them has to be answered in time and in form.
 */
export async function useAtRandom(options: {
  readonly interactions: number;
  readonly seed: number;
  /** Goes on, up to three times as long, until everything was met. */
  readonly untilAllMet?: boolean;
  readonly finished?: (done: number) => void;
}): Promise<RandomUse> {
  const { one, whole, chance } = dice(options.seed);
  // A channel takes five messages in five seconds, which is true and slow; the limits have tests of their own.
  let ahead = 0;
  const harness = await openDiscordHarness({ now: () => Date.now() + ahead, fake: { rateLimits: false } });
  const { discord } = harness;
  const hostile = fc.sample(hostileLine, { numRuns: 300, seed: options.seed });
  const complaints: string[] = [];
  const guild = discord.addGuild({ name: 'Harbour' });
  guild.addChannel({ name: 'ships' });
  guild.addChannel({ name: 'locked', botMayWrite: false });
  const elsewhere = discord.addGuild({ name: 'Elsewhere', installed: false });
  const people = ['ada', 'bob', 'cyd', 'dan', 'eve'].map((username, index) => {
    const user = discord.addUser({
      username,
      installedApp: index < 2,
      dms: username === 'eve' ? 'closed' : 'open',
    });
    guild.addMember(user, index === 0 ? { permissions: ['ManageGuild'] } : {});
    if (index < 2) elsewhere.addMember(user);
    return user;
  });
  await until(() => discord.messages(guild.systemChannel!).length > 0);
  await welcomeAboard(guild, people);

  const optionValue = (option: CommandOption): string | number | boolean | FakeChannel | FakeUser => {
    if (option.choices?.length) return one(option.choices).value;
    switch (option.type) {
      case 4:
        return (option.min_value ?? 0) + whole((option.max_value ?? 100) - (option.min_value ?? 0) + 1);
      case 5:
        return chance(0.5);
      case 6:
        return one(people);
      case 7:
        return one([...guild.channels.values()]);
      default:
        return textFor(option);
    }
  };
  const textFor = (option: CommandOption): string =>
    one([one(words), one(hostile)])
      .replace(/[\r\n\u2028]/g, ' ')
      .slice(0, option.max_length ?? 6_000)
      .trim() || 'x';

  function leavesOf(command: RegisteredCommand): { name: string; options: readonly CommandOption[] }[] {
    const subcommands = (command.options ?? []).filter((it) => it.type === 1);
    if (subcommands.length === 0) return [{ name: command.name, options: command.options ?? [] }];
    return subcommands.map((it) => ({ name: `${command.name} ${it.name}`, options: it.options ?? [] }));
  }

  async function slash(user: FakeUser, where: FakeChannel | 'dm'): Promise<Answer> {
    const leaves = discord
      .commands()
      .filter((it) => it.type === 1)
      .flatMap(leavesOf);
    const fresh = leaves.filter((it) => !used.has(it.name));
    const leaf = one(fresh.length > 0 && chance(0.5) ? fresh : leaves);
    const given = leaf.options.filter((it) => it.required || chance(0.4));
    const values = Object.fromEntries(given.map((it) => [it.name, optionValue(it)]));
    const typed = given.filter((it) => it.autocomplete);
    if (typed.length > 0 && chance(0.5)) {
      const { name } = one(typed);
      const offered = await user.autocomplete(
        where,
        leaf.name,
        { [name]: chance(0.5) ? '' : String(values[name]).slice(0, 3) },
        name,
      );
      if (offered.failure) complaints.push(`suggestions of ${leaf.name} ${name}: ${offered.failure}`);
      const choices = offered.choices ?? [];
      if (choices.length > 0) values[name] = one(choices).value;
    }
    const answer = await user.slash(where, leaf.name, values);
    used.add(leaf.name);
    return answer;
  }
  const used = new Set<string>();

  const isChoice = (it: Component): boolean => it.type === kind.stringSelect;

  async function component(user: FakeUser, where: FakeChannel | 'dm'): Promise<Answer | undefined> {
    const all = user
      .sees(where)
      .flatMap((message) =>
        walk(message.components).flatMap(({ component: it }) =>
          it.type === kind.button || isChoice(it) ? [{ message, it }] : [],
        ),
      );
    if (all.length === 0) return undefined;
    // What nobody tried yet comes first, so that little is left out.
    const fresh = all.filter(({ it }) => !tried.has(nameOf(it)));
    const chosen = one(fresh.length > 0 && chance(0.7) ? fresh : all);
    tried.add(nameOf(chosen.it));
    if (!isChoice(chosen.it)) return user.press(chosen.message, chosen.it.custom_id!);
    return user.select(chosen.message, chosen.it.custom_id!, [one(chosen.it.options!).value]);
  }
  const tried = new Set<string>();
  const nameOf = (it: Component): string => (it.custom_id ?? '').split('~')[0]!.replace(/!$/, '');

  async function submit(user: FakeUser, opened: Answer): Promise<Answer> {
    const fields = opened.modal!.fields.filter(({ component: it }) => it.required || chance(0.5));
    const values = fields.map(({ component: it }) => {
      if (isChoice(it)) return [it.custom_id!, [one(it.options!).value]] as const;
      const text = one([one(words), one(hostile), one(hostile)]).trim() || 'x';
      return [it.custom_id!, it.style === 2 && chance(0.3) ? `${text}\n${one(hostile)}` : text] as const;
    });
    return user.submitModal(opened, Object.fromEntries(values));
  }

  function messageMenu(user: FakeUser, where: FakeChannel): Promise<Answer> {
    const [first, second] = discord.commands().filter((it) => it.type === 3);
    const own =
      chance(0.7) || user.sees(where).length === 0
        ? user.post(where, one([one(words), one(hostile)]).trim() || 'x')
        : undefined;
    const message: FakeMessage = own ?? one(user.sees(where));
    return user.messageCommand(one([first!, second!]).name, message);
  }

  const clock = {
    ahead(ms: number) {
      ahead += ms;
    },
  };
  await walkRarePaths(harness, guild, clock, judge);

  const isAllMet = () => {
    const met = new Set(harness.observed.map((it) => it.route));
    return registeredNames(harness).every((it) => met.has(it) || neverOnDiscord.has(it));
  };
  let done = 0;
  // What chance has left out gets some more.
  while (
    done < options.interactions ||
    (options.untilAllMet && !isAllMet() && done < 3 * options.interactions)
  ) {
    const user = one(people);
    const where =
      chance(0.1) && user.installedApp
        ? elsewhere.systemChannel!
        : one([guild.systemChannel!, guild.systemChannel!, 'dm' as const]);
    const before = harness.observed.length;
    let what = '';
    try {
      what = one(['slash', 'slash', 'component', 'component', 'menu']);
      let answer: Answer | undefined;
      if (what === 'slash') answer = await slash(user, where);
      else if (what === 'component') answer = await component(user, where);
      else if (where !== 'dm') answer = await messageMenu(user, where);
      if (!answer) continue;
      judge(user, what, answer);
      done += 1;
      if (answer.modal && chance(0.9)) {
        judge(user, 'form', await submit(user, answer));
        done += 1;
      }
    } catch (error) {
      if (!(error instanceof NotPossible)) throw error;
    }
    for (const it of harness.observed.slice(before))
      if (it.code === 'unexpected')
        complaints.push(`${user.username} ${what} ${it.route}: ${String(it.error)}`);
    options.finished?.(done);
  }

  function judge(user: FakeUser, what: string, answer: Answer): void {
    const shown = answer.message ?? answer.followUps[0];
    const about = `${user.username} ${what}`;
    if (answer.failure) complaints.push(`${about}: ${answer.failure}`);
    else if (!answer.modal && !answer.choices && !shown?.text && !shown?.attachments.length)
      complaints.push(`${about}: nothing to be seen`);
    if ((answer.ackMs ?? 0) > 3_000) complaints.push(`${about}: after ${answer.ackMs} ms`);
  }

  complaints.push(
    ...discord.violations.map((it) => `${it.request} ${it.path}: ${it.message}`),
    ...discord.pinging.map((it) => `pings: ${it.text}`),
    ...discord.requests.filter(mayPing).map((it) => `${it.route} leaves it to Discord whom to ping`),
    ...discord.warnings,
    ...harness.logged
      .filter((it) => it.level === 'error')
      .map((it) => `${it.message} ${JSON.stringify(it.facts)}`),
  );
  const covered = new Set(harness.observed.map((it) => it.route));
  await harness.close();
  return { done, complaints, covered, registered: registeredNames(harness) };
}

/** A channel is chosen and everybody has started, so that there is something to use. */
async function welcomeAboard(guild: FakeGuild, people: readonly FakeUser[]): Promise<void> {
  const general = guild.systemChannel!;
  await people[0]!.slash(general, 'setup channel', { channel: general });
  await people[0]!.slash(general, 'setup invite');
  for (const user of people) {
    await user.slash(general, 'start', { zone: 'Europe/Lisbon', audience: 'community' });
    await user.slash(general, 'log', { text: `first steps of ${user.username}` });
  }
}

/** Every message, sent or edited, has to say that it pings nobody. */
function mayPing({ body }: LoggedRequest): boolean {
  const { data, ...own } = (body ?? {}) as MessageBody & { readonly data?: MessageBody };
  return [own, data].some(
    (it) => it?.content !== undefined && JSON.stringify(it.allowed_mentions) !== '{"parse":[]}',
  );
}

function registeredNames({ bot }: DiscordHarness): string[] {
  return bot.registry.commands.flatMap((command) => [
    ...('leaf' in command
      ? [command.name]
      : Object.keys(command.subcommands).map((it) => `${command.name} ${it}`)),
    ...Object.keys(command.actions ?? {}).map((it) => `${command.name}.${it}`),
    ...Object.keys(command.forms ?? {}).map((it) => `${command.name}.${it}`),
    ...(command.messageShortcuts ?? []).map((it) => it.label),
  ]);
}
