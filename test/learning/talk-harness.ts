import type { Assistant } from '../../src/core/learnings/index.ts';
import type { Answer as DiscordAnswer, FakeMessage as DiscordMessage } from '../fakes/discord/index.ts';
import type { Answer as SlackAnswer, FakeMessage as SlackMessage } from '../fakes/slack/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from '../platforms/discord/discord-harness.ts';
import { readDiscord } from '../platforms/discord/reader.ts';
import { openSlackHarness, submitted } from '../platforms/slack/slack-harness.ts';
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

export interface TalkHarness {
  join(name: string): Member;
  /** Lets so much time go by, with everything that is due in it. */
  later(milliseconds: number): Promise<void>;
  /** What was logged at warn or above. */
  readonly logged: readonly { readonly message: string }[];
  close(): Promise<void>;
}

const start = Date.parse('2027-03-01T10:00:00Z');

/** From one thing that is due to the next, each finished before the next. */
async function letTimePass(
  { bot, store }: Pick<DiscordHarness, 'bot' | 'store'>,
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

export async function talkOnDiscord(assistant: Assistant): Promise<TalkHarness> {
  let at = start;
  const harness = await openDiscordHarness({ now: () => at, assistant, fake: { rateLimits: false } });
  const guild = harness.discord.addGuild({ name: 'Harbour' });
  const general = guild.systemChannel!;
  await until(() => harness.discord.messages(general).length > 0);
  const shown = (message: DiscordMessage): Shown => ({
    text: readDiscord(message.text).text,
    labels: message.labels,
    on: message,
  });
  return {
    logged: harness.logged,
    join(name) {
      const user = harness.discord.addUser({ username: name });
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
      letTimePass(harness, at, at + milliseconds, (instant) => {
        at = instant;
      }),
    async close() {
      harness.discord.expectNoViolations();
      await harness.close();
    },
  };
}

export async function talkOnSlack(assistant: Assistant): Promise<TalkHarness> {
  let at = start;
  const harness = await openSlackHarness({ now: () => at, assistant });
  const general = harness.team.addChannel({ name: 'general' });
  const shown = (message: SlackMessage): Shown => ({
    text: message.text,
    labels: message.labels,
    on: message,
  });
  return {
    logged: harness.logged,
    join(name) {
      const user = harness.team.addUser({ name, tz: 'Europe/Lisbon' });
      let filesSeen = 0;
      const dm = () => harness.slack.messages(user.dm);
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
          const address = `${harness.slack.baseUrl}/files-pri/${harness.team.id}-${id}/file`;
          const headers = { authorization: `Bearer ${harness.team.botToken}` };
          return (await fetch(address, { headers })).text();
        },
      };
    },
    later: (milliseconds) =>
      letTimePass(harness, at, at + milliseconds, (instant) => {
        at = instant;
      }),
    async close() {
      harness.slack.expectNoViolations();
      await harness.close();
    },
  };
}

/** The playground over its HTTP interface; the model is the one at `modelUrl`, for who wants it. */
export async function talkOnPlayground(modelUrl: string): Promise<TalkHarness> {
  const app = await launch({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: modelUrl });
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
      const press = (on: unknown, label: string) => app.press(name, button(on as PlayedReply, label));
      return {
        async say(command, { text = '', ...options } = {}) {
          const typed = Object.entries(options).map(([option, value]) => `${option}:"${value}"`);
          return seen(await app.say(name, [`/${command}`, text, ...typed].join(' ')));
        },
        press: async ({ on }, label) => seen(await press(on, label)),
        async fill({ on }, label, values) {
          const { form } = await press(on, label);
          const named = Object.entries(values).map(([field, value]) => [
            form?.fields.find((it) => it.label === field)?.name,
            value,
          ]);
          return seen(await app.press(name, form?.action ?? '', Object.fromEntries(named)));
        },
        async start() {
          await app.join(name);
        },
        async inbox(words) {
          const messages = await app.messages({ dm: name });
          return shown(messages.findLast((it) => it.text.includes(words))!);
        },
        file: async () => (await app.request(last?.file?.url ?? '')).text(),
      };
    },
    later: async (milliseconds) => app.to(new Date((await app.clock()) + milliseconds).toISOString()),
    close: app.stop,
  };
}
