import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Destination, Messenger, PostRef } from '../../src/chat/messenger.ts';
import type { RenderedReply } from '../../src/chat/rendered.ts';

export const platform = 'sim';

interface Post {
  readonly _id: string;
  readonly channel: string;
  readonly code: string;
  readonly at: number;
  readonly seq: number;
  /** Labels and ids of its buttons, to press them later. */
  readonly buttons: readonly { readonly label: string; readonly id: string }[];
}

const schema = new Schema<Post>(
  {
    _id: String,
    channel: { type: String, required: true },
    code: { type: String, required: true },
    at: { type: Number, required: true },
    seq: { type: Number, required: true },
    buttons: { type: [{ label: String, id: String, _id: false }], required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);
schema.index({ channel: 1, seq: -1 });
schema.index({ seq: -1 });

/**
 * A platform that recognises a repeated send by its delivery id, as Discord does by the nonce. What arrived outlives
 * `kill -9`, since it is kept in the database beside the bot's own data.
 */
export async function simPlatform(
  connection: Connection,
  now: () => number,
  isClosed: (user: string) => boolean,
) {
  const posts = connection.model('simPosts', schema, 'simPosts');
  await posts.createIndexes();
  let seq = ((await posts.findOne({}).sort({ seq: -1 }).lean<Post>())?.seq ?? -1) + 1;

  const closed = { ok: false, kind: 'permanent', reason: 'dm-closed' } as const;
  const refOf = (to: Destination, message: string): PostRef => ({ ...to, message });

  const messenger: Messenger = {
    platform,
    async openDm({ user }) {
      return { ok: true, destination: { platform, channel: `dm:${user}` } };
    },
    async send(to: Destination, reply: RenderedReply, deliveryId: string) {
      const user = to.channel.startsWith('dm:') ? to.channel.slice(3) : undefined;
      if (user !== undefined && isClosed(user)) return closed;
      const buttons = (reply.buttons ?? []).flat().map(({ label, id }) => ({ label, id }));
      const post = { channel: to.channel, code: reply.code, at: now(), seq: seq++, buttons };
      await posts.updateOne({ _id: deliveryId }, { $setOnInsert: post }, { upsert: true });
      return { ok: true, post: refOf(to, deliveryId) };
    },
    async edit(post) {
      return { ok: true, post };
    },
    async remove(post) {
      return { ok: true, post };
    },
    async mayPost() {
      return { ok: true };
    },
  };

  return {
    messenger,
    /** The newest prompt, nudge or snooze that reached somebody and has the button. */
    async newestButton(user: string, label: string): Promise<string | undefined> {
      const found = await posts
        .find({ channel: `dm:${user}` })
        .sort({ seq: -1 })
        .limit(50)
        .lean<Post[]>();
      const reminders = found.filter((it) => !it._id.includes(':sample:'));
      return reminders.flatMap((it) => it.buttons).find((it) => it.label === label)?.id;
    },
    all: () => posts.find({}).sort({ _id: 1 }).lean<Post[]>(),
  };
}
