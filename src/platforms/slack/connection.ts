import { type SlackClients, textAt } from './clients.ts';
import { badCredentials } from './errors.ts';
import { type SlackLog, type SlackOptions, SlackStartError } from './ports.ts';
import type { Workspace } from './workspaces.ts';

/** How the app comes to listen to Slack: whose token it is, and the way in. */
export interface Connection {
  /** Ends when the app listens, or after the first try: trying goes on behind that. Throws `SlackStartError`. */
  open(): Promise<void>;
  /** Why nothing arrives yet. */
  trouble(): string | undefined;
  stop(): void;
}

const longestPauseMs = 30_000;

/**
 * A Slack that cannot be reached is asked again. So is one that refuses a token that it took before, since that may pass; any
 * other refused token is the operator's to fix, and the first try says so.
 */
export function createConnection(deps: {
  /** Undefined where each workspace has a token of its own. */
  readonly botToken: string | undefined;
  readonly tokens: NonNullable<SlackOptions['tokens']>;
  readonly clients: SlackClients;
  readonly log: SlackLog;
  readonly firstPauseMs: number;
  readonly identified: (workspace: Workspace) => void;
  /** May fail, and is then called again. */
  readonly arrived: (workspace: Workspace) => Promise<void>;
  readonly listen: () => Promise<void>;
}): Connection {
  const { log, tokens } = deps;
  let workspace: Workspace | undefined;
  let state: 'closed' | 'arrived' | 'listening' = 'closed';
  let stopped = false;
  let refused: string | undefined;
  let retry: NodeJS.Timeout | undefined;

  /** Asks Slack whose token it is. Undefined: Slack could not be reached. */
  async function identify(botToken: string): Promise<Workspace | undefined> {
    const called = await deps.clients.callWith(botToken, 'auth.test', {});
    if (!called.ok) {
      const { code, detail } = called.failure;
      refused = badCredentials.has(code)
        ? `SLACK_BOT_TOKEN is refused by Slack (${code}): copy the bot token (xoxb-…) of the app's page "OAuth & Permissions"`
        : undefined;
      if (refused !== undefined && !tokens.has(botToken)) throw new SlackStartError(refused);
      log.warn({ code, detail }, 'Slack could not be asked who we are; trying again');
      return undefined;
    }
    const id = textAt(called.result, 'team_id');
    const name = textAt(called.result, 'team') || id;
    return { id, name, botUserId: textAt(called.result, 'user_id'), botToken };
  }

  /** One step after the other; what is done is not done again. */
  async function attempt(): Promise<boolean> {
    if (deps.botToken !== undefined && !workspace) {
      workspace = await identify(deps.botToken);
      if (!workspace) return false;
      deps.identified(workspace);
    }
    if (workspace && state === 'closed') {
      await tokens.remember(workspace.botToken);
      await deps.arrived(workspace);
      state = 'arrived';
    }
    if (stopped) return true;
    await deps.listen();
    refused = undefined;
    state = 'listening';
    return true;
  }

  function again(pauseMs: number): void {
    if (stopped) return;
    retry = setTimeout(async () => {
      if (!(await tried())) again(Math.min(longestPauseMs, 2 * pauseMs));
    }, pauseMs);
  }

  async function tried(): Promise<boolean> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof SlackStartError) refused = error.message;
      log.error({ err: error }, 'Slack could not be connected; trying again');
      return false;
    }
  }

  return {
    async open() {
      try {
        if (await attempt()) return;
      } catch (error) {
        if (error instanceof SlackStartError) throw error;
        log.error({ err: error }, 'Slack could not be connected; trying again');
      }
      again(deps.firstPauseMs);
    },
    trouble() {
      if (state === 'listening') return undefined;
      return refused ?? (workspace ? 'not connected yet' : 'Slack does not answer');
    },
    stop() {
      stopped = true;
      clearTimeout(retry);
    },
  };
}
