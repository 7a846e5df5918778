import {
  InteractionType,
  InteractionResponseType as Kind,
  MessageFlags,
  type RawFile,
  Routes,
} from 'discord.js';
import type { Loss } from '../../chat/dispatcher.ts';
import type { Outcome, RenderedReply } from '../../chat/rendered.ts';
import { repeating } from '../repeat.ts';
import type { RestClients } from './clients.ts';
import {
  detailOf,
  isAnsweredAlready,
  isInvalidBody,
  isMessageGone,
  isNeverSent,
  isServerError,
  isTooLate,
} from './errors.ts';
import { formTooSlow, notShown } from './fixed-replies.ts';
import { limits } from './limits.ts';
import { communityId, isBotDm, type UserInteraction } from './parse.ts';
import type { DiscordLog } from './ports.ts';
import { renderChoices, renderReply } from './render.ts';
import { renderForm } from './render-form.ts';

/**
 * How far an interaction was acknowledged: not at all, with "thinking…", or silently so that its message may change.
 * `unsure`: that was tried, and it is not known whether Discord took it.
 */
export type Stage = 'open' | 'unsure' | 'thinking' | 'updating';

/** An interaction, and when it came, on the monotonic clock. */
export interface Received {
  readonly it: UserInteraction;
  readonly at: number;
}

/** Sends answers to interactions. Nothing here throws: what cannot be delivered is logged by its name. */
export interface Answerer {
  defer(received: Received): Promise<Stage>;
  /** Tells whether it got through. */
  deliver(received: Received, outcome: Outcome, stage: Stage): Promise<'shown' | Loss>;
  /** Repeats nothing for long any more. */
  hurry(): void;
}

/** Discord counts its 3 s from when it sent the interaction, which is a little before it came. */
const transitMs = 100;
const firstPauseMs = 100;
/** The token lives 15 min; who waits for an answer does not. */
const followUpWithinMs = 60_000;
const followUpPauseMs = 500;

/** Whether it arrived is not known, and it must not be sent a second time. */
class UnknownFate extends Error {
  constructor(cause: unknown) {
    super('whether Discord took an answer is not known', { cause });
  }
}

export function answerer(deps: {
  readonly rest: Pick<RestClients, 'callbacks' | 'followUps'>;
  readonly log: DiscordLog;
  /** Whether Discord could be reached with an answer. */
  readonly observe: (reached: boolean) => void;
}): Answerer {
  const { rest, log, observe } = deps;
  const leaving = new AbortController();

  const about = (it: UserInteraction) => ({
    interaction: it.id,
    type: it.type,
    name: it.data && 'name' in it.data ? it.data.name : undefined,
  });

  /**
   * The first answer, repeated as long as Discord waits for one. A repetition of one whose response was lost is refused as
   * answered already, which is as good. Returns false where there was an answer already.
   */
  async function callback(
    { it, at }: Received,
    type: Kind,
    data?: object,
    files?: RawFile[],
  ): Promise<boolean> {
    const first = async () => {
      await rest.callbacks.post(Routes.interactionCallback(it.id, it.token), {
        auth: false,
        body: { type, ...(data && { data }) },
        ...(files && { files }),
      });
      return true;
    };
    const taken = await repeating(first, {
      again: (error) => !isApiAnswer(error),
      until: at + limits.firstAnswerMs - transitMs,
      pauseMs: firstPauseMs,
    }).catch((error: unknown) => {
      if (isAnsweredAlready(error)) return false;
      throw error;
    });
    observe(true);
    return taken;
  }

  /** A further answer, repeated for a while where a repetition cannot be a second message. */
  const further = <T>(request: () => Promise<T>, again: (error: unknown) => boolean): Promise<T> =>
    repeating(request, {
      again,
      until: performance.now() + followUpWithinMs,
      pauseMs: followUpPauseMs,
      signal: leaving.signal,
    });

  async function editOriginal({ it }: Received, reply: RenderedReply): Promise<void> {
    const { body, files } = renderReply(reply);
    const edit = () =>
      rest.followUps.patch(Routes.webhookMessage(it.application_id, it.token), { auth: false, body, files });
    await further(edit, (error) => !isApiAnswer(error));
    observe(true);
  }

  async function followUp({ it }: Received, reply: RenderedReply): Promise<void> {
    const { body, files } = renderReply(reply);
    const flags = body.flags | ephemeral(it, reply);
    const send = () =>
      rest.followUps.post(Routes.webhook(it.application_id, it.token), {
        auth: false,
        body: { ...body, flags },
        files,
      });
    const notDone = (error: unknown) => isServerError(error) || isNeverSent(error);
    await further(send, notDone).catch((error: unknown) => {
      throw notDone(error) || isApiAnswer(error) ? error : new UnknownFate(error);
    });
    observe(true);
  }

  async function reply(received: Received, given: RenderedReply, stage: Stage): Promise<void> {
    const { it } = received;
    const replaces = given.replaces === true && mayReplace(it, given);
    switch (stage) {
      case 'open':
        await firstReply(received, given);
        return;
      case 'unsure': {
        const first = await firstReply(received, given).catch((error: unknown) => {
          if (isApiAnswer(error)) throw error;
          return false;
        });
        return first ? undefined : reply(received, given, deferredTo(it));
      }
      case 'updating':
        return replaces ? editOriginal(received, given) : followUp(received, given);
      case 'thinking': {
        // "Thinking…" is hidden wherever an answer may be, and what comes first takes its place; so what everybody shall
        // see comes second, and the first is taken away.
        if (ephemeral(it, given) === deferredFlags(it)) return editOriginal(received, given);
        await editOriginal(received, given);
        await followUp(received, given);
        await rest.followUps
          .delete(Routes.webhookMessage(it.application_id, it.token), { auth: false })
          .catch((error: unknown) => log.info({ ...about(it), detail: detailOf(error) }, 'a remnant stayed'));
      }
    }
  }

  function firstReply(received: Received, given: RenderedReply): Promise<boolean> {
    const { it } = received;
    const { body, files } = renderReply(given);
    if (given.replaces === true && mayReplace(it, given))
      return callback(received, Kind.UpdateMessage, body, files);
    const flags = body.flags | ephemeral(it, given);
    return callback(received, Kind.ChannelMessageWithSource, { ...body, flags }, files);
  }

  async function send(received: Received, outcome: Outcome, stage: Stage): Promise<void> {
    const { it } = received;
    if (outcome.type === 'choices') {
      await callback(received, Kind.ApplicationCommandAutocompleteResult, {
        choices: renderChoices(outcome.choices),
      });
      return;
    }
    if (outcome.type === 'reply') return reply(received, outcome.reply, stage);
    if (outcome.type === 'form' && stage === 'open' && it.type !== InteractionType.ModalSubmit) {
      await callback(received, Kind.Modal, renderForm(outcome.form));
      return;
    }
    return reply(received, formTooSlow, stage);
  }

  const defer: Answerer['defer'] = async (received) => {
    const { it } = received;
    const to = deferredTo(it);
    try {
      if (to === 'updating') await callback(received, Kind.DeferredMessageUpdate);
      else await callback(received, Kind.DeferredChannelMessageWithSource, { flags: deferredFlags(it) });
      return to;
    } catch (error) {
      if (!isApiAnswer(error)) observe(false);
      log.warn({ ...about(it), detail: detailOf(error) }, 'could not acknowledge an interaction');
      return isApiAnswer(error) ? 'open' : 'unsure';
    }
  };

  return {
    defer,

    async deliver(received, outcome, acknowledged) {
      const { it } = received;
      // What carries members' pictures takes longer than a first answer may.
      const isHeavy = outcome.type === 'reply' && outcome.reply.pictures !== undefined;
      const stage = acknowledged === 'open' && isHeavy ? await defer(received) : acknowledged;
      try {
        await send(received, outcome, stage);
        return 'shown';
      } catch (failed) {
        const loss: Loss = failed instanceof UnknownFate ? 'unknown' : 'lost';
        const error = failed instanceof UnknownFate ? failed.cause : failed;
        const facts = { ...about(it), stage, detail: detailOf(error) };
        if (isTooLate(error)) {
          log.warn(facts, 'an interaction could not be answered in time');
          return loss;
        }
        if (!isApiAnswer(error)) observe(false);
        if (isMessageGone(error)) log.info(facts, 'an answer lost its place: its message is gone');
        else log.error(facts, 'an answer was not taken by Discord');
        if (!isInvalidBody(error) && !isMessageGone(error)) return loss;
        // A source message that is gone leaves the answer without a place; a malformed one still owes a word.
        const placed = isMessageGone(error) && outcome.type === 'reply' ? unplaced(outcome.reply) : undefined;
        try {
          await reply(received, placed ?? notShown, stage);
          return placed ? 'shown' : loss;
        } catch (again) {
          log.error({ ...facts, detail: detailOf(again) }, 'an interaction remained without an answer');
          return loss;
        }
      }
    },

    hurry: () => leaving.abort(),
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

/** What deferring an interaction comes to: that of a message's button leaves the message as it is. */
const deferredTo = (it: UserInteraction): 'updating' | 'thinking' =>
  'message' in it && it.message !== undefined ? 'updating' : 'thinking';

const deferredFlags = (it: UserInteraction): number => (isBotDm(it) ? 0 : MessageFlags.Ephemeral);

/** A private answer never takes the place of what everybody sees. */
function mayReplace(it: UserInteraction, { visibility }: RenderedReply): boolean {
  const message = 'message' in it ? it.message : undefined;
  if (!message) return false;
  const everybodySees = !isBotDm(it) && ((message.flags ?? 0) & MessageFlags.Ephemeral) === 0;
  return !(everybodySees && visibility === 'private');
}
