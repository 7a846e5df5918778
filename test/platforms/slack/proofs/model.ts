import type { OnceDispatcher } from '../../../../src/chat/dispatcher.ts';
import { maskSecrets } from '../../../../src/core/log/masking.ts';
import { elementsOf } from '../../../fakes/slack/block-kit/elements.ts';
import type { FakeChannel } from '../../../fakes/slack/driver/channel.ts';
import type { Answer, FakeMessage, FakeUser } from '../../../fakes/slack/index.ts';
import { text as textOf } from '../../../fakes/slack/json.ts';
import { type ModelRun, type Player, playModel, type Shown } from '../../model.ts';
import { hostileTexts } from '../hostile-text.ts';
import { type Mode, openSlackHarness, type SlackHarness, submitted } from '../slack-harness.ts';

interface Answered extends Shown {
  readonly message: FakeMessage | undefined;
}

/** The model of what people do, on Slack, with hostile texts. */
export async function slackModel(options: {
  readonly mode: Mode;
  readonly interactions: number;
  readonly seed: number;
  /** Stands between Slack and the bot, for faults that are planted. */
  readonly plant?: (dispatcher: OnceDispatcher) => Partial<OnceDispatcher>;
  readonly finished?: (done: number) => void;
}): Promise<ModelRun> {
  const harness = await openSlackHarness({ mode: options.mode });
  const { slack, team, store, bot } = harness;
  slack.rateLimits.enabled = false;
  const general = team.addChannel({ name: 'general', botIn: true });
  const ships = team.addChannel({ name: 'ships', botIn: true });
  const organiser = team.addUser({ name: 'mae', admin: true });
  await organiser.slash(general, '/shipmate setup channel #ships');
  const users = ['ada', 'bob', 'cyd', 'dan'].map((name) => team.addUser({ name }));
  for (const user of users)
    await user.slash(general, '/shipmate start zone:Europe/Lisbon time:09:00 audience:private');
  if (options.plant) Object.assign(bot.dispatcher, options.plant({ ...bot.dispatcher }));
  const texts = hostileTexts(500, options.seed).filter(
    (it) => it.isWellFormed() && !/[\r\n\u2028\u2029]/.test(it) && maskSecrets(it).masked.length === 0,
  );
  return playModel(
    {
      store,
      players: users.map((user) => player(harness, user, general)),
      texts,
      // What Slack makes of marks in a message is no longer what was typed.
      messages: ['a parser', 'if (a && b) return', 'one, two: "three"', '漢字 and שלום'],
      async shared() {
        await bot.deliveryWorker.drain();
        return ships.messages.map((it) => it.text);
      },
      complaints: () => [
        ...slack.takeViolations().map((it) => `violation: ${JSON.stringify(it)}`),
        ...slack.pings.map((it) => `pings: ${JSON.stringify(it.ping)}`),
        ...harness.logged.map((it) => `${it.message} ${JSON.stringify(it.facts)}`),
      ],
      close: harness.close,
    },
    options,
  );
}

function player({ team }: SlackHarness, user: FakeUser, general: FakeChannel): Player<Answered> {
  const shown = async (answering: Promise<Answer>): Promise<Answered> => {
    const answer = await answering;
    // As it was: its client may show it so long after it was changed in its place.
    const message = (answer.ephemeral.at(-1) ?? answer.messages.at(-1) ?? answer.updates.at(-1))?.snapshot();
    return {
      message,
      labels: message?.labels ?? [],
      ...(answer.failure !== undefined && { failure: String(answer.failure) }),
    };
  };
  const type = (line: string) => shown(user.slash(general, `/shipmate ${line}`));
  const message = (it: Answered): FakeMessage => {
    if (!it.message) throw new Error('nothing was shown');
    return it.message;
  };
  return {
    name: user.record.name,
    identity: { platform: 'slack', team: team.id, user: user.id },
    log: ({ text, kind, audience, minutes }) =>
      type(`log ${text} kind:${kind} audience:${audience}${minutes ? ` minutes:${minutes}` : ''}`),
    async logByForm(text, minutes) {
      const opened = await user.slash(general, '/shipmate log audience:private');
      return shown(submitted(user, opened, { text, minutes: String(minutes) }));
    },
    async logFromMessage(text, broke) {
      const said = await user.say(general, text);
      return shown(
        user.messageShortcut(broke ? 'message-log-this-as-what-broke' : 'message-log-this-as-progress', said),
      );
    },
    async edit(it, text) {
      const opened = await user.press(message(it), 'Edit');
      const fields = elementsOf(opened.view?.blocks ?? []);
      const field = fields.find(({ block }) => block.block_id === 'text');
      const { failure } = await submitted(user, opened, { text });
      return {
        held: field && textOf(field.element.initial_value),
        ...(failure !== undefined && { failure: String(failure) }),
      };
    },
    undo: (it) => shown(user.press(message(it), 'Undo')),
    promptAt: (time) => type(`settings prompt:${time}`),
    stop: () => type('stop'),
    start: () => type('start audience:private'),
  };
}
