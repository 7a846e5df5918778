import type { Interaction } from '../interactions/interaction.ts';
import { FakeUser, type UserOptions } from '../members/user.ts';
import type { Settings } from '../settings.ts';
import type { FakeAttachment } from './attachment.ts';
import { FakeChannel } from './channel.ts';
import { CommandRegistry } from './command-registry.ts';
import type { FakeGuild } from './guild.ts';
import type { FakeMessage } from './message.ts';
import { Snowflakes } from './snowflake.ts';

export interface GatewayEvent {
  readonly name: string;
  readonly data: unknown;
  readonly guildId?: string;
  /** Sessions without this intent do not get it; 0: everybody does. */
  readonly intent: number;
}

export interface Violation {
  readonly request: string;
  /** Where in the body: "data.components.0.label". */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Everything Discord knows, without any wire. */
export class DiscordState {
  readonly settings: Settings;
  readonly ids: Snowflakes;
  readonly bot: FakeUser;
  readonly users = new Map<string, FakeUser>();
  readonly guilds = new Map<string, FakeGuild>();
  readonly channels = new Map<string, FakeChannel>();
  readonly interactions = new Map<string, Interaction>();
  readonly files = new Map<string, FakeAttachment>();
  readonly commands: CommandRegistry;
  readonly violations: Violation[] = [];
  /** What Discord would frown upon without refusing it. */
  readonly warnings: string[] = [];
  readonly nonces = new Map<string, { message: FakeMessage; at: number }>();
  /** DMs that the bot opened; solicited: the person had used the bot in the 15 minutes before. */
  readonly dmsOpened: { readonly at: number; readonly solicited: boolean }[] = [];
  token: string;
  /** Where files are served from. */
  origin = '';
  /** Sends an event to the sessions concerned; answers how many have it or will have it when they resume. */
  dispatch: (event: GatewayEvent) => number = () => 0;

  /** What `/gateway/bot` answers. */
  gatewayInfo: () => { readonly url: string } = () => ({ url: '' });

  constructor(settings: Settings) {
    this.settings = settings;
    this.token = settings.token;
    this.ids = new Snowflakes(() => settings.now());
    this.bot = this.addUser({ username: 'shipmate', bot: true });
    this.commands = new CommandRegistry(this.ids, this.bot.id, () => this.now());
  }

  now(): number {
    return this.settings.now();
  }

  addUser(options: UserOptions): FakeUser {
    const user = new FakeUser(this, options);
    this.users.set(user.id, user);
    return user;
  }

  /** The DM between the bot and a user; opening it again gives the same one. */
  dmWith(user: FakeUser): FakeChannel {
    user.dm ??= new FakeChannel(this, { recipients: [user], botIsIn: true });
    return user.dm;
  }

  message(channel: FakeChannel, id: string): FakeMessage | undefined {
    return channel.messages.find((it) => it.id === id && !it.deleted);
  }
}
