import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { guildCreateJson } from '../model/guild-json.ts';
import type { DiscordState, GatewayEvent } from '../model/state.ts';
import type { Settings } from '../settings.ts';
import { Connection } from './connection.ts';
import { type Identify, Session } from './session.ts';
import { authenticationFailed, identifyFault, invalidSequence, type Verdict } from './verdict.ts';

const dayMs = 86_400_000;

/** The WebSocket side: identify, resume, dispatch and all that can end a session. */
export class Gateway {
  readonly settings: Settings;
  readonly connections = new Set<Connection>();
  readonly sessions = new Map<string, Session>();
  /** IDENTIFYs that were accepted, with their shard and time. */
  readonly identifies: { readonly shard: number; readonly at: number }[] = [];
  resumes = 0;
  heartbeats = 0;
  /** True: heartbeats are not acknowledged, as by a connection that is half dead. */
  silent = false;
  /** Interactions that no session will ever get. */
  lost = 0;
  /** New connections are refused. */
  down = false;
  refused = 0;
  readonly #state: DiscordState;
  readonly #server: WebSocketServer;
  #address = '';
  readonly #lastIdentify = new Map<number, number>();

  constructor(state: DiscordState, http: Server) {
    this.#state = state;
    this.settings = state.settings;
    this.#server = new WebSocketServer({
      server: http,
      path: '/gateway/',
      verifyClient: ({ req }: { req: IncomingMessage }) => {
        if (!this.down) return true;
        this.refused++;
        req.socket.destroy();
        return false;
      },
    });
    this.#server.on('connection', (socket, request) => {
      const query = new URL(request.url ?? '', 'ws://localhost').searchParams;
      if (query.get('v') !== '10' || query.get('encoding') !== 'json')
        return socket.close(4012, 'Invalid API version');
      this.connections.add(new Connection(socket, this));
    });
    state.dispatch = (event) => this.dispatch(event);
    state.gatewayInfo = () => this.info();
  }

  listen(port: number): void {
    this.#address = `ws://127.0.0.1:${port}/gateway/`;
  }

  info(): { url: string; shards: number; session_start_limit: object } {
    return {
      url: this.#address,
      shards: this.settings.shards,
      session_start_limit: {
        total: this.settings.identifyBudget,
        remaining: Math.max(0, this.settings.identifyBudget - this.#identifiesToday),
        reset_after: dayMs,
        max_concurrency: this.settings.maxConcurrency,
      },
    };
  }

  identify(connection: Connection, identify: Identify): Verdict | undefined {
    if (identify.token !== this.#state.token) return authenticationFailed;
    const fault = identifyFault(identify, this.#state);
    if (fault) return fault;
    const [shard] = identify.shard ?? [0, 1];
    const now = this.settings.monotonic();
    const last = this.#lastIdentify.get(shard % this.settings.maxConcurrency);
    if (last !== undefined && now - last < this.settings.identifyIntervalMs) return 'invalid-session';
    this.#lastIdentify.set(shard % this.settings.maxConcurrency, now);
    this.identifies.push({ shard, at: this.#state.now() });
    if (this.#identifiesToday > this.settings.identifyBudget) {
      this.#state.warnings.push('More IDENTIFYs in a day than allowed: Discord resets the token.');
      this.#state.token = `${this.#state.token}-reset`;
      return authenticationFailed;
    }
    const session = new Session(randomBytes(16).toString('hex'), identify, connection);
    connection.session = session;
    this.sessions.set(session.id, session);
    this.#welcome(session);
    return undefined;
  }

  get #identifiesToday(): number {
    return this.identifies.filter((it) => it.at > this.#state.now() - dayMs).length;
  }

  #welcome(session: Session): void {
    const guilds = [...this.#state.guilds.values()].filter((it) => it.installed && session.serves(it.id));
    const { bot } = this.#state;
    session.dispatch('READY', {
      v: 10,
      user: { ...bot.toJSON(), mfa_enabled: true, verified: true, email: null },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#address,
      shard: session.shard,
      application: { id: bot.id, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      relationships: [],
      _trace: [],
    });
    if (!(session.intents & 1)) return;
    for (const guild of guilds)
      if (!guild.unavailable) session.dispatch('GUILD_CREATE', guildCreateJson(guild));
  }

  resume(connection: Connection, token: string, sessionId: string, sequence: number): Verdict | undefined {
    if (token !== this.#state.token) return authenticationFailed;
    const session = this.sessions.get(sessionId);
    if (session && sequence > session.sequence) return invalidSequence;
    const missed = session && !this.#timedOut(session) ? session.missedSince(sequence) : undefined;
    if (!session || !missed) {
      this.sessions.delete(sessionId);
      return 'invalid-session';
    }
    if (session.connection !== connection) session.connection?.close(4009, 'Session taken over.');
    this.resumes++;
    session.connection = connection;
    session.disconnectedAt = undefined;
    connection.session = session;
    for (const event of missed) connection.sendText(event.text);
    session.dispatch('RESUMED', { _trace: [] });
    return undefined;
  }

  #timedOut(session: Session): boolean {
    const since = session.disconnectedAt;
    return since !== undefined && this.#state.now() - since > this.settings.sessionTtlMs;
  }

  /** Closing with 1000 or 1001 ends the session; any other way it can be resumed. */
  disconnected(connection: Connection, code: number): void {
    this.connections.delete(connection);
    const { session } = connection;
    if (!session || session.connection !== connection) return;
    session.connection = undefined;
    session.disconnectedAt = this.#state.now();
    if (code === 1000 || code === 1001) this.sessions.delete(session.id);
  }

  dispatch(event: GatewayEvent): number {
    const serving = [...this.sessions.values()].filter(
      (it) => it.serves(event.guildId) && !this.#timedOut(it),
    );
    const wanting = serving.filter((it) => it.wants(event));
    for (const session of wanting) session.dispatch(event.name, event.data);
    if (serving.length === 0 && event.name === 'INTERACTION_CREATE') this.lost++;
    return wanting.length;
  }

  async close(): Promise<void> {
    for (const connection of this.connections) connection.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
