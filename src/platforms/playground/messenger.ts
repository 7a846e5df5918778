import { createHash, randomUUID } from 'node:crypto';
import type { Destination, Messenger, NamedAccount, PostRef, SendResult } from '../../chat/messenger.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import type { Instant } from '../../core/calendar/index.ts';
import type { Feed } from './feed.ts';
import { channels, dmChannel, dmOwner, platform } from './limits.ts';
import { parseMessage, placeOf, typedMessage } from './parse.ts';
import type { PlaygroundMember, PlaygroundMessage, PlaygroundStore } from './ports.ts';
import { renderReply } from './render.ts';

type Failure = Extract<SendResult, { ok: false }>;
const refused = (reason: string): Failure => ({ ok: false, kind: 'permanent', reason });

/** Sends by delivery id: the same one twice is one message. */
export function playgroundMessenger(deps: {
  readonly store: PlaygroundStore;
  readonly feed: Feed;
  readonly now: () => Instant;
}): Messenger {
  const { store, feed, now } = deps;

  /** Why nothing may be written there; undefined when it may. */
  async function barrier(channel: string): Promise<Failure | undefined> {
    const owner = dmOwner(channel);
    if (owner === undefined) {
      return channels.some((it) => it.name === channel) ? undefined : refused('channel-gone');
    }
    const member = await store.findMember(owner);
    if (!member) return refused('channel-gone');
    return member.dmOpen ? undefined : refused('dm-closed');
  }

  async function changed(message: PlaygroundMessage | undefined): Promise<SendResult> {
    if (!message) return refused('message-gone');
    feed.publish({ type: 'message', message });
    return { ok: true, post: refTo(message) };
  }

  return {
    platform,

    async openDm(identity) {
      const channel = dmChannel(identity.user);
      return (await barrier(channel)) ?? { ok: true, destination: { platform, channel } };
    },

    async send(to, reply, deliveryId) {
      const key = deliveryKey(to, deliveryId);
      const known = await store.findMessageByKey(key);
      if (known) return { ok: true, post: refTo(known) };
      const closed = await barrier(to.channel);
      if (closed) return closed;
      const content = await keepFiles(store, reply);
      const { message, fresh } = await store.addMessage({
        id: randomUUID(),
        key,
        channel: to.channel,
        content,
        at: now(),
      });
      if (fresh) feed.publish({ type: 'message', message });
      return { ok: true, post: refTo(message) };
    },

    async edit(post, reply) {
      const content = await keepFiles(store, reply);
      return changed(await store.replaceContent(post.message, content, now()));
    },

    async remove(post) {
      return changed(await store.removeMessage(post.message, now()));
    },

    async forget({ user }) {
      await store.forgetTalk(user);
      feed.publish({ type: 'reset' });
    },

    async find(to, deliveryId) {
      const known = await store.findMessageByKey(deliveryKey(to, deliveryId));
      return known ? refTo(known) : 'absent';
    },

    async missed({ user }, { channel }, from) {
      const member = await store.findMember(user);
      const place = member && placeOf(member, channel);
      if (!member || !place) return undefined;
      const found: PlaygroundMessage[] = [];
      for (;;) {
        const before = found[0] && { before: found[0].seq };
        const page = await store.listMessages({
          channel: place.channel,
          viewer: user,
          limit: perPage,
          ...before,
        });
        found.unshift(...page);
        if (page.length < perPage || (page[0]?.at ?? 0) < from) break;
      }
      const messages = found
        .filter((it) => it.author === user && it.at >= from)
        .map((it) => parseMessage(member, place, it));
      return { messages, isWhole: true };
    },

    async messageOf({ user }, { channel }, id) {
      const [member, message] = await Promise.all([store.findMember(user), store.findMessage(id)]);
      const place = member && placeOf(member, channel);
      if (!place || message?.author !== user || message.channel !== channel) return undefined;
      return message.removedAt === undefined ? typedMessage(message) : undefined;
    },

    accountNamed: async (name) => accountOf(await store.findMemberByName(name)),
    accountById: async (id) => accountOf(await store.findMember(id)),

    async mayPost(to) {
      const closed = await barrier(to.channel);
      if (!closed) return { ok: true };
      const missing =
        closed.reason === 'dm-closed'
          ? 'the DM is closed'
          : `the playground has no such channel, only ${channels.map((it) => `#${it.name}`).join(', ')}`;
      return { ok: false, missing };
    },
  };
}

/** Messages of a DM that are looked at. */
const perPage = 200;

const accountOf = (member: PlaygroundMember | undefined): NamedAccount | undefined =>
  member && { user: member.id, name: member.name, isBot: false };

/** A hash: a delivery's id names its owner, of whom nothing may be left here after an erasure. */
const deliveryKey = (to: Destination, deliveryId: string): string =>
  `delivery:${to.channel}:${createHash('sha256').update(deliveryId).digest('base64url')}`;

const refTo = ({ channel, id }: PlaygroundMessage): PostRef => ({ platform, channel, message: id });

/** Stores the files first, so that no message ever points at nothing. */
export async function keepFiles(store: PlaygroundStore, reply: RenderedReply) {
  const { content, files } = renderReply(reply);
  for (const file of files) await store.putFile(file);
  return content;
}
