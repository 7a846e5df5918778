import { type Logger, webApi } from '@slack/bolt';
import {
  failureOf,
  notConnected,
  notInstalled,
  type SlackFailure,
  tokenRefused,
  tokenUnreadable,
} from './errors.ts';
import type { SlackTiming } from './ports.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/**
 * `interactive`: somebody waits for it, and it must not wait behind anything. `fanOut`: what the bot sends by itself. One
 * 429 holds up all that one client sends, so they are two.
 */
export type Traffic = 'interactive' | 'fanOut';

export type Called =
  | { readonly ok: true; readonly result: Record<string, unknown> }
  | { readonly ok: false; readonly failure: SlackFailure };

/** Calls the Web API for a workspace. Never throws and never repeats: that is for who knows whether it may be repeated. */
export interface SlackClients {
  call(traffic: Traffic, team: string, method: string, args: object): Promise<Called>;
  /** For calls without a workspace: OAuth's exchange, and tests of a token. */
  callWith(token: string | undefined, method: string, args: object): Promise<Called>;
  workspace(team: string): Promise<Workspace | undefined>;
  /** Whether there is a token for it; undefined where that cannot be read now. */
  isInstalled(team: string): Promise<boolean | undefined>;
}

type NotCalled = Extract<Called, { ok: false }>;

const notCalled = (code: string, detail: string): NotCalled => ({
  ok: false,
  failure: { code, fate: 'refused', detail },
});

/** The token stands in a store that does not answer, or is encrypted with a key that is not there. */
const unreadable = (error: unknown): NotCalled =>
  notCalled(tokenUnreadable, error instanceof Error ? error.message : String(error));

export function createClients(deps: {
  readonly workspaces: Workspaces;
  readonly apiUrl: string;
  readonly timing: SlackTiming;
  readonly logger: Logger;
  /** Slack does not take the workspace's present token. */
  readonly onRefused: (team: string, code: string) => void;
  /** Slack took it. */
  readonly onTaken: (team: string) => void;
}): SlackClients {
  const pools: Record<Traffic, Map<string, webApi.WebClient>> = { interactive: new Map(), fanOut: new Map() };
  const timeouts: Record<Traffic, number> = {
    interactive: deps.timing.interactiveTimeoutMs,
    fanOut: deps.timing.fanOutTimeoutMs,
  };
  const make = (traffic: Traffic, token: string | undefined): webApi.WebClient =>
    new webApi.WebClient(token, {
      slackApiUrl: deps.apiUrl,
      logger: deps.logger,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: timeouts[traffic],
    });
  const clientOf = (traffic: Traffic, token: string): webApi.WebClient => {
    const known = pools[traffic].get(token) ?? make(traffic, token);
    pools[traffic].set(token, known);
    return known;
  };

  return {
    async call(traffic, team, method, args) {
      const workspace = await deps.workspaces.find(team).catch(unreadable);
      if (workspace === 'unknown')
        return notCalled(notConnected, 'Slack was not asked yet whose token it is');
      if (!workspace) return notCalled(notInstalled, 'no token for this workspace');
      if ('ok' in workspace) return workspace;
      const called = await attempt(clientOf(traffic, workspace.botToken), method, args);
      if (called.ok) deps.onTaken(team);
      else if (tokenRefused.has(called.failure.code)) await refused(workspace, called.failure.code);
      return called;
    },
    callWith: (token, method, args) => attempt(make('interactive', token), method, args),
    async workspace(team) {
      const found = await deps.workspaces.find(team).catch(() => undefined);
      return found === 'unknown' ? undefined : found;
    },
    async isInstalled(team) {
      const found = await deps.workspaces.find(team).catch(() => 'unknown' as const);
      return found === 'unknown' ? undefined : found !== undefined;
    },
  };

  /** A token that was replaced meanwhile says nothing about the new one. */
  async function refused({ id, botToken }: Workspace, code: string): Promise<void> {
    for (const pool of Object.values(pools)) pool.delete(botToken);
    deps.workspaces.forget(id);
    const current = await deps.workspaces.find(id).catch(() => 'unknown' as const);
    if (typeof current === 'object' && current.botToken === botToken) deps.onRefused(id, code);
  }
}

async function attempt(client: webApi.WebClient, method: string, args: object): Promise<Called> {
  try {
    const result = await client.apiCall(method, args as Record<string, unknown>);
    return { ok: true, result: { ...result } };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** A text of an answer, '' where it is missing. */
export function textAt(value: unknown, ...path: string[]): string {
  let current: unknown = value;
  for (const key of path) {
    current =
      typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[key] : undefined;
  }
  return typeof current === 'string' ? current : '';
}
