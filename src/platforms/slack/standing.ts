import type { SlackClients } from './clients.ts';
import { removed, tokenRefused } from './errors.ts';
import type { SlackLog } from './ports.ts';

/** In which workspaces Slack does not take the token, and since when the app is gone from them. */
export interface Standing {
  /** Slack refused the token: it is asked about from now on until Slack takes it again. */
  refused(team: string, code: string): void;
  /** Slack took the token. */
  taken(team: string): void;
  /** Slack told that the app was removed, and refuses the token too. */
  removed(team: string): void;
  /** Slack's word for the refusal, while it lasts. */
  refusal(team: string): string | undefined;
  stop(): void;
}

const longestPauseMs = 5 * 60_000;

interface Refusal {
  code: string;
  readonly since: number;
  departed: boolean;
  pauseMs: number;
  timer?: NodeJS.Timeout;
}

/**
 * One answer takes no workspace out: a refused token is tried again with growing pauses, and the community leaves only when
 * Slack has told of the removal, or says for `removedAfterMs` that the app is gone. Whatever it was, it ends with the first call
 * that succeeds.
 */
export function createStanding(deps: {
  readonly clients: () => SlackClients;
  readonly log: SlackLog;
  readonly firstPauseMs: number;
  readonly removedAfterMs: number;
  /** The app is gone. False: its token was thrown away, and there is nothing left to ask with. */
  readonly departed: (team: string) => Promise<boolean>;
  readonly back: (team: string, departed: boolean) => Promise<void>;
}): Standing {
  const { log } = deps;
  const refusals = new Map<string, Refusal>();
  let stopped = false;

  function watch(team: string, it: Refusal): void {
    if (stopped || refusals.get(team) !== it) return;
    it.timer = setTimeout(() => {
      ask(team, it)
        .catch((error) =>
          log.error({ err: error, team }, 'a refused token of Slack could not be tried again'),
        )
        .finally(() => watch(team, it));
    }, it.pauseMs);
    it.pauseMs = Math.min(longestPauseMs, 2 * it.pauseMs);
  }

  async function ask(team: string, it: Refusal): Promise<void> {
    const called = await deps.clients().call('interactive', team, 'auth.test', {});
    if (called.ok || !tokenRefused.has(called.failure.code)) return;
    it.code = called.failure.code;
    if (removed.has(it.code) && performance.now() - it.since >= deps.removedAfterMs) await depart(team, it);
  }

  async function depart(team: string, it: Refusal): Promise<void> {
    if (it.departed) return;
    it.departed = true;
    log.warn({ team, code: it.code }, 'the app was removed from a Slack workspace');
    try {
      if (!(await deps.departed(team))) forget(team, it);
    } catch (error) {
      it.departed = false;
      throw error;
    }
  }

  function forget(team: string, it: Refusal): void {
    clearTimeout(it.timer);
    refusals.delete(team);
  }

  function refused(team: string, code: string): Refusal {
    const known = refusals.get(team);
    if (known) {
      known.code = code;
      return known;
    }
    const it: Refusal = { code, since: performance.now(), departed: false, pauseMs: deps.firstPauseMs };
    refusals.set(team, it);
    log.warn({ team, code }, 'Slack refuses the token of a workspace; it is tried again');
    watch(team, it);
    return it;
  }

  return {
    refused,
    taken(team) {
      const it = refusals.get(team);
      if (!it) return;
      forget(team, it);
      log.info({ team }, 'Slack takes the token of a workspace again');
      deps.back(team, it.departed).catch((error) => {
        log.error({ err: error, team }, 'a Slack workspace could not be taken back');
        refused(team, it.code).departed = it.departed;
      });
    },
    removed(team) {
      const it = refused(team, 'token_revoked');
      depart(team, it).catch((error) => log.error({ err: error, team }, 'a removal could not be noted'));
    },
    refusal: (team) => refusals.get(team)?.code,
    stop() {
      stopped = true;
      for (const { timer } of refusals.values()) clearTimeout(timer);
    },
  };
}
