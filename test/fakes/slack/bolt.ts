import { App, type AppOptions, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { FakeSlack, FakeWorkspace } from './index.ts';

/** The real Bolt on the fake Slack, as this folder's tests use it. */
export interface Running {
  app: App;
  /** What Bolt and its clients logged as errors. */
  logged: string[];
  stop(): Promise<void>;
}

/** A Bolt app over Socket Mode; `prepare` registers its listeners. It reconnects after `clientPingTimeout` ms. */
export async function startSocketApp(
  slack: FakeSlack,
  team: FakeWorkspace,
  prepare: (app: App) => void,
  options: { clientPingTimeout?: number } = {},
): Promise<Running> {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const { logger, logged } = quietLogger();
  const { appToken } = slack;
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions },
    ...options,
  });
  const app = new App({ token: team.botToken, receiver, clientOptions, logger });
  prepare(app);
  await app.start();
  return { app, logged, stop: async () => void (await app.stop()) };
}

/** A Bolt app behind its HTTP receiver on a free port; the fake is told where to send. */
export async function startHttpApp(
  slack: FakeSlack,
  team: FakeWorkspace | undefined,
  prepare: (app: App) => void,
  options: Partial<AppOptions> = {},
): Promise<Running & { url: string }> {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const { logger, logged } = quietLogger();
  const app = new App({
    ...(team ? { token: team.botToken } : {}),
    signingSecret: slack.signingSecret,
    clientOptions,
    logger,
    ...options,
  });
  prepare(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server && 'address' in server ? server.address() : null;
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  slack.deliver = { http: `${url}/slack/events` };
  return { app, logged, url, stop: async () => void (await app.stop()) };
}

export function quietLogger(): { logger: Logger; logged: string[] } {
  const logged: string[] = [];
  const keep = (...said: unknown[]): void => void logged.push(said.map(String).join(' '));
  const drop = (): void => {};
  const logger = { debug: drop, info: drop, warn: drop, error: keep, setLevel: drop, setName: drop };
  return { logger: { ...logger, getLevel: () => LogLevel.ERROR }, logged };
}
