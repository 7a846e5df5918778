import { App, type Receiver } from '@slack/bolt';
import type { OnceDispatcher } from '../../chat/dispatcher.ts';
import { createAnswers } from './answer.ts';
import { createClients } from './clients.ts';
import { createConnection } from './connection.ts';
import { directMessages } from './direct-messages.ts';
import { removed } from './errors.ts';
import { listenToEvents } from './events.ts';
import { createForeigners } from './foreign.ts';
import { createForms } from './forms.ts';
import { createHomes } from './home.ts';
import { httpReceiver } from './http.ts';
import { createInteractionRunner } from './interaction-runner.ts';
import { listenToMembers } from './interactions.ts';
import { boltLogger } from './logger.ts';
import { createMentions } from './mentions.ts';
import { slackMessenger } from './messenger.ts';
import { oauthRoutes } from './oauth.ts';
import { createPictures } from './pictures.ts';
import { defaultTiming, type Installation, type Slack, type SlackOptions } from './ports.ts';
import { createProfiles } from './profiles.ts';
import { reactionReader } from './reactions.ts';
import { dmReader } from './read-dm.ts';
import { createReplays } from './replays.ts';
import { redundantSockets } from './sockets.ts';
import { createStanding } from './standing.ts';
import { createSubmissions } from './submissions.ts';
import { createSuggestions } from './suggestions.ts';
import { typedMessages } from './typed-messages.ts';
import { createWorkspaceThrottle } from './workspace-throttle.ts';
import { oneWorkspace, storedWorkspaces } from './workspaces.ts';

const slackApi = 'https://slack.com/api/';
const drainMs = 5_000;
const everyTokenIsNew = { has: () => false, remember: async () => undefined };

/** Puts the adapter together. Nothing is asked of Slack before `start`. */
export function createSlack(options: SlackOptions): Slack {
  const { mode, log, now, tokens = everyTokenIsNew } = options;
  const apiUrl = (options.apiUrl ?? slackApi).replace(/\/*$/, '/');
  const timing = { ...defaultTiming, ...options.timing };
  const logger = boltLogger(log);
  const one = oneWorkspace();
  const workspaces = mode.kind === 'oauth' ? storedWorkspaces(mode.installations, now) : one;
  let dispatcher: OnceDispatcher | undefined;
  let state: 'new' | 'running' | 'stopped' = 'new';

  const standing = createStanding({
    clients: () => clients,
    log,
    firstPauseMs: timing.refusedTokenMs,
    removedAfterMs: timing.removedAfterMs,
    departed,
    back,
  });
  const clients = createClients({
    workspaces,
    apiUrl,
    timing,
    logger,
    onRefused: standing.refused,
    onTaken: standing.taken,
  });
  const profiles = createProfiles(clients, now);
  const dms = directMessages(clients);
  const pictures = createPictures({ clients, apiUrl, log });
  const throttle = createWorkspaceThrottle(timing.fanOutApartMs);
  const replays = createReplays({ memory: options.memory, now, log });
  const foreigners = createForeigners({ clients, profiles, only: one.current });
  const runner = createInteractionRunner({
    dispatcher: () => dispatcher,
    clients,
    profiles,
    replays,
    foreigners,
    log,
  });
  const homes = createHomes({
    clients,
    profiles,
    runner,
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
    undelivered: runner.undelivered,
  });
  const forms = createForms({ clients, answers, log, leaving: leaving.signal });
  const submissions = createSubmissions({
    runner,
    answers,
    clients,
    homes,
    log,
    now,
    submitMs: timing.submitMs,
  });
  const suggestions = createSuggestions({ runner, now });

  const sockets =
    mode.kind === 'socket'
      ? redundantSockets({
          appToken: mode.appToken,
          apiUrl,
          logger,
          log,
          timing,
          tokens,
          onConnected: reached,
        })
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
  const mentions = createMentions(clients, profiles);
  listenToMembers(app, {
    commands,
    runner,
    answers,
    forms,
    homes,
    submissions,
    suggestions,
    mentions,
    now,
  });
  listenToEvents(app, {
    clients,
    typed: typedMessages({
      dispatcher: () => dispatcher,
      clients,
      dms,
      profiles,
      mentions,
      pictures,
      foreigners,
      answers,
      homes,
      now,
    }),
    homes,
    profiles,
    replays,
    runner,
    onReaction: options.onReaction,
    onZoneChanged: options.onZoneChanged,
    onRemoved: standing.removed,
  });

  const connection = createConnection({
    botToken: mode.kind === 'oauth' ? undefined : mode.botToken,
    tokens,
    clients,
    log,
    firstPauseMs: timing.reconnectMs,
    identified: one.set,
    async arrived({ id, name }) {
      await options.onCommunityJoined?.({ external: id, name });
      await options.onConnected?.(id);
    },
    async listen() {
      if (state === 'running') await app.start();
    },
  });

  async function departed(team: string): Promise<boolean> {
    if (mode.kind === 'oauth') await mode.installations.remove(team);
    workspaces.forget(team);
    await options.onCommunityRemoved?.(team);
    return mode.kind !== 'oauth';
  }

  async function back(team: string, wasDeparted: boolean): Promise<void> {
    const workspace = wasDeparted ? await clients.workspace(team) : undefined;
    if (workspace) await options.onCommunityJoined?.({ external: team, name: workspace.name });
    await options.onConnected?.(team);
  }

  /** Slack is within reach again. */
  function reached(): void {
    const workspace = one.current();
    if (workspace) runner.track(Promise.resolve(options.onConnected?.(workspace.id)));
  }

  async function installed(installation: Installation): Promise<void> {
    const { team, teamName } = installation;
    if (mode.kind === 'oauth') await mode.installations.save(installation);
    workspaces.forget(team);
    standing.taken(team);
    log.info({ team }, 'the app was installed in a Slack workspace');
    await options.onCommunityJoined?.({ external: team, name: teamName });
    await options.onConnected?.(team);
  }

  /** What an older key encrypted stays readable with that key; a token that no key opens is of no use, and harms nobody else's. */
  async function rotate(): Promise<void> {
    if (mode.kind !== 'oauth') return;
    try {
      const rotated = (await mode.installations.rotate?.()) ?? 0;
      if (rotated > 0) log.info({ rotated }, "Slack's tokens were encrypted with the first SECRET_KEY");
    } catch (error) {
      log.error({ err: error }, "Slack's tokens could not all be encrypted with the first SECRET_KEY");
    }
  }

  function trouble(): string | undefined {
    if (state !== 'running') return state === 'new' ? 'not started' : 'stopped';
    const wrong = connection.trouble();
    if (wrong) return wrong;
    const workspace = one.current();
    const refusal = workspace && standing.refusal(workspace.id);
    if (refusal && removed.has(refusal)) return `the app was removed from ${workspace.name}`;
    if (refusal) return `SLACK_BOT_TOKEN is refused by Slack (${refusal}); it is tried again`;
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
    messenger: slackMessenger({
      clients,
      dms,
      throttle,
      reader: { ...dmReader({ clients, profiles, mentions, pictures, now }), ...reactionReader(clients) },
      pictures,
      log,
      now,
      clearHome: homes.clear,
    }),
    async start(given) {
      dispatcher = given;
      state = 'running';
      await rotate();
      await connection.open();
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
      connection.stop();
      standing.stop();
      leaving.abort();
      homes.stop();
      throttle.stop();
      await app.stop();
      await runner.drain(drainMs);
      await replays.flush();
    },
  };
}
