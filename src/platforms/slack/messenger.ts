import type { RenderedReply } from '../../chat/incoming.ts';
import type { Destination, Messenger, NamedAccount, PostRef, SendResult } from '../../chat/messenger.ts';
import { isBot, isForeign, nameOf } from './account.ts';
import type { Called, Lane, SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import type { DirectMessages } from './direct-messages.ts';
import { badShape } from './errors.ts';
import { forgetMessages } from './forget.ts';
import { deliveryMetadata, historySearch } from './history.ts';
import { platform } from './limits.ts';
import { createPace } from './pace.ts';
import type { SlackLog } from './ports.ts';
import { renderReply, type SlackMessage } from './render.ts';
import { sendResultOf } from './send-result.ts';
import type { Turns } from './turns.ts';
import { shareFile } from './uploads.ts';

export interface MessengerDependencies {
  readonly clients: SlackClients;
  readonly dms: DirectMessages;
  readonly turns: Turns;
  readonly log: SlackLog;
  readonly now: () => number;
}

/**
 * What no message of the bot does, whatever way it is sent: preview links, or read marks of its own into the text. By
 * itself Slack links every address in it, and in an update also what a client would.
 */
export const quiet = { unfurl_links: false, unfurl_media: false, mrkdwn: false, parse: 'none' } as const;

/** Messages that the bot sends by itself. */
export function slackMessenger(deps: MessengerDependencies): Messenger {
  const { clients, dms, turns, log, now } = deps;
  const pace = createPace(now);
  const search = historySearch(clients, now);
  const teamOf = ({ team }: Destination): string => team ?? '';

  /** A shape that Slack does not take is our defect: it is logged with its place, and the text goes out alone. */
  async function write(
    lane: Lane,
    method: 'chat.postMessage' | 'chat.update',
    to: Destination,
    message: SlackMessage,
    extra: object,
  ): Promise<Called> {
    const args = { channel: to.channel, text: message.text, ...extra, ...quietFor(method) };
    const called = await clients.call(lane, teamOf(to), method, { ...args, blocks: message.blocks });
    if (called.ok || !badShape.has(called.failure.code)) return called;
    log.error(
      { method, code: called.failure.code, detail: called.failure.detail },
      'Slack refused the shape of a message',
    );
    // An update keeps the blocks that it does not name.
    return clients.call(lane, teamOf(to), method, method === 'chat.update' ? { ...args, blocks: [] } : args);
  }

  /** What belongs to a message follows it. A file that cannot be shared is logged; the message stands. */
  async function upload(to: Destination, { uploads }: SlackMessage): Promise<void> {
    for (const file of uploads) {
      const shared = await shareFile(clients, teamOf(to), to.channel, file);
      if (!shared.ok) log.warn({ file: file.name, ...shared.failure }, 'a file could not be shared on Slack');
    }
  }

  const changed = async (post: PostRef, called: Called): Promise<SendResult> =>
    called.ok ? { ok: true, post } : sendResultOf(called.failure, post.channel);

  async function account(team: string, user: string): Promise<NamedAccount | undefined> {
    const called = await clients.call('interactive', team, 'users.info', { user });
    if (!called.ok) return unknownAccount.has(called.failure.code) ? undefined : { user, isBot: false };
    const { user: found } = called.result;
    if (isForeign(found, team)) return undefined;
    return { user, name: nameOf(found), isBot: isBot(found) };
  }

  return {
    platform,

    async openDm(identity) {
      const team = identity.team ?? '';
      const opened = await dms.open(team, identity.user);
      return opened.ok
        ? { ok: true, destination: { platform, team, channel: opened.channel } }
        : sendResultOf(opened.failure, 'D');
    },

    async send(to, reply, deliveryId) {
      const team = teamOf(to);
      if (!(await turns.next(team))) return { ok: false, kind: 'retry', reason: 'unavailable' };
      const wait = pace.waitFor(team);
      if (wait > 0) return { ok: false, kind: 'retry', reason: 'rate-limited', retryAfterMs: wait };
      const message = renderReply(reply);
      const called = await write('fanOut', 'chat.postMessage', to, message, {
        metadata: deliveryMetadata(deliveryId),
      });
      if (called.ok) {
        await upload(to, message);
        return {
          ok: true,
          post: { platform, team, channel: to.channel, message: textAt(called.result, 'ts') },
        };
      }
      const result = sendResultOf(called.failure, to.channel);
      if (result.reason !== 'rate-limited') return result;
      return { ...result, retryAfterMs: pace.pause(team, called.failure.retryAfterMs ?? 1_000) };
    },

    async edit(post, reply: RenderedReply) {
      const message = renderReply(reply);
      return changed(post, await write('interactive', 'chat.update', post, message, { ts: post.message }));
    },

    async remove(post) {
      const args = { channel: post.channel, ts: post.message };
      return changed(post, await clients.call('interactive', teamOf(post), 'chat.delete', args));
    },

    find: (to, deliveryId) => search(teamOf(to), to.channel, deliveryId),

    async mayPost(to) {
      const called = await clients.call('interactive', teamOf(to), 'conversations.info', {
        channel: to.channel,
      });
      if (!called.ok) return { ok: false, missing: missingFor(called.failure.code) };
      const { channel } = called.result as { channel?: Record<string, unknown> };
      if (channel?.is_archived === true) return { ok: false, missing: 'the channel is archived' };
      if (channel?.is_member === true || channel?.is_im === true) return { ok: true };
      if (channel?.is_private === true) return { ok: false, missing: invite };
      return { ok: false, missing: 'I am not in that channel', mayJoin: true };
    },

    // Slack puts ids in the place of the names that it knows; any other word stays what was typed.
    accountNamed: async (typed, team) =>
      /^[UW][A-Z0-9]{6,}$/.test(typed) ? account(team, typed) : undefined,
    accountById: (user, team) => account(team, user),

    async join(to) {
      const called = await clients.call('interactive', teamOf(to), 'conversations.join', {
        channel: to.channel,
      });
      return called.ok ? { ok: true } : { ok: false, missing: missingFor(called.failure.code) };
    },

    async forget(identity) {
      const team = identity.team ?? '';
      const opened = await dms.open(team, identity.user);
      if (opened.ok) await forgetMessages({ clients, log, team, channel: opened.channel });
    },
  };
}

const unknownAccount = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

/** chat.update knows fewer arguments than chat.postMessage. */
const quietFor = (method: 'chat.postMessage' | 'chat.update') =>
  method === 'chat.update' ? { parse: quiet.parse } : quiet;

const invite = 'somebody has to invite me; type /invite @Shipmate in that channel';

function missingFor(code: string): string {
  if (code === 'channel_not_found' || code === 'method_not_supported_for_channel_type') return invite;
  if (code === 'is_archived') return 'the channel is archived';
  if (code === 'missing_scope')
    return 'a permission is missing; the app has to be installed again with its present manifest';
  return 'Slack did not say; please try again in a minute';
}
