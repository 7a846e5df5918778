import type { Answer } from './answer.ts';
import { Interaction, type InteractionStart } from './interaction.ts';

const watchMs = 25;
const rememberedInteractions = 20_000;

/** Sends an interaction to the bot and waits until the person sees an answer, or that there is none. */
export async function deliver(start: InteractionStart): Promise<Answer> {
  const { state } = start.channel;
  const interaction = new Interaction(state, start);
  const { answer } = interaction;
  start.user.lastUsedBotAt = state.now();
  forgetOld(state.interactions);
  const { guild } = start.channel;
  const reached = state.dispatch({
    name: 'INTERACTION_CREATE',
    data: interaction.toJSON(),
    ...(guild ? { guildId: guild.id } : {}),
    intent: 0,
  });
  if (reached === 0) {
    answer.failure = 'not-delivered';
    return answer;
  }
  await acknowledged(interaction);
  return answer.until(seen, state.settings.patienceMs);
}

function acknowledged(interaction: Interaction): Promise<unknown> {
  const { answer } = interaction;
  const watch = setInterval(() => {
    if (interaction.acknowledgedWith !== undefined || !interaction.tooLate) return;
    answer.failure = 'no-answer';
    answer.changed();
  }, watchMs);
  const over = (): boolean => answer.type !== undefined || answer.failure !== undefined;
  return answer.until(over, Number(2 ** 31 - 1)).finally(() => clearInterval(watch));
}

/** A deferred answer is seen when it is filled in; a deferred update when the message changes or something follows. */
const seen = (answer: Answer): boolean => {
  if (answer.failure !== undefined) return true;
  if (answer.type === 5) return answer.message?.loading === false || answer.message?.deleted === true;
  if (answer.type === 6) return answer.updated || answer.followUps.length > 0;
  return true;
};

function forgetOld(interactions: Map<string, Interaction>): void {
  if (interactions.size < rememberedInteractions) return;
  for (const [token, it] of interactions) {
    if (it.tokenExpired || interactions.size > 2 * rememberedInteractions) interactions.delete(token);
  }
}
