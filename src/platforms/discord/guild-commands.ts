import { DiscordAPIError, RateLimitError, type REST } from 'discord.js';
import type { Command } from '../../chat/command.ts';
import { detailOf } from './errors.ts';
import type { DiscordLog } from './ports.ts';
import { replaceCommands, type Scope } from './register.ts';

/** Keeps the commands that a server switched on registered in that server alone. */
export interface GuildCommands {
  /** A session began; what was asked before is done now. */
  begin(applicationId: string): void;
  /** The server came, or switched something on or off. */
  update(guildId: string): void;
  stop(): void;
}

const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;

export function guildCommands(deps: {
  readonly rest: REST;
  /** What the server has beside the commands of everywhere; undefined: it never switched anything on. */
  readonly commandsOf: (guildId: string) => Promise<readonly Command[] | undefined>;
  readonly log: DiscordLog;
}): GuildCommands {
  const { rest, commandsOf, log } = deps;
  const waiting = new Set<string>();
  let applicationId: string | undefined;
  let running = false;
  let stopped = false;
  let wake: () => void = () => undefined;

  async function register(scope: Scope & { readonly guildId: string }): Promise<void> {
    const wanted = await commandsOf(scope.guildId);
    if (wanted === undefined || !(await replaceCommands(rest, scope, wanted))) return;
    log.info({ guild: scope.guildId }, 'registered the commands that this server switched on');
  }

  /** One server after the other; one that Discord refuses waits until it comes again. */
  async function drain(id: string): Promise<void> {
    running = true;
    let pause = firstRetryMs;
    for (let [guildId] = waiting; guildId !== undefined && !stopped; [guildId] = waiting) {
      waiting.delete(guildId);
      try {
        await register({ applicationId: id, guildId });
        pause = firstRetryMs;
      } catch (error) {
        const isRefused = error instanceof DiscordAPIError && error.status < 500 && error.status !== 401;
        log.error(
          { guild: guildId, detail: detailOf(error) },
          'the commands of a server could not be registered',
        );
        if (isRefused) continue;
        waiting.add(guildId);
        await waitFor(Math.max(pause, error instanceof RateLimitError ? error.retryAfter : 0));
        pause = Math.min(2 * pause, longestRetryMs);
      }
    }
    // At once with the last look at who waits, so that nobody is overlooked.
    running = false;
  }

  const waitFor = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  function run(): void {
    if (!running && applicationId !== undefined) void drain(applicationId);
  }

  return {
    begin(id) {
      applicationId = id;
      run();
    },
    update(guildId) {
      waiting.add(guildId);
      run();
    },
    stop() {
      stopped = true;
      wake();
    },
  };
}
