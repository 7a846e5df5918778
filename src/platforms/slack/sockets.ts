import { type App, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { badCredentials, failureOf } from './errors.ts';
import { type SlackLog, SlackStartError, type SlackTiming } from './ports.ts';

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
 * Two connections, opened some time apart: when Slack refreshes one, the other one stands, and the new one is opened as soon
 * as the old one is told to go. The SDK's own reconnecting is off: it waits at least five seconds first, and rejects a promise
 * that nobody holds when it is stopped meanwhile.
 */
export function twinSockets(deps: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly log: SlackLog;
  readonly timing: SlackTiming;
}): Sockets {
  const { log, timing } = deps;
  const live = new Set<SocketModeReceiver>();
  const stopping = new AbortController();
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
  async function open(): Promise<SocketModeReceiver> {
    const receiver = make();
    const started = receiver.start();
    started.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Slack did not say hello')), helloMs);
    });
    const stopped = new Promise<never>((_resolve, reject) => {
      stopping.signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    });
    stopped.catch(() => undefined);
    try {
      await Promise.race([started, late, stopped]);
      return receiver;
    } catch (error) {
      close(receiver);
      throw error ?? new Error('the connection was closed');
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when the connection is told to go, or is gone. */
  const ended = (receiver: SocketModeReceiver): Promise<string> =>
    new Promise((resolve) => {
      receiver.client.on('ws_message', (data: unknown) => {
        const reason = disconnectReason(data);
        if (reason) resolve(reason);
      });
      receiver.client.on('disconnected', () => resolve('closed'));
      stopping.signal.addEventListener('abort', () => resolve('stopped'), { once: true });
    });

  async function keep(first: SocketModeReceiver | undefined, delayMs: number): Promise<void> {
    let receiver = first;
    let failures = 0;
    if (!receiver) await pause(delayMs);
    while (!stopping.signal.aborted) {
      try {
        receiver ??= await open();
        if (stopping.signal.aborted) return close(receiver);
        live.add(receiver);
        const since = performance.now();
        const reason = await ended(receiver);
        live.delete(receiver);
        close(receiver);
        failures = performance.now() - since > steadyMs ? 0 : failures;
        log.debug({ reason }, 'a Slack connection ended');
        receiver = undefined;
        if (failures > 0) await pause(backOff(failures));
        failures += 1;
      } catch (error) {
        receiver = undefined;
        failures += 1;
        if (stopping.signal.aborted) return;
        const { code, detail, retryAfterMs } = failureOf(error);
        log.warn({ code, detail }, 'Slack could not be connected; trying again');
        await pause(Math.max(retryAfterMs ?? 0, backOff(failures)));
      }
    }
  }

  const backOff = (failures: number): number =>
    Math.min(longestPauseMs, timing.reconnectMs * 2 ** Math.min(failures - 1, 10));

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });

  return {
    connected: () => live.size,
    init(given) {
      app = given;
    },
    async start() {
      let first: SocketModeReceiver | undefined;
      try {
        first = await open();
      } catch (error) {
        const { code, detail } = failureOf(error);
        if (badCredentials.has(code) || code === 'missing_scope') {
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
      stopping.abort();
      await Promise.all(loops);
    },
  };
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
