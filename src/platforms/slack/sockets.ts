import { type App, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { TokenMemory } from '../../chat/token-memory.ts';
import { badCredentials, failureOf } from './errors.ts';
import { type SlackLog, SlackStartError, type SlackTiming } from './ports.ts';

export interface SocketDependencies {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly log: SlackLog;
  readonly timing: SlackTiming;
  readonly tokens: TokenMemory;
  /** The first connection stands after there was none. */
  readonly onConnected: () => void;
}

/** Slack's connections for events, commands and presses. */
export interface Sockets extends Receiver {
  /** Connections on which something can arrive now. */
  connected(): number;
}

const sockets = 2;
const longestPauseMs = 30_000;
const helloMs = 15_000;
const closeMs = 500;
/** A connection that lived longer than this was a good one. */
const steadyMs = 10_000;

/**
 * Two connections, opened some time apart: when Slack refreshes one, the other one stands. A connection that is told to go is
 * closed only when the next one is open, so that what it has received is still acknowledged. The SDK's own reconnecting is
 * off: it closes first, waits at least five seconds, and rejects a promise that nobody holds when it is stopped meanwhile.
 */
export function redundantSockets(deps: SocketDependencies): Sockets {
  const { log, timing } = deps;
  const live = new Set<SocketModeReceiver>();
  const stop = stopSign();
  const loops: Promise<void>[] = [];
  let app: App | undefined;

  function make(): SocketModeReceiver {
    const receiver = new SocketModeReceiver({
      appToken: deps.appToken,
      logger: deps.logger,
      autoReconnectEnabled: false,
      installerOptions: {
        clientOptions: {
          slackApiUrl: deps.apiUrl,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          timeout: timing.interactiveTimeoutMs,
        },
      },
    });
    if (app) receiver.init(app);
    return receiver;
  }

  /** Opens one connection; resolves once Slack has said hello. */
  async function open(): Promise<Connection> {
    const receiver = make();
    const told = disconnectTold(receiver);
    const started = receiver.start();
    const late = pause(helloMs, stop);
    try {
      const first = await Promise.race([started.then(() => 'open'), late.ended]);
      if (first !== 'open') throw new Error(stop.given() ? 'stopped' : 'Slack did not say hello');
      return { receiver, told };
    } catch (error) {
      // It may still be on its way.
      started.then(
        () => close(receiver),
        () => undefined,
      );
      close(receiver);
      throw error ?? new Error('the connection was closed');
    } finally {
      late.cancel();
    }
  }

  async function keep(first: Connection | undefined, delayMs: number): Promise<void> {
    let next = first;
    let former: SocketModeReceiver | undefined;
    let failures = 0;
    if (!next) await pause(delayMs, stop).ended;
    while (!stop.given()) {
      try {
        next ??= await open();
        const { receiver, told } = next;
        next = undefined;
        if (former) close(former);
        live.add(receiver);
        if (live.size === 1) deps.onConnected();
        deps.tokens
          .remember(deps.appToken)
          .catch((error) => log.error({ err: error }, 'could not be stored'));
        const since = performance.now();
        const reason = await Promise.race([told, stop.ended]);
        live.delete(receiver);
        former = receiver;
        log.debug({ reason }, 'a Slack connection ends');
        failures = performance.now() - since > steadyMs ? 0 : failures + 1;
        if (failures > 1) await pause(backOff(failures - 1), stop).ended;
      } catch (error) {
        if (stop.given()) break;
        failures += 1;
        const { code, detail, retryAfterMs } = failureOf(error);
        log.warn({ code, detail }, 'Slack could not be connected; trying again');
        await pause(Math.max(retryAfterMs ?? 0, backOff(failures)), stop).ended;
      }
    }
    if (next) close(next.receiver);
    if (former) close(former);
  }

  const backOff = (failures: number): number =>
    Math.min(longestPauseMs, timing.reconnectMs * 2 ** Math.min(failures - 1, 10));

  return {
    connected: () => live.size,
    init(given) {
      app = given;
    },
    async start() {
      let first: Connection | undefined;
      try {
        first = await open();
      } catch (error) {
        const { code, detail } = failureOf(error);
        if ((badCredentials.has(code) || code === 'missing_scope') && !deps.tokens.has(deps.appToken)) {
          throw new SlackStartError(
            `SLACK_APP_TOKEN is refused by Slack (${code}): it must be an app-level token (xapp-…) with connections:write`,
          );
        }
        log.warn({ code, detail }, 'Slack could not be connected; trying again');
      }
      loops.push(keep(first, timing.reconnectMs));
      for (let index = 1; index < sockets; index++)
        loops.push(keep(undefined, timing.socketStaggerMs * index));
    },
    async stop() {
      stop.give();
      await Promise.all(loops);
    },
  };
}

interface Connection {
  readonly receiver: SocketModeReceiver;
  /** Resolves when Slack tells it to go, or it is gone. */
  readonly told: Promise<string>;
}

/** Keeps "disconnect" from the client, which would close at once and lose the acknowledgements that are on their way. */
function disconnectTold({ client }: SocketModeReceiver): Promise<string> {
  const own = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  return new Promise((resolve) => {
    client.on('disconnected', () => resolve('closed'));
    client.on('ws_message', (...said: unknown[]) => {
      const reason = disconnectReason(said[0]);
      if (reason) resolve(reason);
      else for (const listener of own) (listener as (...given: unknown[]) => void)(...said);
    });
  });
}

interface StopSign {
  given(): boolean;
  give(): void;
  /** Resolves when it is given. */
  readonly ended: Promise<string>;
}

function stopSign(): StopSign {
  let given = false;
  let end: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  return {
    ended,
    given: () => given,
    give() {
      given = true;
      end('stopped');
    },
  };
}

/** Waits, or until everything ends. */
function pause(ms: number, stop: StopSign): { readonly ended: Promise<unknown>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, ms, 'over');
  });
  const ended = Promise.race([over, stop.ended]).finally(() => clearTimeout(timer));
  return { ended, cancel: () => clearTimeout(timer) };
}

/** Asks Slack to close, and closes without it when it does not. */
function close(receiver: SocketModeReceiver): void {
  const { client } = receiver;
  const force = setTimeout(() => void client.disconnect(), closeMs);
  client.on('disconnected', () => clearTimeout(force));
  void client.disconnect().then(() => clearTimeout(force));
}

function disconnectReason(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined;
  try {
    const said = JSON.parse(data) as { type?: unknown; reason?: unknown };
    return said.type === 'disconnect' ? String(said.reason ?? 'disconnect') : undefined;
  } catch {
    return undefined;
  }
}
