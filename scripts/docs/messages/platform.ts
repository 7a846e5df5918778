import type { Incoming, TypedMessage } from '../../../src/chat/interaction.ts';
import type { Destination, Messenger } from '../../../src/chat/messenger.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';

export interface Sent {
  readonly to: Destination;
  readonly reply: RenderedReply;
}

/** A platform that exists in this process only, and remembers what it was sent. */
export interface TourPlatform {
  readonly messenger: Messenger;
  /** What was sent since the last call. */
  takeSent(): Sent[];
  /** What is written in DMs, by its id, and what of it the bot never heard. */
  readonly written: Map<string, TypedMessage>;
  readonly unheard: Incoming[];
  setDm(user: string, open: boolean): void;
  setChannel(accepts: boolean): void;
}

const channels = ['general', 'random', 'staff', 'lounge'];
const needs = 'I need View Channel and Send Messages there (Edit Channel, Permissions)';

export function tourPlatform(platform: string): TourPlatform {
  let sent: Sent[] = [];
  let messages = 0;
  let channelAccepts = true;
  const closed = new Set<string>();
  const written = new Map<string, TypedMessage>();
  const unheard: Incoming[] = [];
  const refused = (reason: string) => ({ ok: false, kind: 'permanent', reason }) as const;
  const messenger: Messenger = {
    platform,
    // Slack says it when a DM is opened, Discord when something is sent there.
    openDm: async ({ user }) =>
      platform === 'slack' && closed.has(`dm-${user}`)
        ? refused('dm-closed')
        : { ok: true, destination: { platform, channel: `dm-${user}` } },
    async send(to, reply) {
      if (closed.has(to.channel)) return refused('dm-closed');
      if (!to.channel.startsWith('dm-') && !channelAccepts) return refused('no-permission');
      sent.push({ to, reply });
      return { ok: true, post: { ...to, message: String(++messages) } };
    },
    edit: async (post) => ({ ok: true, post }),
    // What stands in #random cannot be removed any more.
    remove: async (post) => (post.channel === 'random' ? refused('no-permission') : { ok: true, post }),
    pictureOf: async () => ({ ok: true, bytes: new Uint8Array(), contentType: 'image/png' }),
    linkTo: async ({ channel, message }) => `https://example.org/${channel}/${message}`,
    async mayPost({ channel }) {
      if (channel === 'staff' || !channelAccepts) return { ok: false, missing: needs };
      return channel === 'lounge'
        ? {
            ok: false,
            missing: "I'm not in that channel. Type /invite @Shipmate in that channel",
            mayJoin: true,
          }
        : { ok: true };
    },
    join: async () => ({ ok: false, missing: needs }),
    channelNamed: async ({ channel }) => {
      const name = channel.replace(/^#/, '');
      return channels.includes(name) ? { channel: name } : { forms: 'type # and pick it from the list' };
    },
    accountNamed: async (typed) => {
      const name = typed.replace(/^@/, '');
      if (name === 'Bob') return { user: 'Bob', name: 'Bob', isBot: false };
      return name === 'Helper' ? { user: 'Helper', name: 'Helper', isBot: true } : undefined;
    },
    missed: async ({ user }) => ({
      messages: unheard.filter((it) => it.actor.identity.user === user),
      isWhole: true,
    }),
    messageOf: async (_identity, _dm, id) => written.get(id),
    accountById: async (user) => ({ user, name: user, isBot: false }),
    forget: async ({ user }) => ({
      own: 2,
      links: [`https://example.org/dm-${user}/1`],
      refused: 1,
      unfinished: true,
    }),
  };
  return {
    messenger,
    written,
    unheard,
    takeSent() {
      const taken = sent;
      sent = [];
      return taken;
    },
    setDm: (user, open) => (open ? closed.delete(`dm-${user}`) : closed.add(`dm-${user}`)),
    setChannel(accepts) {
      channelAccepts = accepts;
    },
  };
}
