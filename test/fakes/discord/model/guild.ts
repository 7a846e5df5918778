import type { FakeUser } from '../members/user.ts';
import { FakeChannel, intents, type ThreadOptions } from './channel.ts';
import { guildJson, memberJson } from './guild-json.ts';
import type { Json } from './json.ts';
import { bits, botDefaults, memberDefaults, type PermissionList } from './permissions.ts';
import type { DiscordState } from './state.ts';

export interface GuildOptions {
  readonly name?: string;
  /** Invited with the scope applications.commands alone: its commands are there, the bot is not. */
  readonly commandsOnly?: boolean;
  /** Makes a "general" channel and names it the system channel. Default true. */
  readonly systemChannel?: boolean;
  readonly locale?: string;
  /** Whether members may see public answers of apps that are not installed here. Default true. */
  readonly externalApps?: boolean;
}

export interface ChannelOptions {
  readonly name?: string;
  readonly botMayRead?: boolean;
  readonly botMayWrite?: boolean;
}

export interface FakeRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
  readonly managed: boolean;
}

export interface FakeMember {
  readonly user: FakeUser;
  readonly nick: string | null;
  readonly joinedAt: number;
  readonly roles: string[];
}

export class FakeGuild {
  readonly id: string;
  readonly state: DiscordState;
  readonly name: string;
  readonly locale: string;
  readonly externalApps: boolean;
  readonly commandsOnly: boolean;
  readonly ownerId: string;
  readonly roles = new Map<string, FakeRole>();
  readonly members = new Map<string, FakeMember>();
  readonly channels = new Map<string, FakeChannel>();
  systemChannel: FakeChannel | undefined;
  /** An outage: Discord knows the server but cannot show it. */
  unavailable = false;
  /** Members' rights to a command beyond its default ("Integrations" in the server's settings). */
  readonly commandOverrides = new Map<string, boolean>();

  constructor(state: DiscordState, owner: FakeUser, options: GuildOptions) {
    this.state = state;
    this.id = state.ids.nextGuild();
    this.name = options.name ?? 'A server';
    this.locale = options.locale ?? 'en-US';
    this.externalApps = options.externalApps ?? true;
    this.commandsOnly = options.commandsOnly ?? false;
    this.ownerId = owner.id;
    this.roles.set(this.id, {
      id: this.id,
      name: '@everyone',
      permissions: memberDefaults,
      mentionable: false,
      managed: false,
    });
    state.guilds.set(this.id, this);
    this.addMember(owner);
    if (options.systemChannel ?? true) this.systemChannel = this.addChannel({ name: 'general' });
  }

  get installed(): boolean {
    return this.members.has(this.state.bot.id);
  }

  /** Whether a server install covers its commands. */
  get authorized(): boolean {
    return this.installed || this.commandsOnly;
  }

  addRole(role: {
    name: string;
    permissions?: PermissionList;
    mentionable?: boolean;
    managed?: boolean;
  }): FakeRole {
    const added: FakeRole = {
      id: this.state.ids.next(),
      name: role.name,
      permissions: bits(role.permissions ?? []),
      mentionable: role.mentionable ?? false,
      managed: role.managed ?? false,
    };
    this.roles.set(added.id, added);
    return added;
  }

  /** `permissions` beyond @everyone's come from a role made for this member. */
  addMember(
    user: FakeUser,
    given: { permissions?: PermissionList; nick?: string; roles?: readonly FakeRole[] } = {},
  ): FakeMember {
    const own = given.permissions
      ? [this.addRole({ name: `of ${user.username}`, permissions: given.permissions })]
      : [];
    const roles = [...(given.roles ?? []), ...own].map((role) => role.id);
    const member = { user, nick: given.nick ?? null, joinedAt: this.state.now(), roles };
    this.members.set(user.id, member);
    return member;
  }

  removeMember(user: FakeUser): void {
    this.members.delete(user.id);
  }

  /** A public thread. Servers are announced without theirs: the bot asks for one by its id. */
  addThread(parent: FakeChannel, options: ThreadOptions = {}): FakeChannel {
    return new FakeChannel(this.state, { guild: this, parent, name: 'a thread', ...options });
  }

  addChannel(options: ChannelOptions = {}): FakeChannel {
    const channel = new FakeChannel(this.state, {
      guild: this,
      name: options.name ?? `channel-${this.channels.size}`,
    });
    this.channels.set(channel.id, channel);
    const bot = this.state.bot.id;
    const deny =
      (options.botMayWrite === false ? bits(['SendMessages']) : 0n) |
      (options.botMayRead === false ? bits(['ViewChannel']) : 0n);
    if (deny) channel.overwrites.push({ id: bot, type: 1, allow: 0n, deny });
    if (this.installed) {
      this.state.dispatch({
        name: 'CHANNEL_CREATE',
        data: channel.toJSON(),
        guildId: this.id,
        intent: intents.guilds,
      });
    }
    return channel;
  }

  basePermissions(member: FakeMember): bigint {
    return [this.id, ...member.roles].reduce((sum, id) => sum | (this.roles.get(id)?.permissions ?? 0n), 0n);
  }

  /** Lets a member use a command, or forbids it, whatever the command's default permissions say. */
  overrideCommand(command: string, user: FakeUser, allowed: boolean): void {
    this.commandOverrides.set(`${command}:${user.id}`, allowed);
  }

  /** The bot joins, with its own role. Tells nobody: see `FakeDiscord.installBot`. */
  admitBot(permissions: PermissionList = botDefaults): void {
    const role = this.addRole({ name: 'the bot', permissions, managed: true });
    this.addMember(this.state.bot, { roles: [role] });
  }

  /** The bot is thrown out, or leaves. */
  dismissBot(): void {
    this.members.delete(this.state.bot.id);
    this.state.dispatch({
      name: 'GUILD_DELETE',
      data: { id: this.id },
      guildId: this.id,
      intent: intents.guilds,
    });
  }

  memberJson(user: FakeUser): Json | undefined {
    const member = this.members.get(user.id);
    return member ? memberJson(member) : undefined;
  }

  toJSON(): Json {
    return guildJson(this);
  }
}
