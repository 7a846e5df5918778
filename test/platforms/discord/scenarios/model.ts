import fc from 'fast-check';
import type { Dispatcher } from '../../../../src/chat/dispatcher.ts';
import type { Answer, FakeChannel, FakeUser } from '../../../fakes/discord/index.ts';
import { type ModelRun, type Player, playModel, type Shown } from '../../model.ts';
import { openDiscordHarness, until } from '../discord-harness.ts';
import { asSeen, unmaskedLine } from '../hostile-text.ts';
import { readDiscord } from '../reader.ts';

interface Answered extends Shown {
  readonly answer: Answer;
}

/** The model of what people do, on Discord, with hostile texts. */
export async function compareWithModel(options: {
  readonly interactions: number;
  readonly seed: number;
  /** Stands between Discord and the bot, for faults that are planted. */
  readonly plant?: (dispatcher: Dispatcher) => Dispatcher;
  readonly finished?: (done: number) => void;
}): Promise<ModelRun> {
  const harness = await openDiscordHarness({
    fake: { rateLimits: false },
    ...(options.plant && { plant: options.plant }),
  });
  const { discord, store } = harness;
  const guild = discord.addGuild({ name: 'Harbour' });
  const general = guild.systemChannel!;
  await until(() => discord.messages(general).length > 0);
  const home = guild.addChannel({ name: 'ships' });
  await discord.state.users.get(guild.ownerId)!.slash(general, 'setup channel', { channel: home });
  const players: Player<Answered>[] = [];
  for (const username of ['ada', 'bob', 'cyd', 'dan']) {
    const user = discord.addUser({ username });
    guild.addMember(user);
    await user.slash(general, 'start', { zone: 'Europe/Lisbon', time: '09:00', audience: 'private' });
    players.push(player(user, general));
  }
  const texts = fc
    .sample(unmaskedLine, { numRuns: 500, seed: options.seed })
    .map((it) => it.replace(/[\u2028\u2029]/g, ' '));
  return playModel(
    {
      store,
      players,
      texts,
      messages: texts,
      seen: asSeen,
      async shared() {
        await harness.bot.deliveryWorker.drain();
        return discord.messages(home).map((message) => readDiscord(message.text).text);
      },
      complaints: () => [
        ...discord.violations.map((it) => `${it.request} ${it.path}: ${it.message}`),
        ...discord.pinging.map((it) => `pings: ${it.text}`),
        ...harness.logged.map((it) => `${it.message} ${JSON.stringify(it.facts)}`),
      ],
      close: harness.close,
    },
    options,
  );
}

function player(user: FakeUser, general: FakeChannel): Player<Answered> {
  const shown = async (answering: Promise<Answer>): Promise<Answered> => {
    const answer = await answering;
    return {
      answer,
      failure: answer.failure,
      // As the message stands: an edit takes its place.
      get labels() {
        return answer.message?.labels ?? answer.labels;
      },
    };
  };
  return {
    name: user.username,
    identity: { platform: 'discord', user: user.id },
    log: ({ minutes, ...rest }) =>
      shown(user.slash(general, 'log', { ...rest, ...(minutes && { minutes }) })),
    async logByForm(text, minutes) {
      const opened = await user.slash(general, 'log', { audience: 'private' });
      return shown(user.submitModal(opened, { text, minutes: String(minutes) }));
    },
    logFromMessage: (text, broke) =>
      shown(
        user.messageCommand(
          broke ? 'Log this as what broke' : 'Log this as progress',
          user.post(general, text),
        ),
      ),
    async edit({ answer }, text) {
      const opened = await user.press(answer.message!, 'Edit');
      const { failure } = await user.submitModal(opened, { text });
      return { held: opened.modal?.field('text')?.value ?? undefined, failure };
    },
    undo: ({ answer }) => shown(user.press(answer.message!, 'Undo')),
    promptAt: (prompt) => shown(user.slash('dm', 'settings', { prompt })),
    stop: () => shown(user.slash('dm', 'stop')),
    start: () => shown(user.slash(general, 'start', { audience: 'private' })),
  };
}
