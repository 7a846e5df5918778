import { App, type Receiver } from '@slack/bolt';
import type { OnceDispatcher } from '../../chat/incoming.ts';
import { createAnswers } from './answer.ts';
import { createClients, textAt } from './clients.ts';
import { directMessages } from './direct-messages.ts';
import { badCredentials } from './errors.ts';
import { listenToEvents } from './events.ts';
import { createForeigners } from './foreign.ts';
import { createForms } from './forms.ts';
import { createHints } from './hints.ts';
import { createHomes } from './home.ts';
import { httpReceiver } from './http.ts';
import { listenToMembers } from './interactions.ts';
import { boltLogger } from './logger.ts';
import { slackMessenger } from './messenger.ts';
import { oauthRoutes } from './oauth.ts';
import { defaultTiming, type Installation, type Slack, type SlackOptions, SlackStartError } from './ports.ts';
import { createProfiles } from './profiles.ts';
import { createReplays } from './replays.ts';
import { twinSockets } from './sockets.ts';
import { createSubmissions } from './submissions.ts';
import { createSuggestions } from './suggestions.ts';
import { createTurns } from './turns.ts';
import { createVisits } from './visits.ts';
import { oneWorkspace, storedWorkspaces } from './workspaces.ts';

const slackApi = 'https://slack.com/api/';
const drainMs = 5_000;
const retryMs = 5_000;

/** Puts the adapter together. Nothing is asked of Slack before `start`. */
export function createSlack(options: SlackOptions): Slack {
  const { mode, log, now } = options;
  const apiUrl = (options.apiUrl ?? slackApi).replace(/\/*$/, '/');
  const timing = { ...defaultTiming, ...options.timing };
  const logger = boltLogger(log);
  const one = oneWorkspace();
  const workspaces = mode.kind === 'oauth' ? storedWorkspaces(mode.installations, now) : one;
  const gone = new Set<string>();
  let dispatcher: OnceDispatcher | undefined;
  let state: 'new' | 'running' | 'stopped' = 'new';
  let retry: NodeJS.Timeout | undefined;

  const clients = createClients({ workspaces, apiUrl, timing, logger, onRemoved: removed });
  const profiles = createProfiles(clients, now);
  const dms = directMessages(clients);
  const turns = createTurns(timing.fanOutApartMs);
  const replays = createReplays({ memory: options.memory, now, log });
  const foreigners = createForeigners({ clients, profiles, only: one.current });
  const visits = createVisits({ dispatcher: () => dispatcher, clients, profiles, replays, foreigners, log });
  const homes = createHomes({
    clients,
    profiles,
    visits,
    foreigners,
    home: options.home,
    log,
    delayMs: timing.homeDelayMs,
  });
  const leaving = new AbortController();
  const answers = createAnswers({
    clients,
    dms,
    log,
    now,
    leaving: leaving.signal,
    undelivered: visits.undelivered,
  });
  const forms = createForms({ clients, answers, log, leaving: leaving.signal });
  const submissions = createSubmissions({
    visits,
    answers,
    clients,
    homes,
    log,
    now,
    submitMs: timing.submitMs,
  });
  const suggestions = createSuggestions({ visits, now });

  const sockets =
    mode.kind === 'socket'
      ? twinSockets({ appToken: mode.appToken, apiUrl, logger, log, timing })
      : undefined;
  const http =
    mode.kind === 'socket' ? undefined : httpReceiver({ signingSecret: mode.signingSecret, now, log });
  const receiver = (sockets ?? http) as Receiver;
  const app = new App({
    receiver,
    logger,
    // Whose token it is was decided before anybody is answered; Bolt's own client is not used.
    authorize: async () => ({}),
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
    ignoreSelf: false,
    convoStore: false,
  });
  app.error(async (error) => log.error({ err: error }, 'something on Slack could not be handled'));
  const { commands } = options;
  listenToMembers(app, { commands, visits, answers, forms, homes, submissions, suggestions, now });
  listenToEvents(app, {
    clients,
    hints: createHints(clients, foreigners, now),
    homes,
    profiles,
    replays,
    visits,
    onZoneChanged: options.onZoneChanged,
    onRemoved: removed,
  });

  /** Once, however many calls find it out. */
  function removed(team: string): void {
    if (gone.has(team)) return;
    gone.add(team);
    workspaces.forget(team);
    log.warn({ team }, 'the app was removed from a Slack workspace');
    visits.track(
      (async () => {
        if (mode.kind === 'oauth') await mode.installations.remove(team);
        workspaces.forget(team);
        await options.onCommunityRemoved?.(team);
      })(),
    );
  }

  async function installed(installation: Installation): Promise<void> {
    if (mode.kind === 'oauth') await mode.installations.save(installation);
    workspaces.forget(installation.team);
    gone.delete(installation.team);
    log.info({ team: installation.team }, 'the app was installed in a Slack workspace');
    await options.onCommunityJoined?.({ external: installation.team, name: installation.teamName });
  }

  /** Asks Slack whose token this is. False: Slack could not be reached. */
  async function identify(token: string): Promise<boolean> {
    const called = await clients.callWith(token, 'auth.test', {});
    if (!called.ok) {
      const { code, detail } = called.failure;
      if (badCredentials.has(code)) {
        throw new SlackStartError(
          `SLACK_BOT_TOKEN is refused by Slack (${code}): copy the bot token (xoxb-…) of the app's page "OAuth & Permissions"`,
        );
      }
      log.warn({ code, detail }, 'Slack could not be asked who we are; trying again');
      return false;
    }
    const id = textAt(called.result, 'team_id');
    const name = textAt(called.result, 'team') || id;
    one.set({ id, name, botUserId: textAt(called.result, 'user_id'), botToken: token });
    await options.onCommunityJoined?.({ external: id, name });
    return true;
  }

  async function connect(): Promise<void> {
    if (mode.kind !== 'oauth' && !(await identify(mode.botToken))) {
      retry = setTimeout(() => {
        if (state === 'running')
          connect().catch((error) => log.error({ err: error }, 'Slack could not be connected'));
      }, retryMs);
      return;
    }
    if (state === 'running') await app.start();
  }

  function trouble(): string | undefined {
    if (state !== 'running') return state === 'new' ? 'not started' : 'stopped';
    const workspace = one.current();
    if (mode.kind !== 'oauth' && !workspace) return 'Slack does not answer';
    if (workspace && gone.has(workspace.id)) return `the app was removed from ${workspace.name}`;
    return sockets?.connected() === 0 ? 'no connection to Slack' : undefined;
  }

  const connected = (): string => {
    if (mode.kind === 'oauth') return 'waiting for signed requests of many workspaces';
    const name = one.current()?.name ?? '';
    return sockets
      ? `connected to ${name} (connections: ${sockets.connected()})`
      : `waiting for signed requests of ${name}`;
  };

  return {
    messenger: slackMessenger({ clients, dms, turns, log, now }),
    async start(given) {
      dispatcher = given;
      state = 'running';
      if (mode.kind === 'oauth') {
        const rotated = (await mode.installations.rotate?.()) ?? 0;
        if (rotated > 0) log.info({ rotated }, "Slack's tokens were encrypted with the first SECRET_KEY");
      }
      await connect();
    },
    ...(http && {
      routes: async (scope) => {
        await scope.register(http.routes);
        if (mode.kind === 'oauth') {
          await scope.register(oauthRoutes({ mode, apiUrl, clients, now, log, installed }));
        }
      },
    }),
    ready() {
      const wrong = trouble();
      return wrong ? { ok: false, detail: wrong } : { ok: true, detail: connected() };
    },
    canAnswer: () => trouble() === undefined,
    async stop() {
      state = 'stopped';
      clearTimeout(retry);
      leaving.abort();
      homes.stop();
      turns.stop();
      await app.stop();
      await visits.drain(drainMs);
      await replays.flush();
    },
  };
}
