import type {
  Destination,
  MayPost,
  Messenger,
  NamedAccount,
  PostRef,
  SendResult,
} from '../../chat/messenger.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import { isBot, isForeign, nameOf } from './account.ts';
import { channelIdOf } from './channel-names.ts';
import type { Called, SlackClients, Traffic } from './clients.ts';
import { textAt } from './clients.ts';
import { deleteMessages } from './delete-messages.ts';
import type { DirectMessages } from './direct-messages.ts';
import { badShape, missingScope, type SlackFailure } from './errors.ts';
import { deliveryMetadata, historySearch } from './find-delivery.ts';
import { platform } from './limits.ts';
import { messageFiles } from './message-files.ts';
import type { Pictures } from './pictures.ts';
import type { SlackLog } from './ports.ts';
import { renderReply, type SlackMessage, type Upload } from './render.ts';
import { createPace } from './request-rate.ts';
import { sendResultOf } from './send-result.ts';
import type { WorkspaceThrottle } from './workspace-throttle.ts';

export interface MessengerDependencies {
  readonly clients: SlackClients;
  readonly dms: DirectMessages;
  readonly throttle: WorkspaceThrottle;
  readonly reader: Required<Pick<Messenger, 'missed' | 'messageOf' | 'reactionsTo'>>;
  readonly pictures: Pick<Pictures, 'pictureOf'>;
  readonly log: SlackLog;
  readonly now: () => number;
  /** Shows somebody's Home tab as it is before they have begun. */
  readonly clearHome: (who: { readonly team: string; readonly user: string }) => Promise<void>;
}

/**
 * What no message of the bot does, whatever way it is sent: preview links, or read marks of its own into the text. By
 * itself Slack links every address in it, and in an update also what a client would.
 */
export const quiet = { unfurl_links: false, unfurl_media: false, mrkdwn: false, parse: 'none' } as const;

/** Messages that the bot sends by itself. */
export function slackMessenger(deps: MessengerDependencies): Messenger {
  const { clients, dms, throttle, log, now, clearHome } = deps;
  const pace = createPace(now);
  const search = historySearch(clients, now);
  const files = messageFiles(clients, log);
  const teamOf = ({ team }: Destination): string => team ?? '';

  /** A shape that Slack does not take is our defect: it is logged with its place, and the text goes out alone. */
  async function write(
    lane: Traffic,
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

  const placeOf = (to: Destination) => ({ team: teamOf(to), channel: to.channel });
  const withFiles = ({ files: _before, ...post }: PostRef, now: readonly string[]): PostRef =>
    now.length > 0 ? { ...post, files: now } : post;

  /** Brings a message's files to what it shows now, once the message itself is changed or gone. */
  async function changed(
    post: PostRef,
    called: Called,
    uploads: readonly Upload[],
    keepsPictures = false,
  ): Promise<SendResult> {
    const refused = called.ok ? undefined : sendResultOf(called.failure, post.channel);
    if (refused && refused.reason !== 'message-gone') return refused;
    const left = await files.replace(placeOf(post), post.files ?? [], refused ? [] : uploads, {
      keepsPictures: keepsPictures && !refused,
    });
    const now = withFiles(post, left.files);
    if (left.failure) return { ...sendResultOf(left.failure, post.channel), post: now };
    return refused ? { ...refused, post: now } : { ok: true, post: now };
  }

  /** How the bot is called in a workspace, which may have renamed it. */
  async function ownName(team: string): Promise<string> {
    const me = (await clients.workspace(team))?.botUserId;
    return (me === undefined ? undefined : (await account(team, me))?.name) ?? 'Shipmate';
  }

  async function account(team: string, user: string): Promise<NamedAccount | undefined> {
    const called = await clients.call('interactive', team, 'users.info', { user });
    if (!called.ok) return unknownAccount.has(called.failure.code) ? undefined : { user, isBot: false };
    const { user: found } = called.result;
    if (isForeign(found, team)) return undefined;
    const name = nameOf(found);
    return { user, ...(name !== undefined && { name }), isBot: isBot(found) };
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
      if (!(await throttle.acquire(team))) return { ok: false, kind: 'retry', reason: 'unavailable' };
      const wait = pace.waitFor(team);
      if (wait > 0) return { ok: false, kind: 'retry', reason: 'rate-limited', retryAfterMs: wait };
      const message = renderReply(reply);
      const called = await write('fanOut', 'chat.postMessage', to, message, {
        metadata: deliveryMetadata(deliveryId),
      });
      if (called.ok) {
        const post = { platform, team, channel: to.channel, message: textAt(called.result, 'ts') };
        return { ok: true, post: withFiles(post, await files.share(placeOf(to), message.uploads)) };
      }
      const result = sendResultOf(called.failure, to.channel);
      if (result.reason !== 'rate-limited') return result;
      return { ...result, retryAfterMs: pace.pause(team, called.failure.retryAfterMs ?? 1_000) };
    },

    async edit(post, reply: RenderedReply) {
      const message = renderReply(reply);
      const called = await write('interactive', 'chat.update', post, message, { ts: post.message });
      return changed(post, called, message.uploads, reply.keepsPictures);
    },

    async remove(post) {
      const args = { channel: post.channel, ts: post.message };
      return changed(post, await clients.call('interactive', teamOf(post), 'chat.delete', args), []);
    },

    async linkTo(post) {
      const args = { channel: post.channel, message_ts: post.message };
      const asked = await clients.call('interactive', teamOf(post), 'chat.getPermalink', args);
      return (asked.ok && textAt(asked.result, 'permalink')) || undefined;
    },

    ...deps.reader,
    pictureOf: deps.pictures.pictureOf,

    find: (to, deliveryId) => search(teamOf(to), to.channel, deliveryId),

    async mayPost(to) {
      const called = await clients.call('interactive', teamOf(to), 'conversations.info', {
        channel: to.channel,
      });
      if (!called.ok) return missingFor(called.failure, () => ownName(teamOf(to)));
      const { channel } = called.result as { channel?: Record<string, unknown> };
      if (channel?.is_archived === true) return { ok: false, missing: 'the channel is archived' };
      if (channel?.is_member === true || channel?.is_im === true) return { ok: true };
      const invite = inviteText(await ownName(teamOf(to)));
      return channel?.is_private === true
        ? { ok: false, missing: `someone has to invite me. ${invite}` }
        : { ok: false, missing: `I'm not in that channel. ${invite}`, mayJoin: true };
    },

    channelsNeed: async (team = '') => `I have to be in it. ${inviteText(await ownName(team))}`,

    async channelNamed({ channel, ...to }) {
      const id = await channelIdOf(clients, teamOf({ ...to, channel }), channel);
      return id ? { channel: id } : { forms: channelForms };
    },

    // Slack puts ids in the place of the names that it knows; any other word stays what was typed.
    accountNamed: async (typed, team) =>
      /^[UW][A-Z0-9]{6,}$/.test(typed) ? account(team, typed) : undefined,
    accountById: (user, team) => account(team, user),

    async join(to) {
      const called = await clients.call('interactive', teamOf(to), 'conversations.join', {
        channel: to.channel,
      });
      return called.ok ? { ok: true } : missingFor(called.failure, () => ownName(teamOf(to)));
    },

    async forget({ team = '', user }) {
      await clearHome({ team, user });
      return deleteMessages({ clients, dms, log, team, user });
    },
  };
}

const unknownAccount = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

/** chat.update knows fewer arguments than chat.postMessage. */
export const quietFor = (method: 'chat.postMessage' | 'chat.update') =>
  method === 'chat.update' ? { parse: quiet.parse } : quiet;

const channelForms =
  "type # and pick it from the list, or write its name, like general, or its ID, like C0123ABCD. I can only see private channels I'm invited to";
const inviteText = (name: string): string => `Type /invite @${name} in that channel`;

async function missingFor(failure: SlackFailure, name: () => Promise<string>): Promise<MayPost> {
  const { code } = failure;
  if (code === 'channel_not_found' || code === 'method_not_supported_for_channel_type')
    return { ok: false, missing: `someone has to invite me. ${inviteText(await name())}` };
  if (code === 'is_archived') return { ok: false, missing: 'the channel is archived' };
  const scope = missingScope(failure);
  if (scope !== undefined) return { ok: false, missing: scope };
  return { ok: false, missing: "Slack didn't say why. Please try again in a minute", unknown: true };
}
