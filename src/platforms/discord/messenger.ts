import {
  type APIChannel,
  type APIDMChannel,
  type APIGuildChannel,
  type APIGuildMember,
  type APIMessage,
  type APIRole,
  Routes,
} from 'discord.js';
import type {
  Destination,
  MayPost,
  Messenger,
  NamedAccount,
  PostRef,
  SendResult,
} from '../../chat/messenger.ts';
import type { RestClients } from './clients.ts';
import { deleteMessages, messageLink } from './delete-messages.ts';
import { markOf, nonceOf } from './delivery-marks.ts';
import { detailOf, isAccountUnknown, sendFailure } from './errors.ts';
import { platform } from './limits.ts';
import { type ChannelFacts, isThread, missingToPost } from './permissions.ts';
import { discordPictures } from './pictures.ts';
import type { DiscordLog } from './ports.ts';
import { isPicture, renderReply } from './render.ts';

/** How far back an uncertain send is looked for, and what is read of a DM at once. */
const historyLength = 100;

/** `botId` is known once Discord was asked; it is asked when first needed. */
export function discordMessenger(deps: {
  readonly rest: RestClients;
  readonly apiUrl: string;
  readonly botId: () => Promise<string>;
  readonly reader: Required<Pick<Messenger, 'missed' | 'messageOf' | 'reactionsTo'>>;
  readonly log: DiscordLog;
}): Messenger {
  const { rest, log } = deps;

  /** A server's channel carries its server as the team; a DM carries none. */
  const failed = (error: unknown, to: Destination, doing: string): Extract<SendResult, { ok: false }> => {
    const failure = sendFailure(error, { dm: to.team === undefined });
    if (failure.reason === 'invalid')
      log.error({ channel: to.channel, detail: failure.detail }, `Discord took ${doing} for malformed`);
    return failure;
  };
  /** Members' pictures are named, so that an edit can keep them: one that names none takes all files away. */
  const refTo = ({ team, channel }: Destination, { id, attachments = [] }: APIMessage): PostRef => {
    const files = attachments.filter((it) => isPicture(it.filename)).map((it) => it.id);
    return {
      platform,
      ...(team && { team }),
      channel,
      message: id,
      ...(files.length > 0 && { files }),
    };
  };

  async function history(channel: string, before?: string): Promise<APIMessage[]> {
    const query = new URLSearchParams({ limit: String(historyLength), ...(before && { before }) });
    return (await rest.bulk.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  }

  async function account(user: string, guild: string): Promise<NamedAccount | undefined> {
    try {
      await rest.turn.direct();
      const member = (await rest.direct.get(Routes.guildMember(guild, user))) as APIGuildMember;
      const name = member.nick ?? member.user.global_name ?? member.user.username;
      return { user, name, isBot: member.user.bot === true };
    } catch (error) {
      if (isAccountUnknown(error)) return undefined;
      log.warn({ detail: detailOf(error) }, 'a member could not be asked for');
      return { user, isBot: false };
    }
  }

  async function openDmChannel(user: string): Promise<string> {
    await rest.turn.direct();
    const dm = (await rest.direct.post(Routes.userChannels(), {
      body: { recipient_id: user },
    })) as APIDMChannel;
    return dm.id;
  }

  async function parentOf(channel: ChannelFacts & { parent_id?: string | null }): Promise<ChannelFacts> {
    if (!isThread(channel) || !channel.parent_id) return channel;
    await rest.turn.direct();
    return (await rest.direct.get(Routes.channel(channel.parent_id))) as ChannelFacts;
  }

  return {
    platform,

    async openDm({ user }) {
      try {
        return { ok: true, destination: { platform, channel: await openDmChannel(user) } };
      } catch (error) {
        return failed(error, { platform, channel: '' }, 'the opening of a DM');
      }
    },

    async send(to, reply, deliveryId) {
      const { body, files } = renderReply(reply, markOf(deliveryId));
      const nonce = { nonce: nonceOf(deliveryId), enforce_nonce: true };
      await rest.turn.bulk();
      try {
        const client = reply.pictures?.length ? rest.uploads : rest.bulk;
        const message = (await client.post(Routes.channelMessages(to.channel), {
          body: { ...body, ...nonce },
          files,
        })) as APIMessage;
        return { ok: true, post: refTo(to, message) };
      } catch (error) {
        return failed(error, to, 'a message');
      }
    },

    async edit(post, reply) {
      const { body, files } = renderReply(reply);
      const kept = reply.keepsPictures ? (post.files ?? []).map((id) => ({ id })) : [];
      const client = reply.pictures?.length ? rest.uploads : rest.direct;
      await rest.turn.direct();
      try {
        const message = (await client.patch(Routes.channelMessage(post.channel, post.message), {
          body: { ...body, attachments: [...kept, ...body.attachments] },
          files,
        })) as APIMessage;
        return { ok: true, post: refTo(post, message) };
      } catch (error) {
        return failed(error, post, 'an edit');
      }
    },

    async remove(post) {
      await rest.turn.direct();
      try {
        await rest.direct.delete(Routes.channelMessage(post.channel, post.message));
        return { ok: true, post };
      } catch (error) {
        return failed(error, post, 'a removal');
      }
    },

    async find(to, deliveryId) {
      const nonce = nonceOf(deliveryId);
      const mark = markOf(deliveryId);
      try {
        const found = (await history(to.channel)).find(
          (it) => it.nonce === nonce || it.components?.some((row) => row.id === mark),
        );
        return found ? refTo(to, found) : 'absent';
      } catch (error) {
        // Where nothing can be read nothing can be sent either: the send then says why.
        const failure = failed(error, to, 'a look at a channel');
        return failure.kind === 'permanent' || failure.reason === 'no-access' ? 'absent' : undefined;
      }
    },

    missed: deps.reader.missed,
    messageOf: deps.reader.messageOf,
    reactionsTo: deps.reader.reactionsTo,
    ...discordPictures({ rest, apiUrl: deps.apiUrl, openDm: openDmChannel, log }),

    async mayPost(to) {
      try {
        await rest.turn.direct();
        const channel = (await rest.direct.get(Routes.channel(to.channel))) as APIChannel &
          Partial<APIGuildChannel>;
        if (!channel.guild_id || (to.team && channel.guild_id !== to.team))
          return { ok: false, missing: "it isn't a text channel of this server" };
        const botId = await deps.botId();
        await rest.turn.direct();
        await rest.turn.direct();
        const [roles, member] = (await Promise.all([
          rest.direct.get(Routes.guildRoles(channel.guild_id)),
          rest.direct.get(Routes.guildMember(channel.guild_id, botId)),
        ])) as [APIRole[], APIGuildMember];
        const facts = { guildId: channel.guild_id, botId, botRoles: member.roles, roles };
        const missing = missingToPost(channel, facts, await parentOf(channel));
        return missing === undefined ? { ok: true } : { ok: false, missing };
      } catch (error) {
        return whyNotSeen(failed(error, { ...to, team: to.team ?? '' }, 'a question'));
      }
    },

    accountNamed: account,
    accountById: account,
    organisersNeed:
      'someone who can manage the server has to allow it for them in Server Settings > Integrations > Shipmate > /setup',

    async forget({ user }) {
      return deleteMessages({ rest, log, history, botId: deps.botId, open: () => openDmChannel(user) });
    },

    linkTo: async ({ team, channel, message }) => messageLink(team, channel, message),
  };
}

function whyNotSeen({ reason }: { readonly reason: string }): MayPost {
  if (reason === 'no-permission')
    return { ok: false, missing: 'I need View Channel and Send Messages there (Edit Channel, Permissions)' };
  if (reason === 'channel-gone') return { ok: false, missing: "that channel doesn't exist anymore" };
  return {
    ok: false,
    missing: "Discord isn't responding right now. Please try again in a minute",
    unknown: true,
  };
}
