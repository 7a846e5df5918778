import {
  InteractionType,
  InteractionResponseType as Kind,
  MessageFlags,
  type RawFile,
  Routes,
} from 'discord.js';
import type { Outcome, RenderedReply } from '../../chat/incoming.ts';
import {
  detailOf,
  isAnsweredAlready,
  isInvalidBody,
  isMessageGone,
  isServerError,
  isTooLate,
} from './errors.ts';
import { renderForm } from './modal.ts';
import type { DiscordLog } from './options.ts';
import { communityId, isBotDm, type UserInteraction } from './parse.ts';
import { renderChoices, renderReply } from './render.ts';
import type { RestClients } from './rest.ts';
import { formTooSlow, notShown } from './say.ts';

/** How far an interaction was acknowledged: not at all, with "thinking…", or silently so that its message may change. */
export type Stage = 'open' | 'thinking' | 'updating';

/** Sends answers to interactions. Nothing here throws: what cannot be delivered is logged by its name. */
export interface Answerer {
  defer(it: UserInteraction): Promise<Stage>;
  deliver(it: UserInteraction, outcome: Outcome, stage: Stage): Promise<void>;
}

export function answerer(deps: {
  readonly rest: Pick<RestClients, 'callbacks' | 'followUps'>;
  readonly log: DiscordLog;
  /** Whether Discord could be reached with an answer. */
  readonly observe: (reached: boolean) => void;
}): Answerer {
  const { rest, log, observe } = deps;

  const about = (it: UserInteraction) => ({
    interaction: it.id,
    type: it.type,
    name: it.data && 'name' in it.data ? it.data.name : undefined,
  });

  /** The first answer. A repetition of one whose response was lost is refused as answered already, which is as good. */
  async function callback(it: UserInteraction, type: Kind, data?: object, files?: RawFile[]): Promise<void> {
    const first = () =>
      rest.callbacks.post(Routes.interactionCallback(it.id, it.token), {
        auth: false,
        body: { type, ...(data && { data }) },
        ...(files && { files }),
      });
    await repeating(first, (error) => !isApiAnswer(error)).catch((error: unknown) => {
      if (!isAnsweredAlready(error)) throw error;
    });
    observe(true);
  }

  async function editOriginal(it: UserInteraction, reply: RenderedReply): Promise<void> {
    const { body, files } = renderReply(reply);
    await repeating(
      () =>
        rest.followUps.patch(Routes.webhookMessage(it.application_id, it.token), {
          auth: false,
          body,
          files,
        }),
      (error) => !isApiAnswer(error),
    );
  }

  async function followUp(it: UserInteraction, reply: RenderedReply): Promise<void> {
    const { body, files } = renderReply(reply);
    const flags = body.flags | ephemeral(it, reply);
    await repeating(
      () =>
        rest.followUps.post(Routes.webhook(it.application_id, it.token), {
          auth: false,
          body: { ...body, flags },
          files,
        }),
      isServerError,
    );
  }

  async function reply(it: UserInteraction, given: RenderedReply, stage: Stage): Promise<void> {
    const replaces = given.replaces === true && mayReplace(it, given);
    switch (stage) {
      case 'open': {
        const { body, files } = renderReply(given);
        if (replaces) return callback(it, Kind.UpdateMessage, body, files);
        const flags = body.flags | ephemeral(it, given);
        return callback(it, Kind.ChannelMessageWithSource, { ...body, flags }, files);
      }
      case 'updating':
        return replaces ? editOriginal(it, given) : followUp(it, given);
      case 'thinking': {
        // "Thinking…" is hidden wherever an answer may be, and what comes first takes its place; so what everybody shall
        // see comes second, and the first is taken away.
        if (ephemeral(it, given) === deferredFlags(it)) return editOriginal(it, given);
        await editOriginal(it, given);
        await followUp(it, given);
        await rest.followUps
          .delete(Routes.webhookMessage(it.application_id, it.token), { auth: false })
          .catch((error: unknown) => log.info({ ...about(it), detail: detailOf(error) }, 'a remnant stayed'));
        return;
      }
    }
  }

  async function send(it: UserInteraction, outcome: Outcome, stage: Stage): Promise<void> {
    if (outcome.type === 'choices')
      return callback(it, Kind.ApplicationCommandAutocompleteResult, {
        choices: renderChoices(outcome.choices),
      });
    if (outcome.type === 'reply') return reply(it, outcome.reply, stage);
    if (outcome.type === 'form' && stage === 'open' && it.type !== InteractionType.ModalSubmit)
      return callback(it, Kind.Modal, renderForm(outcome.form));
    return reply(it, formTooSlow, stage);
  }

  return {
    async defer(it) {
      const updates = 'message' in it && it.message !== undefined;
      try {
        if (updates) await callback(it, Kind.DeferredMessageUpdate);
        else await callback(it, Kind.DeferredChannelMessageWithSource, { flags: deferredFlags(it) });
        return updates ? 'updating' : 'thinking';
      } catch (error) {
        if (!isApiAnswer(error)) observe(false);
        log.warn({ ...about(it), detail: detailOf(error) }, 'could not acknowledge an interaction');
        return 'open';
      }
    },

    async deliver(it, outcome, stage) {
      try {
        await send(it, outcome, stage);
      } catch (error) {
        const facts = { ...about(it), stage, detail: detailOf(error) };
        if (isTooLate(error)) return log.warn(facts, 'an interaction could not be answered in time');
        if (!isApiAnswer(error)) observe(false);
        log.error(facts, 'an answer was not taken by Discord');
        if (!isInvalidBody(error) && !isMessageGone(error)) return;
        // A source message that is gone leaves the answer without a place; a malformed one still owes a word.
        const plain = isMessageGone(error) && outcome.type === 'reply' ? unplaced(outcome.reply) : notShown;
        await reply(it, plain, stage === 'updating' || stage === 'open' ? stage : 'thinking').catch(
          (again: unknown) =>
            log.error({ ...facts, detail: detailOf(again) }, 'an interaction remained without an answer'),
        );
      }
    },
  };
}

const isApiAnswer = (error: unknown): boolean => isTooLate(error) || isInvalidBody(error) || hasCode(error);
const hasCode = (error: unknown): boolean =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'number' && 'rawError' in error;

function unplaced({ replaces: _replaces, ...rest }: RenderedReply): RenderedReply {
  return rest;
}

/** In the bot's DM everything stays; used personally, nobody else is bothered; in a community, as the reply says. */
function ephemeral(it: UserInteraction, { visibility }: RenderedReply): number {
  if (isBotDm(it)) return 0;
  return communityId(it) !== undefined && visibility === 'public' ? 0 : MessageFlags.Ephemeral;
}

const deferredFlags = (it: UserInteraction): number => (isBotDm(it) ? 0 : MessageFlags.Ephemeral);

/** A private answer never takes the place of what everybody sees. */
function mayReplace(it: UserInteraction, { visibility }: RenderedReply): boolean {
  const message = 'message' in it ? it.message : undefined;
  if (!message) return false;
  const everybodySees = !isBotDm(it) && ((message.flags ?? 0) & MessageFlags.Ephemeral) === 0;
  return !(everybodySees && visibility === 'private');
}

const tries = 3;
const pauseMs = 50;

/** Once more, and once more, while `again` says that it is harmless. */
async function repeating<T>(request: () => Promise<T>, again: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (attempt >= tries || !again(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs * attempt));
    }
  }
}
