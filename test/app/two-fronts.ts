import type { InstallationStore } from '../../src/platforms/slack/index.ts';
import { secretBox } from '../../src/store/secret-box.ts';
import { slackInstallations } from '../../src/store/slack-installations.ts';
import type { FakeMessage as DiscordMessage } from '../fakes/discord/model/message.ts';
import { FakeMessage } from '../fakes/slack/index.ts';
import { openDiscordHarness } from '../platforms/discord/discord-harness.ts';
import { readDiscord } from '../platforms/discord/reader.ts';
import { openSlackHarness } from '../platforms/slack/slack-harness.ts';
import { type BotHarness, until } from '../support/bot-harness.ts';

/** Presses a button of the answer, and gives the next answer. */
export interface Said {
  readonly text: string;
  press(label: string): Promise<Said>;
}

/** A post of the bot's in the community's channel. */
export interface Posted {
  readonly text: string;
  press(who: Who, label: string): Promise<Said>;
}

export type Who = 'olga' | 'zephyrina' | 'bob';

/** A community with an organiser and two members on one of the platforms, driven through its real client library. */
export interface Side {
  readonly base: BotHarness;
  readonly community: string;
  now: number;
  /** A command with its options in their native form. */
  say(
    who: Who,
    name: string,
    options?: Readonly<Record<string, string>>,
    where?: 'channel' | 'dm',
  ): Promise<Said>;
  /** Somebody writes to the bot in plain words. */
  write(who: Who, text: string): Promise<void>;
  /** Somebody looks at their Home tab, where there is one. */
  lookAtHome(who: Who): Promise<void>;
  posts(): readonly Posted[];
  /** What the pictures that stand anywhere say to a screen reader, and their bytes. */
  traces(words: readonly string[]): readonly string[];
  pictures(): readonly Buffer[];
  /** Puts words where the platform keeps a picture's description. */
  plant(words: string): () => void;
  /** The channel takes no messages of the bot's any more, or again. */
  setOpen(open: boolean): Promise<void>;
  expectNoViolations(): void;
  close(): Promise<void>;
}

const start = Date.UTC(2026, 10, 18, 10);

export async function slackSide(mode: 'socket' | 'http' | 'oauth'): Promise<Side> {
  const clock = { now: start };
  let kept: InstallationStore | undefined;
  const later: InstallationStore = {
    save: async (it) => kept?.save(it),
    find: async (team) => kept?.find(team),
    remove: async (team) => kept?.remove(team),
  };
  const harness = await openSlackHarness({
    mode,
    now: () => clock.now,
    ...(mode === 'oauth' && { installations: later }),
  });
  const { slack, team } = harness;
  slack.rateLimits.enabled = false;
  const users = {
    olga: team.addUser({ name: 'olga', admin: true, tz: 'UTC' }),
    zephyrina: team.addUser({ name: 'zephyrina', tz: 'UTC' }),
    bob: team.addUser({ name: 'bob', tz: 'UTC' }),
  };
  if (mode === 'oauth') {
    kept = slackInstallations(harness.store.connection, secretBox('a key that is long enough to be a key'));
    slack.redirectUrls = [`${harness.url}/slack/oauth_redirect`];
    await team.install(`${harness.url}/slack/install`, users.olga);
  }
  const general = team.addChannel({ name: 'general', botIn: true });
  type Answered = Awaited<ReturnType<(typeof users)['olga']['slash']>>;
  /** What came through the interaction's own address; a picture that is drawn anew in the channel comes before it. */
  const said = async (who: Who, answer: Answered): Promise<Said> => {
    const own = () => answer.effects.findLast((it) => it.interaction !== undefined && it.message);
    await until(() => own() !== undefined);
    const message = new FakeMessage(own()!.message!);
    return {
      text: message.text,
      press: async (label) => said(who, await users[who].press(message, label)),
    };
  };
  await users.olga.slash(general, `/shipmate setup channel #${general.name}`);
  return {
    base: harness,
    community: 'Guild',
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    async say(who, name, options = {}, where = 'channel') {
      const typed = Object.entries(options).map(
        ([key, value]) => `${key}:${/\s/.test(value) ? `"${value}"` : value}`,
      );
      const place = where === 'dm' ? 'dm' : general;
      return said(who, await users[who].slash(place, ['/shipmate', name, ...typed].join(' ')));
    },
    async write(who, text) {
      await users[who].say('dm', text);
    },
    async lookAtHome(who) {
      await users[who].openHome();
    },
    posts: () =>
      general.messages
        .filter((it) => it.record.byBot && it.record.files.length === 0)
        .map((it) => ({
          text: it.text,
          press: async (who, label) => said(who, await users[who].press(it, label)),
        })),
    traces: slack.traces,
    pictures: slack.pictures,
    plant(words) {
      const place = slack.messages(general).at(-1)!.record;
      const before = place.text;
      place.text = `${before} ${words}`;
      return () => {
        place.text = before;
      };
    },
    setOpen: (open) => (open ? general.inviteBot() : general.removeBot()),
    expectNoViolations: () => slack.expectNoViolations(),
    close: () => harness.close(),
  };
}

export async function discordSide(): Promise<Side> {
  const clock = { now: start };
  const harness = await openDiscordHarness({ now: () => clock.now });
  const { discord } = harness;
  const users = {
    olga: discord.addUser({ username: 'olga' }),
    zephyrina: discord.addUser({ username: 'zephyrina' }),
    bob: discord.addUser({ username: 'bob' }),
  };
  const guild = discord.addGuild({ name: 'Harbour', owner: users.olga });
  const harbour = guild.systemChannel!;
  for (const it of [users.zephyrina, users.bob]) guild.addMember(it);
  const words = (message: DiscordMessage | undefined): string =>
    message ? readDiscord(message.text).text : '';
  type Answered = Awaited<ReturnType<(typeof users)['olga']['slash']>>;
  /** A deferred answer is there once it says something, or has changed the message that was pressed. */
  const isThere = (it: Answered): boolean =>
    it.type === 6 ? it.updated || it.followUps.length > 0 : it.type !== 5 || words(it.message) !== '';
  const said = async (who: Who, answer: Answered): Promise<Said> => {
    await answer.until(isThere, 20_000);
    // A press that was deferred leaves its message as it is where the answer is another one.
    const shown = () =>
      (answer.type === 6 && !answer.updated ? undefined : answer.message) ?? answer.followUps[0];
    return {
      get text() {
        return words(shown());
      },
      press: async (label) => said(who, await users[who].press(shown()!, label)),
    };
  };
  await until(() => discord.messages(harbour).length > 0);
  await users.olga.slash(harbour, 'setup channel', { channel: harbour });
  return {
    base: harness,
    community: 'Harbour',
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    async say(who, name, options = {}, where = 'channel') {
      return said(who, await users[who].slash(where === 'dm' ? 'dm' : harbour, name, options));
    },
    async write(who, text) {
      users[who].post('dm', text);
    },
    lookAtHome: async () => undefined,
    posts: () =>
      discord
        .messages(harbour)
        .filter((it) => it.author === discord.state.bot)
        .map((it) => ({
          text: words(it),
          press: async (who, label) => said(who, await users[who].press(it, label)),
        })),
    traces: (list) => discord.traces(list),
    pictures: () => discord.pictures(),
    plant(hidden) {
      const shown = discord.messages(harbour).flatMap((it) => it.attachments);
      const [path, file] = [...discord.state.files].find(([, it]) => shown.includes(it))!;
      discord.state.files.set(path, { ...file, description: hidden });
      return () => discord.state.files.set(path, file);
    },
    setOpen: async (open) =>
      harbour.setBotPermissions(open ? { allow: ['SendMessages'] } : { deny: ['SendMessages'] }),
    expectNoViolations: () => discord.expectNoViolations(),
    close: () => harness.close(),
  };
}
