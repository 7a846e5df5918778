import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { SendResult } from '../../chat/messenger.ts';
import { TokenRefused } from './token-gate.ts';

export type Failure = Extract<SendResult, { ok: false }>;

/** A DM that Discord does not show to the bot, as happens with people who installed it to their account alone, until its next session. */
export const noAccess = 'no-access';
/** After "you are opening direct messages too fast". */
const tooFastRetryMs = 10 * 60_000;

const noMutualGuilds = 50278;
const blockedByAutomod = 200000;
const blockedLinks = 240000;

/** Never arrived: the request did not leave this machine. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** What Discord refused, by name. `dm`: the message was for a DM, where "missing access" passes. */
export function sendFailure(error: unknown, { dm }: { readonly dm: boolean }): Failure {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.sublimitTimeout, 1_000);
    return { ok: false, kind: 'retry', reason: 'rate-limited', retryAfterMs, detail: detailOf(error) };
  }
  if (error instanceof DiscordAPIError) return { ...refusal(error, dm), detail: detailOf(error) };
  const detail = detailOf(error);
  if (error instanceof TokenRefused) return { ok: false, kind: 'retry', reason: 'token-refused', detail };
  return { ok: false, kind: isNeverSent(error) ? 'retry' : 'uncertain', reason: 'unavailable', detail };
}

function refusal({ code, status }: DiscordAPIError, dm: boolean): Failure {
  const permanent = (reason: string): Failure => ({ ok: false, kind: 'permanent', reason });
  switch (code) {
    case Code.CannotSendMessagesToThisUser:
    case noMutualGuilds:
      return permanent('dm-closed');
    case Code.MissingAccess:
      return dm
        ? { ok: false, kind: 'retry', reason: noAccess, awaits: 'session' }
        : permanent('no-permission');
    case Code.MissingPermissions:
    case Code.CannotEditMessageAuthoredByAnotherUser:
    case Code.ThreadLocked:
      return permanent('no-permission');
    case Code.UnknownChannel:
    case Code.UnknownGuild:
      return permanent('channel-gone');
    case Code.UnknownMessage:
      return permanent('message-gone');
    case Code.UnknownUser:
    case Code.InvalidRecipients:
      return permanent('account-gone');
    case Code.OpeningDirectMessagesTooFast:
      return { ok: false, kind: 'retry', reason: 'rate-limited', retryAfterMs: tooFastRetryMs };
    case blockedByAutomod:
    case blockedLinks:
      return permanent('blocked');
    default:
      // A 401 is the token's fault, and not the message's.
      if (status === 401) return { ok: false, kind: 'retry', reason: 'token-refused' };
      return permanent(status === 403 ? 'no-permission' : status === 404 ? 'channel-gone' : 'invalid');
  }
}

/** An interaction that nobody can answer any more: over 3 s old, or its token over 15 min. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof DiscordAPIError &&
  [Code.UnknownInteraction, Code.UnknownWebhook, Code.InvalidWebhookToken].includes(Number(error.code));

/** The first answer was there already: a repetition of it after a lost response. */
export const isAnsweredAlready = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === Code.InteractionHasAlreadyBeenAcknowledged;

/** The message to be changed is gone. */
export const isMessageGone = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === Code.UnknownMessage;

/** Nobody has this id, or nobody of that server. */
export const isAccountUnknown = (error: unknown): boolean =>
  error instanceof DiscordAPIError &&
  ([Code.UnknownMember, Code.UnknownUser].includes(Number(error.code)) || error.status === 400);

/** Discord took the body for malformed: a defect of ours. */
export const isInvalidBody = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.status === 400 && !isAnsweredAlready(error);

export const isUnauthorized = (error: unknown): boolean =>
  (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 401;

/** Discord said that it failed, so that it did not act; nothing is known after a lost connection or a timeout. */
export const isServerError = (error: unknown): boolean => error instanceof HTTPError && error.status >= 500;

/** The request did not leave this machine. */
export const isNeverSent = (error: unknown): boolean =>
  error instanceof Error && neverSent.has(networkCode(error) ?? '');

/** One line for the log: code, message and, of a malformed body, its fields. */
export function detailOf(error: unknown): string {
  if (error instanceof DiscordAPIError) {
    const fields = fieldsOf('errors' in error.rawError ? error.rawError.errors : undefined);
    return `${error.rawError && 'message' in error.rawError ? error.rawError.message : error.message} (${error.code})${fields}`.slice(
      0,
      1_000,
    );
  }
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Discord nests what is wrong: `{ data: { components: { 0: { _errors: [{ message }] } } } }`. */
function fieldsOf(errors: unknown, path = ''): string {
  if (typeof errors !== 'object' || errors === null) return '';
  return Object.entries(errors)
    .map(([name, inside]) => {
      if (name !== '_errors') return fieldsOf(inside, path ? `${path}.${name}` : name);
      const messages = (inside as { message?: string }[]).map((it) => it.message).join(', ');
      return `; ${path || '(body)'}: ${messages}`;
    })
    .join('');
}

function networkCode(error: Error): string | undefined {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause instanceof Error ? networkCode(cause) : undefined;
}
