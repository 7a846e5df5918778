import type { ClientOptions } from 'discord.js';
import type { ReactionChange } from '../../chat/reactions.ts';
import type { Registry } from '../../chat/registry.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import type { TokenMemory } from '../../chat/token-memory.ts';
import type { Feature } from '../../core/people/index.ts';

/** As pino has it. */
export interface DiscordLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** A server that the bot is in. */
export interface DiscordGuild {
  /** The server's id. */
  readonly external: string;
  readonly name: string;
}

/** What the installation does when servers come and go. Each may be told twice of the same. */
export interface GuildHooks {
  /** The bot is in this server. Returns the welcome to post there, if it owes one; else undefined. */
  joined(guild: DiscordGuild & { readonly recently: boolean }): Promise<RenderedReply | undefined>;
  /** Whether the welcome could be posted; if not, it is still owed. */
  welcomed(guild: DiscordGuild, posted: boolean): Promise<void>;
  /** What the server's organisers switched on; undefined: they never switched anything. */
  features(external: string): Promise<readonly Feature[] | undefined>;
  /** The bot was removed. */
  removed(external: string): Promise<void>;
  /**
   * All servers that this process's shards are in, once after a start: whichever else `covers` is true of was left while
   * nobody listened.
   */
  present(externals: ReadonlySet<string>, covers: (external: string) => boolean): Promise<void>;
}

/** Remembers the hash of what was registered last. */
export interface HashStore {
  get(): Promise<string | undefined>;
  set(hash: string): Promise<void>;
}

/** Which of the bot's shards this process runs; `all` of as many as Discord recommends, or of `count`. */
export type Shards = 'auto' | { readonly count: number; readonly ids: readonly number[] };

export interface DiscordOptions {
  readonly token: string;
  /** Default: Discord's. The gateway follows from it. */
  readonly apiUrl?: string;
  /** Registers the commands in this server alone, for development. */
  readonly guildId?: string;
  readonly shards?: Shards;
  readonly registry: Registry;
  readonly hashStore: HashStore;
  readonly guilds: GuildHooks;
  /** A gateway session began, or the token is taken again: what could not be sent before can be sent now. */
  readonly onConnected?: () => Promise<void>;
  /** DMs come live again: what was written in them before that is told by no event. */
  readonly onListening?: () => void;
  /** Somebody cheers a message with a reaction, or takes it away. May be told twice. */
  readonly onReaction?: (change: ReactionChange) => Promise<void>;
  /** Which tokens Discord took before; only this process's unless given. */
  readonly tokens?: TokenMemory;
  readonly log: DiscordLog;
  readonly now: () => number;
  /** For tests: times in which an answer is deferred, and the gateway's own options. */
  readonly patience?: { readonly replyMs: number; readonly formMs: number; readonly choicesMs: number };
  readonly ws?: ClientOptions['ws'];
}

export const defaultApiUrl = 'https://discord.com/api';
