import type { FakeUser } from '../members/user.ts';
import type { FakeGuild } from './guild.ts';
import type { Json } from './json.ts';
import type { FakeMessage } from './message.ts';
import {
  allPermissions,
  bits,
  directPermissions,
  effectivePermissions,
  type Overwrite,
  type PermissionList,
} from './permissions.ts';
import type { DiscordState } from './state.ts';

export const intents = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildMessages: 1 << 9,
  guildMessageReactions: 1 << 10,
  directMessages: 1 << 12,
  directMessageReactions: 1 << 13,
} as const;

export interface ThreadOptions {
  readonly name?: string;
  readonly locked?: boolean;
}

/** A server's text channel or a public thread in it, the DM with the bot, or a private channel that the bot is not in. */
export class FakeChannel {
  readonly id: string;
  readonly state: DiscordState;
  readonly name: string;
  readonly guild: FakeGuild | undefined;
  /** Of a DM or a private channel: the people in it. */
  readonly recipients: readonly FakeUser[];
  /** False in a DM between people, where the app exists only by its commands. */
  readonly botIsIn: boolean;
  readonly overwrites: Overwrite[] = [];
  readonly messages: FakeMessage[] = [];
  readonly type: number;
  /** Of a thread: the channel that it is in. */
  readonly parent: FakeChannel | undefined;
  readonly locked: boolean;
  deleted = false;

  constructor(
    state: DiscordState,
    place:
      | { guild: FakeGuild; name: string; parent?: FakeChannel; locked?: boolean }
      | { recipients: readonly FakeUser[]; botIsIn: boolean },
  ) {
    this.state = state;
    this.id = state.ids.next();
    this.guild = 'guild' in place ? place.guild : undefined;
    this.name = 'name' in place ? place.name : 'dm';
    this.recipients = 'recipients' in place ? place.recipients : [];
    this.botIsIn = 'botIsIn' in place ? place.botIsIn : true;
    this.parent = 'parent' in place ? place.parent : undefined;
    this.locked = 'locked' in place && place.locked === true;
    this.type = this.parent ? 11 : this.guild ? 0 : this.recipients.length > 2 ? 3 : 1;
    state.channels.set(this.id, this);
  }

  /** 0 in a server, 1 in the bot's DM, 2 in a private channel without it. */
  get context(): 0 | 1 | 2 {
    return this.guild ? 0 : this.botIsIn ? 1 : 2;
  }

  /** What still stands, oldest first; ephemeral messages only for the person who sees them. */
  visibleTo(viewer?: FakeUser): FakeMessage[] {
    return this.messages.filter((it) => !it.deleted && (!it.onlyFor || it.onlyFor === viewer));
  }

  permissionsOf(user: FakeUser): bigint {
    if (this.parent) return this.parent.permissionsOf(user);
    if (!this.guild) return directPermissions;
    const member = this.guild.members.get(user.id);
    if (!member) return 0n;
    if (this.guild.ownerId === user.id) return allPermissions;
    const base = this.guild.basePermissions(member);
    return effectivePermissions(base, this.guild.id, user.id, member.roles, this.overwrites);
  }

  /** What the app may do here: the bot's permissions, or what a user-installed app has. */
  appPermissions(): bigint {
    const { bot } = this.state;
    return this.guild?.members.has(bot.id) || !this.guild ? this.permissionsOf(bot) : directPermissions;
  }

  /** Takes permissions from the bot in this channel, or gives them. */
  setBotPermissions(change: { allow?: PermissionList; deny?: PermissionList }): void {
    const { bot } = this.state;
    const allow = bits(change.allow ?? []);
    const deny = bits(change.deny ?? []);
    const old = this.overwrites.find((it) => it.id === bot.id);
    if (old) {
      old.allow = (old.allow & ~deny) | allow;
      old.deny = (old.deny & ~allow) | deny;
    } else this.overwrites.push({ id: bot.id, type: 1, allow, deny });
    this.#announce('CHANNEL_UPDATE');
  }

  remove(): void {
    this.deleted = true;
    this.guild?.channels.delete(this.id);
    this.#announce('CHANNEL_DELETE');
  }

  #announce(name: string): void {
    if (!this.guild?.installed) return;
    this.state.dispatch({ name, data: this.toJSON(), guildId: this.guild.id, intent: intents.guilds });
  }

  toJSON(): Json {
    const last = this.messages.at(-1)?.id ?? null;
    if (!this.guild) {
      const others = this.recipients.map((user) => user.toJSON());
      return { id: this.id, type: this.type, flags: 0, last_message_id: last, recipients: others };
    }
    return {
      id: this.id,
      type: this.type,
      guild_id: this.guild.id,
      name: this.name,
      position: [...this.guild.channels.keys()].indexOf(this.id),
      parent_id: this.parent?.id ?? null,
      topic: null,
      nsfw: false,
      flags: 0,
      rate_limit_per_user: 0,
      last_message_id: last,
      ...(this.parent ? { thread_metadata: this.#thread() } : { permission_overwrites: this.#rights() }),
    };
  }

  #thread(): Json {
    return {
      archived: false,
      auto_archive_duration: 1_440,
      archive_timestamp: new Date(this.state.now()).toISOString(),
      locked: this.locked,
    };
  }

  #rights(): Json[] {
    return this.overwrites.map((it) => ({
      id: it.id,
      type: it.type,
      allow: String(it.allow),
      deny: String(it.deny),
    }));
  }
}
