import type { Assistant } from '../../src/core/learnings/index.ts';
import type { Answer as DiscordAnswer, FakeMessage as DiscordMessage } from '../fakes/discord/index.ts';
import type { Answer as SlackAnswer, FakeMessage as SlackMessage } from '../fakes/slack/index.ts';
import { type House as DiscordHouse, openHouse as openDiscord, until } from '../platforms/discord/house.ts';
import { readDiscord } from '../platforms/discord/reader.ts';
import { openHouse as openSlack, submitted } from '../platforms/slack/house.ts';
import { button, launch, type PlayedReply } from '../support/app-harness.ts';

/** What a member reads as the answer, whatever the platform. */
export interface Shown {
  readonly text: string;
  readonly labels: readonly string[];
  /** Where its buttons stand. */
  readonly on: unknown;
}

/** A member's way of talking with the bot: what differs between the platforms, and nothing else. */
export interface Member {
  say(command: string, options?: Readonly<Record<string, string>>): Promise<Shown>;
  press(shown: Shown, label: string): Promise<Shown>;
  /** Presses a button that opens a form, and sends the form. */
  fill(shown: Shown, label: string, values: Readonly<Record<string, string>>): Promise<Shown>;
  start(): Promise<void>;
  /** The last message with these words that the bot sent by itself. */
  inbox(words: string): Promise<Shown>;
  /** The text of the last file that the member got. */
  file(): Promise<string>;
}

export interface Town {
  join(name: string): Member;
  /** Lets so much time go by, with everything that is due in it. */
  later(milliseconds: number): Promise<void>;
  /** What was logged at warn or above. */
  readonly logged: readonly { readonly message: string }[];
  close(): Promise<void>;
}

const start = Date.parse('2027-03-01T10:00:00Z');

/** From one thing that is due to the next, each finished before the next. */
async function sail(
  { bot, store }: Pick<DiscordHouse, 'bot' | 'store'>,
  from: number,
  to: number,
  arrive: (at: number) => void,
): Promise<void> {
  for (let at = from; at < to; ) {
    await bot.deliveryWorker.drain();
    at = Math.min(to, Math.max(at + 1, (await store.system.nextDueAt()) ?? to));
    arrive(at);
  }
  await bot.deliveryWorker.drain();
}

export async function discordTown(assistant: Assistant): Promise<Town> {
  let at = start;
  const house = await openDiscord({ now: () => at, assistant, fake: { rateLimits: false } });
  const guild = house.discord.addGuild({ name: 'Harbour' });
  const general = guild.systemChannel!;
  await until(() => house.discord.messages(general).length > 0);
  const shown = (message: DiscordMessage): Shown => ({
    text: readDiscord(message.text).text,
    labels: message.labels,
    on: message,
  });
  return {
    logged: house.logged,
    join(name) {
      const user = house.discord.addUser({ username: name });
      guild.addMember(user);
      let last: DiscordMessage | undefined;
      const seen = (answer: DiscordAnswer): Shown => {
        last = answer.followUps.at(-1) ?? answer.message;
        if (!last) throw new Error(`nothing was shown (${answer.failure})`);
        return shown(last);
      };
      return {
        say: async (command, options = {}) => seen(await user.slash(general, command, options)),
        press: async ({ on }, label) => seen(await user.press(on as DiscordMessage, label)),
        async fill({ on }, label, values) {
          const form = await user.press(on as DiscordMessage, label);
          return seen(await user.submitModal(form, values));
        },
        async start() {
          const form = await user.slash(general, 'start');
          await user.submitModal(form, { 'Time zone': 'Europe/Lisbon' });
        },
        inbox: async (words) => shown(user.inbox.findLast((it) => it.text.includes(words))!),
        file: async () => new TextDecoder().decode(last?.attachments[0]?.bytes),
      };
    },
    later: (milliseconds) =>
      sail(house, at, at + milliseconds, (instant) => {
        at = instant;
      }),
    async close() {
      house.discord.expectNoViolations();
      await house.close();
    },
  };
}

export async function slackTown(assistant: Assistant): Promise<Town> {
  let at = start;
  const house = await openSlack({ now: () => at, assistant });
  const general = house.team.addChannel({ name: 'general' });
  const shown = (message: SlackMessage): Shown => ({
    text: message.text,
    labels: message.labels,
    on: message,
  });
  return {
    logged: house.logged,
    join(name) {
      const user = house.team.addUser({ name, tz: 'Europe/Lisbon' });
      let filesSeen = 0;
      const dm = () => house.slack.messages(user.dm);
      const seen = async (answer: SlackAnswer): Promise<Shown> => {
        await until(() => answer.effects.length > 0, 8_000);
        return shown(answer.shown);
      };
      return {
        async say(command, { text = '', ...options } = {}) {
          const typed = Object.entries(options).map(([option, value]) => `${option}:"${value}"`);
          const line = ['/shipmate', command, text, ...typed].join(' ');
          return seen(await user.slash(general, line, { until: 'ack' }));
        },
        press: async ({ on }, label) => seen(await user.press(on as SlackMessage, label, { until: 'ack' })),
        async fill({ on }, label, values) {
          return shown((await submitted(user, await user.press(on as SlackMessage, label), values)).shown);
        },
        async start() {
          await submitted(user, await user.slash(general, '/shipmate start'), {});
        },
        inbox: async (words) => shown(dm().findLast((it) => it.text.includes(words))!),
        async file() {
          const files = () => dm().flatMap((it) => it.record.files);
          await until(() => files().length > filesSeen);
          filesSeen = files().length;
          const id = files().at(-1);
          const address = `${house.slack.baseUrl}/files-pri/${house.team.id}-${id}/file`;
          const headers = { authorization: `Bearer ${house.team.botToken}` };
          return (await fetch(address, { headers })).text();
        },
      };
    },
    later: (milliseconds) =>
      sail(house, at, at + milliseconds, (instant) => {
        at = instant;
      }),
    async close() {
      house.slack.expectNoViolations();
      await house.close();
    },
  };
}

/** The playground over its HTTP interface; the model is the one at `modelUrl`, for who wants it. */
export async function playgroundTown(modelUrl: string): Promise<Town> {
  const ship = await launch({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: modelUrl });
  const shown = (reply: PlayedReply): Shown => ({
    text: reply.text,
    labels: (reply.buttons ?? []).flat().map((it) => it.label),
    on: reply,
  });
  return {
    logged: [],
    join(name) {
      let last: PlayedReply | undefined;
      const seen = (reply: PlayedReply): Shown => {
        last = reply;
        return shown(reply);
      };
      const press = (on: unknown, label: string) => ship.press(name, button(on as PlayedReply, label));
      return {
        async say(command, { text = '', ...options } = {}) {
          const typed = Object.entries(options).map(([option, value]) => `${option}:"${value}"`);
          return seen(await ship.say(name, [`/${command}`, text, ...typed].join(' ')));
        },
        press: async ({ on }, label) => seen(await press(on, label)),
        async fill({ on }, label, values) {
          const { form } = await press(on, label);
          const named = Object.entries(values).map(([field, value]) => [
            form?.fields.find((it) => it.label === field)?.name,
            value,
          ]);
          return seen(await ship.press(name, form?.action ?? '', Object.fromEntries(named)));
        },
        async start() {
          await ship.join(name);
        },
        async inbox(words) {
          const messages = await ship.messages({ dm: name });
          return shown(messages.findLast((it) => it.text.includes(words))!);
        },
        file: async () => (await ship.request(last?.file?.url ?? '')).text(),
      };
    },
    later: async (milliseconds) => ship.to(new Date((await ship.clock()) + milliseconds).toISOString()),
    close: ship.stop,
  };
}
