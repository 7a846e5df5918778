import type { FakeUser } from '../members/user.ts';
import { attachmentJson, type FakeAttachment } from './attachment.ts';
import type { FakeChannel } from './channel.ts';
import { type Component, displayedText, kind, walk } from './components.ts';
import { iso, type Json } from './json.ts';
import { noPings, type Pings } from './mentions.ts';
import { type Reaction, reactionsJson } from './reactions.ts';

export const flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/** Ids of who installed the app where the interaction came from: "0" a server, "1" a user. */
export type Owners = Readonly<Record<string, string>>;

export interface Origin {
  /** 0 default, 19 reply, 20 slash command, 23 menu command. */
  readonly type: number;
  readonly metadata?: Json;
  /** For an answer to a command or button: who authorized it; its own components inherit that. */
  readonly owners?: Owners;
  readonly repliesTo?: FakeMessage;
  readonly nonce?: string | number;
}

/** A message as it stands now; tests hold on to it and see its edits. */
export class FakeMessage {
  readonly id: string;
  readonly channel: FakeChannel;
  readonly author: FakeUser;
  readonly origin: Origin;
  readonly createdAt: number;
  editedAt: number | undefined;
  deleted = false;
  content = '';
  embeds: readonly Json[] = [];
  components: readonly Component[] = [];
  attachments: readonly FakeAttachment[] = [];
  flags = 0;
  /** By `keyOf` of their emoji. */
  readonly reactions = new Map<string, Reaction>();
  /** The one person who sees an ephemeral message. */
  onlyFor: FakeUser | undefined;
  /** Whom the latest version would ping. */
  pings: Pings = noPings;
  /** Whom any version would have pinged. */
  readonly pingHistory: Pings[] = [];
  /** Texts before each edit. */
  readonly earlier: string[] = [];

  constructor(id: string, channel: FakeChannel, author: FakeUser, createdAt: number, origin: Origin) {
    this.id = id;
    this.channel = channel;
    this.author = author;
    this.createdAt = createdAt;
    this.origin = origin;
  }

  get ephemeral(): boolean {
    return (this.flags & flag.ephemeral) !== 0;
  }

  get loading(): boolean {
    return (this.flags & flag.loading) !== 0;
  }

  /** All the words a reader sees: content, embeds and text components. */
  get text(): string {
    const embeds = this.embeds.flatMap((embed) => {
      const fields = (embed.fields ?? []) as { name: string; value: string }[];
      return [embed.title, embed.description, ...fields.flatMap((field) => [field.name, field.value])];
    });
    return [this.content, ...embeds, displayedText(this.components)].filter(Boolean).join('\n');
  }

  get buttons(): readonly Component[] {
    return walk(this.components)
      .map((it) => it.component)
      .filter((it) => it.type === kind.button);
  }

  get labels(): readonly string[] {
    return this.buttons.map((it) => it.label ?? '');
  }

  toJSON(): Json {
    const { origin } = this;
    return {
      id: this.id,
      type: origin.type,
      channel_id: this.channel.id,
      author: this.author.toJSON(),
      content: this.content,
      embeds: this.embeds.map(embedJson),
      components: this.components,
      attachments: this.attachments.map((it) => attachmentJson(it, this.channel.state.now())),
      flags: this.flags,
      mentions: this.pings.users.map((id) => this.channel.state.users.get(id)?.toJSON()).filter(Boolean),
      mention_roles: this.pings.roles,
      mention_everyone: this.pings.everyone,
      timestamp: iso(this.createdAt),
      edited_timestamp: this.editedAt === undefined ? null : iso(this.editedAt),
      pinned: false,
      tts: false,
      ...reactionsJson(this),
      ...(origin.nonce === undefined ? {} : { nonce: origin.nonce }),
      ...(origin.owners ? { application_id: this.author.id, webhook_id: this.author.id } : {}),
      ...(origin.metadata ? { interaction_metadata: origin.metadata } : {}),
      ...(origin.repliesTo ? { message_reference: reference(origin.repliesTo) } : {}),
    };
  }
}

function embedJson(embed: Json): Json {
  const fields = embed.fields as Json[] | undefined;
  return {
    type: 'rich',
    ...embed,
    ...(fields ? { fields: fields.map((it) => ({ inline: false, ...it })) } : {}),
  };
}

const reference = (to: FakeMessage): Json => ({
  type: 0,
  message_id: to.id,
  channel_id: to.channel.id,
  ...(to.channel.guild ? { guild_id: to.channel.guild.id } : {}),
});
