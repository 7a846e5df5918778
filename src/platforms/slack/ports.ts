import type { FastifyPluginAsync } from 'fastify';
import type { Command } from '../../chat/command.ts';
import type { OnceDispatcher } from '../../chat/dispatcher.ts';
import type { Home } from '../../chat/home.ts';
import type { Actor, Place } from '../../chat/interaction.ts';
import type { Messenger } from '../../chat/messenger.ts';
import type { ReactionChange } from '../../chat/reactions.ts';
import type { RenderedButton } from '../../chat/rendered.ts';
import type { TokenMemory } from '../../chat/token-memory.ts';

/** How Slack reaches the bot, and with which credentials. */
export type SlackMode =
  /** One workspace, over WebSockets: nothing has to be reachable from outside. */
  | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
  /** One workspace, over signed requests to `/slack/events`. */
  | { readonly kind: 'http'; readonly botToken: string; readonly signingSecret: string }
  /** Many workspaces, each installed through `/slack/install`. */
  | {
      readonly kind: 'oauth';
      readonly signingSecret: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly installations: InstallationStore;
      /** Where this server is reached from outside, as `https://shipmate.example.org`; without it Slack takes the app's first redirect URL. */
      readonly publicUrl?: string;
    };

export interface Installation {
  readonly team: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly scopes: readonly string[];
  readonly installedBy?: string;
  readonly installedAt: number;
}

/** Keeps the installations of `oauth` mode, tokens encrypted at rest. */
export interface InstallationStore {
  /** Inserts or replaces the workspace's. */
  save(installation: Installation): Promise<void>;
  find(team: string): Promise<Installation | undefined>;
  remove(team: string): Promise<void>;
  /** Encrypts anew what an older key encrypted. Returns how many. */
  rotate?(): Promise<number>;
}

/** Remembers what was handled, across restarts and processes; keeps salted hashes only. */
export interface ReplayMemory {
  remember(eventIds: readonly string[], now: number): Promise<void>;
  seen(eventId: string): Promise<boolean>;
}

export interface SlackLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Somebody whose home page is to be shown. */
export interface HomeRequest {
  readonly actor: Actor;
  readonly place: Place;
}

/** A home page with signed ids in the place of actions. */
export type RenderedHome = Home<RenderedButton>;

export interface SlackOptions {
  readonly mode: SlackMode;
  /** Ends with `/api/`; Slack's own unless given. */
  readonly apiUrl?: string;
  readonly commands: readonly Command[];
  readonly log: SlackLog;
  readonly memory: ReplayMemory;
  /** The machine's time in milliseconds, for expiries; Slack's signatures are made with it. */
  readonly now: () => number;
  /** What the Home tab shows; without it the tab greets and no more. */
  readonly home?: (who: HomeRequest) => Promise<RenderedHome>;
  /** Which tokens Slack took before; without it every token is new. */
  readonly tokens?: TokenMemory;
  /** What waits for this workspace can be sent: it was connected, its token is taken again, or Slack is within reach again. */
  readonly onConnected?: (external: string) => Promise<void>;
  /** A workspace was connected, or connected again. */
  readonly onCommunityJoined?: (community: {
    readonly external: string;
    readonly name: string;
  }) => Promise<void>;
  /** The app was removed from a workspace, or its token was revoked. */
  readonly onCommunityRemoved?: (external: string) => Promise<void>;
  /** Somebody cheers a message with a reaction, or takes it away. May be told twice. */
  readonly onReaction?: (change: ReactionChange) => Promise<void>;
  /** Somebody's profile changed its time zone; to be offered, never applied by itself. */
  readonly onZoneChanged?: (who: { readonly actor: Actor; readonly zone: string }) => Promise<void>;
  readonly timing?: Partial<SlackTiming>;
}

/** Milliseconds. */
export interface SlackTiming {
  /** Between the two sockets' openings, so that Slack never refreshes both at once. */
  readonly socketStaggerMs: number;
  /** The first pause before a lost socket is opened, or a start is tried, again; doubles up to 30 s. */
  readonly reconnectMs: number;
  /** The first pause before a refused token is tried again; doubles up to 5 min. */
  readonly refusedTokenMs: number;
  /** How long Slack has to say that the app is gone from a workspace before the community leaves, where no event told it. */
  readonly removedAfterMs: number;
  /** How long a form's answer may take before the form says that it is being worked on. */
  readonly submitMs: number;
  readonly interactiveTimeoutMs: number;
  readonly fanOutTimeoutMs: number;
  /** Between two messages that the bot sends by itself in one workspace, after a burst. */
  readonly fanOutApartMs: number;
  /** How long changes are gathered before a Home tab is drawn again. */
  readonly homeDelayMs: number;
}

export const defaultTiming: SlackTiming = {
  socketStaggerMs: 60_000,
  reconnectMs: 500,
  refusedTokenMs: 5_000,
  removedAfterMs: 60 * 60_000,
  submitMs: 1_800,
  interactiveTimeoutMs: 8_000,
  fanOutTimeoutMs: 10_000,
  fanOutApartMs: 200,
  homeDelayMs: 250,
};

/** Slack, connected. */
export interface Slack {
  readonly messenger: Messenger;
  /**
   * Throws `SlackStartError` when Slack refuses credentials that it never took; everything else is tried again behind it.
   */
  start(dispatcher: OnceDispatcher): Promise<void>;
  /** To be mounted on the web server in the modes that Slack reaches over HTTP. */
  readonly routes?: FastifyPluginAsync;
  ready(): { readonly ok: boolean; readonly detail: string };
  /** Whether members' commands arrive and can be answered, for the heartbeat. */
  canAnswer(): boolean;
  /** Takes nothing new and waits for what is being answered. */
  stop(): Promise<void>;
}

/** Slack refuses the credentials: says which variable, and how to fix it. */
export class SlackStartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SlackStartError';
  }
}
