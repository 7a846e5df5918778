import type { FastifyPluginAsync } from 'fastify';
import type { Command } from '../chat/command.ts';
import type { Dispatcher } from '../chat/dispatcher.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { Identity } from '../core/people/index.ts';
import type { Feed, PlaygroundStore } from '../platforms/playground/index.ts';

/** What the server tells of the process; `src/main.ts` gives it. */
export interface WebHost {
  /** One entry per part that has to work: database, jobs, each platform. */
  readonly ready: () => Promise<readonly Readiness[]>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** Lets others than loopback read `/metrics` and the details of `/readyz`. */
  readonly metricsToken?: string;
  /** Absent: the playground is off. */
  readonly playground?: PlaygroundHost;
  /** Further routes, each in a scope of its own (webhooks). */
  readonly routes?: readonly FastifyPluginAsync[];
  /** For what is unexpected; never shown to who asked. */
  readonly logError: (error: unknown, where: string) => void;
}

export interface Readiness {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What the playground's page and interface need of the bot. */
export interface PlaygroundHost {
  readonly store: PlaygroundStore;
  readonly feed: Feed;
  readonly dispatcher: Dispatcher;
  readonly commands: readonly Command[];
  /** Those that there are for this community now. */
  readonly offeredCommands: () => Promise<readonly Command[]>;
  readonly clock: PlaygroundClock;
  /** `undefined`: the bot knows nobody by this account (yet). */
  readonly streakOf: (identity: Identity) => Promise<StreakView | undefined>;
  /** When this account's next prompt is due, and else anybody's. */
  readonly nextPromptAt: (identity?: Identity) => Promise<Instant | undefined>;
  /** The zone that the bot uses for this account. */
  readonly zoneOf: (identity: Identity) => Promise<string | undefined>;
  /** Host names beside the loopback ones under which the playground may be asked; `any`: all. */
  readonly allowedHosts: readonly string[] | 'any';
  /** A community that has lived, on an address of its own; absent: none is offered. */
  readonly demo?: DemoHost;
}

export interface DemoHost {
  state(): DemoState;
  /** Begins to make it, or to open the one that is there; once. */
  begin(): void;
}

/** `share`: how much is done, 0 to 1. `off`: none is offered. */
export type DemoState =
  | { readonly state: 'off' | 'none' }
  | { readonly state: 'making'; readonly share: number }
  | { readonly state: 'ready'; readonly url: string }
  | { readonly state: 'failed'; readonly message: string };

interface PlaygroundClock {
  now(): Instant;
  /** False while a real platform is on. */
  readonly movable: boolean;
  /** Moves forward, from due instant to due instant; done when all that was due by then is delivered. */
  advanceTo(instant: Instant): Promise<void>;
}

/** The ledger of a streak, as `GET /playground/api/streak` answers it. */
export interface StreakView {
  readonly current: number;
  readonly longest: number;
  readonly freezes: { readonly held: number; readonly max: number; readonly daysToNext: number };
  readonly cadence: unknown;
  /** From joining to today. */
  readonly days: readonly {
    readonly date: string;
    readonly required: boolean;
    readonly logged: boolean;
    readonly frozen: boolean;
    readonly excused: boolean;
    readonly reason: string | null;
    readonly entries: unknown;
  }[];
}
