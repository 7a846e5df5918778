import { Deliveries, type Destination } from './delivery/deliver.ts';
import { Events } from './delivery/events.ts';
import { signatureOf } from './delivery/http.ts';
import type { AckResult, DeliveryRecord } from './delivery/payload.ts';
import { type DisconnectReason, SocketMode } from './delivery/socket-mode.ts';
import type { DriverContext } from './driver/driver-context.ts';
import { FakeMessage, type FakeView } from './driver/surface.ts';
import type { FakeUser } from './driver/user.ts';
import { FakeWorkspace } from './driver/workspace.ts';
import type { Effect } from './effects.ts';
import type { Faults } from './faults.ts';
import { listen } from './http/server.ts';
import type { Json } from './json.ts';
import type { TeamRecord } from './model.ts';
import type { RateLimits } from './rate-limits.ts';
import { type RequestRecord, SlackState } from './state.ts';
import { messageObject } from './surfaces/messages.ts';
import type { Ping } from './text/mrkdwn.ts';
import { slackPictures, slackTraces } from './traces.ts';
import type { Violation } from './violations.ts';
import { Router } from './web-api/router.ts';

export type { Answer } from './driver/answer.ts';
export type { FakeChannel } from './driver/channel.ts';
export { FakeMessage, FakeView } from './driver/surface.ts';
export type { FakeUser } from './driver/user.ts';
export type { FakeWorkspace } from './driver/workspace.ts';
export type { Violation } from './violations.ts';

export interface FakeSlackOptions {
  /** Milliseconds since the epoch: decides expiries, rate limits and timestamps. The machine's clock unless given. */
  now?: () => number;
  /** The app's manifest: its commands, shortcuts, events and scopes. Without one everything is on. */
  manifest?: Json;
  /** Real milliseconds that the app has to acknowledge; Slack gives 3000. */
  ackTimeoutMs?: number;
  /** When a member's action counts as answered: see WatchOptions. */
  quietMs?: number;
  effectMs?: number;
}

/** Faults of calls and events, and those of sockets. */
export type SlackFaults = Faults & {
  /** Tells every socket to go, or `most` of them, the oldest first. */
  disconnect(reason: DisconnectReason, most?: number): void;
  killSocket(): void;
  lingerAfterClose(on: boolean): void;
};

export interface FakeSlack {
  /** SLACK_API_URL. */
  apiUrl: string;
  baseUrl: string;
  /** The page where members consent to an installation. */
  authorizationUrl: string;
  signingSecret: string;
  clientId: string;
  clientSecret: string;
  appToken: string;
  appId: string;
  /** Where payloads go; to the app's sockets unless set. */
  deliver: Destination;
  /** Seconds since the epoch for signatures. */
  timestamp: () => number;
  /** The redirect URLs in the app's settings; without any every address will do, if it is named in the request. */
  redirectUrls: string[];
  /** `installed: false` for a workspace that OAuth is to install the app in. */
  addWorkspace(given?: { name?: string; domain?: string; installed?: boolean }): FakeWorkspace;
  /** What is visible in a channel, oldest first. */
  messages(channel: string | { id: string }): FakeMessage[];
  home(user: FakeUser): FakeView | undefined;
  /** Tells of everything that the app does and a member can see, at the moment Slack has it. */
  onEffect(listener: (effect: Effect) => void): void;
  /** Whom the app's messages pinged, so far. */
  pings: { ping: Ping; message: FakeMessage }[];
  /** Where any of these words stands in all that Slack keeps of the app's. */
  traces(words: readonly string[]): string[];
  /** The bytes of every picture that is still there. */
  pictures(): Buffer[];
  requests: RequestRecord[];
  deliveries: DeliveryRecord[];
  /** Delivers something again, as Slack may. */
  redeliver(delivery: DeliveryRecord): Promise<AckResult>;
  /** Signature headers for a body, for requests made by hand. */
  sign(body: string, timestamp?: number): Record<string, string>;
  /** Sends the Events API's challenge to the app's address and says whether it was answered. */
  verifyUrl(): Promise<boolean>;
  /** Sends the retries of events whose time has come. */
  deliverDueEvents(): Promise<void>;
  violations: Violation[];
  takeViolations(): Violation[];
  expectNoViolations(): void;
  rateLimits: RateLimits;
  faults: SlackFaults;
  /** Open sockets. */
  connections: number;
  /** Real milliseconds from an upload's completion until image blocks may use it. */
  fileReadyMs: number;
  /** Whether names in a command's text carry labels; see `SlackState`. */
  labels: 'given' | 'left-out';
  close(): Promise<void>;
}

/** Starts a fake Slack on a free port of 127.0.0.1. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = new SlackState(options);
  const ackTimeoutMs = options.ackTimeoutMs ?? 3000;
  const sockets = new SocketMode(state, ackTimeoutMs);
  const deliveries = new Deliveries(state, sockets, ackTimeoutMs);
  const events = new Events(state, deliveries);
  const watching = {
    quietMs: options.quietMs ?? 15,
    effectMs: options.effectMs ?? 1000,
    answered: new Map(),
  };
  const context: DriverContext = { state, deliveries, events, watching };
  const workspaces = new Map<string, FakeWorkspace>();
  const revoked = (team: TeamRecord): void => void workspaces.get(team.id)?.revokeTokens();
  const uninstalled = (team: TeamRecord): void => void workspaces.get(team.id)?.uninstall();
  const router = new Router(state, {
    openConnection: () => sockets.openConnection(),
    tokensRevoked: revoked,
    uninstalled,
  });
  // What the app writes in a DM comes back to it as an event.
  state.effects.always(({ kind, teamId, message }) => {
    const team = state.teams.get(teamId);
    const place = message && team?.conversations.get(message.channel);
    if (kind !== 'message' || !message || !team || place?.kind !== 'im') return;
    const event = { ...messageObject(state, team, message), channel: place.id, channel_type: 'im' };
    void events.emit(team, { ...event, event_ts: message.ts }, 'message.im');
  });
  const server = await listen(state, router, sockets);
  const pings = collectPings(state);
  const faults = Object.assign(state.faults, {
    disconnect: (reason: DisconnectReason, most?: number) => sockets.disconnect(reason, most),
    killSocket: () => sockets.kill(),
    lingerAfterClose: (on: boolean) => {
      sockets.lingerAfterClose = on;
    },
  });
  const { app, violations } = state;

  return {
    apiUrl: `${state.baseUrl}/api/`,
    baseUrl: state.baseUrl,
    authorizationUrl: `${state.baseUrl}/oauth/v2/authorize`,
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    appToken: app.appToken,
    appId: app.id,
    get deliver() {
      return deliveries.destination;
    },
    set deliver(destination) {
      deliveries.destination = destination;
    },
    get timestamp() {
      return deliveries.timestamp;
    },
    set timestamp(clock) {
      deliveries.timestamp = clock;
    },
    get redirectUrls() {
      return app.redirectUrls ?? [];
    },
    set redirectUrls(urls) {
      app.redirectUrls = urls;
    },
    addWorkspace(given = {}) {
      const workspace = new FakeWorkspace(context, makeTeam(state, given));
      workspaces.set(workspace.id, workspace);
      return workspace;
    },
    messages(channel) {
      const id = typeof channel === 'string' ? channel : channel.id;
      const place = [...state.teams.values()].map((team) => team.conversations.get(id)).find((each) => each);
      return (place?.messages ?? [])
        .filter((each) => !each.ephemeralFor)
        .map((each) => new FakeMessage(each));
    },
    home: (user) => user.home,
    onEffect: (listener) => state.effects.always(listener),
    pings,
    traces: (words) => slackTraces(state, words),
    pictures: () => slackPictures(state),
    requests: state.requests,
    deliveries: deliveries.list,
    redeliver: (delivery) => deliveries.repeat(delivery),
    sign: (body, timestamp = deliveries.timestamp()) => ({
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signatureOf(app.signingSecret, timestamp, body),
    }),
    verifyUrl: () => verifyUrl(state, deliveries),
    deliverDueEvents: () => events.deliverDue(),
    violations: violations.list,
    takeViolations: () => violations.take(),
    expectNoViolations: () => violations.expectNone(),
    rateLimits: state.limits,
    faults,
    get connections() {
      return sockets.connections;
    },
    get labels() {
      return state.labels;
    },
    set labels(labels) {
      state.labels = labels;
    },
    get fileReadyMs() {
      return state.fileReadyMs;
    },
    set fileReadyMs(ms) {
      state.fileReadyMs = ms;
    },
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function makeTeam(
  state: SlackState,
  given: { name?: string; domain?: string; installed?: boolean },
): TeamRecord {
  const id = state.ids.next('T');
  const botUserId = state.ids.next('U');
  const domain = given.domain ?? id.toLowerCase();
  const team: TeamRecord = {
    id,
    name: given.name ?? domain,
    domain,
    botUserId,
    botId: state.ids.next('B'),
    members: new Map(),
    groups: new Map(),
    externals: new Map(),
    conversations: new Map(),
    modals: new Map(),
    homes: new Map(),
    dms: new Map(),
  };
  const bot = {
    id: botUserId,
    teamId: id,
    name: state.app.botName,
    displayName: state.app.botName,
    realName: state.app.botName,
    tz: 'America/Los_Angeles',
  };
  const flags = { locale: 'en-US', admin: false, owner: false, bot: true, deleted: false, updated: 0 };
  team.members.set(botUserId, { ...bot, ...flags });
  if (given.installed !== false) {
    const botToken = `xoxb-${id}-${state.ids.hex(24)}`;
    team.installation = { botToken, scopes: new Set(state.app.scopes), state: 'active' };
  }
  state.teams.set(id, team);
  return team;
}

function collectPings(state: SlackState): FakeSlack['pings'] {
  const pings: FakeSlack['pings'] = [];
  state.effects.always((effect) => {
    if (!effect.message || effect.kind === 'delete') return;
    const message = new FakeMessage(effect.message);
    for (const ping of message.pings) pings.push({ ping, message });
  });
  return pings;
}

async function verifyUrl(state: SlackState, deliveries: Deliveries): Promise<boolean> {
  const challenge = state.ids.hex(40);
  const body = { token: state.app.verificationToken, challenge, type: 'url_verification' };
  const result = await deliveries.send({ kind: 'event', type: body.type, body });
  const said = result.body;
  return (
    said === challenge ||
    (typeof said === 'object' && said !== null && 'challenge' in said && said.challenge === challenge)
  );
}
