import { RESTJSONErrorCodes as Code, DiscordAPIError, RateLimitError, type REST } from 'discord.js';
import type { Command } from '../../chat/command.ts';
import { detailOf, isUnauthorized } from './errors.ts';
import type { DiscordLog, HashStore } from './ports.ts';
import { registerCommands, type Scope } from './register.ts';

/** Registers the commands, and tries again until Discord has them. */
export interface Registration {
  /** A session of shard 0 began: looks whether Discord has the commands. Does nothing while it is trying already. */
  begin(applicationId: string): void;
  /** Tries at once what else would wait: the bot came into the server in which it registers. */
  retryNow(): void;
  /** What keeps the commands from being registered; undefined once Discord has them. */
  problem(): string | undefined;
  stop(): void;
}

const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;

export function registration(deps: {
  readonly rest: REST;
  readonly guildId: string | undefined;
  readonly commands: () => Promise<readonly Command[]>;
  readonly hashStore: HashStore;
  readonly log: DiscordLog;
}): Registration {
  const { rest, guildId, commands, hashStore, log } = deps;
  let problem: string | undefined = 'they are on their way to Discord';
  let trying = false;
  let stopped = false;
  let wake: () => void = () => undefined;

  async function keepTrying(scope: Scope): Promise<void> {
    for (let pause = firstRetryMs; !stopped; pause = Math.min(2 * pause, longestRetryMs)) {
      try {
        const done = await registerCommands(rest, scope, await commands(), hashStore);
        problem = undefined;
        if (done) log.info({ guild: guildId }, 'registered the commands');
        return;
      } catch (error) {
        problem = problemOf(error, guildId);
        const againInMs = Math.max(pause, error instanceof RateLimitError ? error.retryAfter : 0);
        if (stopped) return;
        log.error({ detail: problem, againInMs }, 'the commands could not be registered');
        await waitFor(againInMs);
      }
    }
  }

  const waitFor = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    begin(applicationId) {
      if (trying) return;
      trying = true;
      void keepTrying({ applicationId, ...(guildId !== undefined && { guildId }) }).finally(() => {
        trying = false;
      });
    },
    retryNow: () => wake(),
    problem: () => problem,
    stop() {
      stopped = true;
      wake();
    },
  };
}

/** Why Discord does not take the commands, with what an operator can do about it. */
export function problemOf(error: unknown, guildId: string | undefined): string {
  if (error instanceof RateLimitError)
    return `Discord asks for a pause of ${Math.ceil(error.retryAfter / 1_000)} s`;
  if (isUnauthorized(error)) return 'DISCORD_TOKEN is refused by Discord';
  const code = error instanceof DiscordAPIError ? error.code : undefined;
  if (guildId !== undefined && (code === Code.MissingAccess || code === Code.UnknownGuild))
    return `the bot is not in the server ${guildId} of DISCORD_GUILD_ID, or was added to it without the scope applications.commands`;
  return detailOf(error);
}
