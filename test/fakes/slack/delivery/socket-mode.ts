import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json } from '../json.ts';
import type { SlackState } from '../state.ts';
import type { AckResult, Payload } from './payload.ts';

export type DisconnectReason = 'link_disabled' | 'refresh_requested' | 'too_many_websockets' | 'warning';

/** docs.slack.dev/apis/events-api/using-socket-mode: at most ten sockets of one app. */
const mostSockets = 10;

interface Live {
  socket: WebSocket;
  /** Told that it will be closed: nothing new is sent to it. */
  leaving: boolean;
}

interface Waiting {
  live: Live;
  since: number;
  settle(result: AckResult): void;
}

/** The app's WebSockets: tickets, `hello`, envelopes that any socket may get, acknowledgements, disconnects. */
export class SocketMode {
  /** As switched on in the app's settings. */
  enabled = true;
  /** The peer's TCP connection stays open after the closing handshake, as Slack's does. */
  lingerAfterClose = false;
  readonly #state: SlackState;
  readonly #ackTimeoutMs: number;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  #live: Live[] = [];
  #turn = 0;

  constructor(state: SlackState, ackTimeoutMs: number) {
    this.#state = state;
    this.#ackTimeoutMs = ackTimeoutMs;
  }

  get connections(): number {
    return this.#open().length;
  }

  openConnection(): string {
    const ticket = this.#state.ids.hex(32);
    this.#tickets.add(ticket);
    const base = this.#state.baseUrl.replace(/^http/, 'ws');
    return `${base}/link/?ticket=${ticket}&app_id=${this.#state.app.id}`;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', this.#state.baseUrl).searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket, stream));
  }

  /** Sends an envelope to one of the sockets in turn and waits for its acknowledgement. */
  async send(payload: Payload): Promise<AckResult> {
    const open = this.#open().filter((live) => !live.leaving);
    const live = open[this.#turn % Math.max(1, open.length)];
    if (!live) return { acked: false, ackMs: 0, failure: 'no_connection' };
    this.#turn += 1;
    const envelopeId = crypto.randomUUID();
    return new Promise((resolve) => {
      const since = performance.now();
      const settle = (result: AckResult): void => {
        clearTimeout(timer);
        resolve(result);
      };
      const timer = setTimeout(() => {
        this.#state.violations.add('ack', 'socket', {
          pointer: `/${payload.type}`,
          message: `not acknowledged within ${this.#ackTimeoutMs} ms`,
        });
        resolve({ acked: false, ackMs: performance.now() - since, failure: 'timeout' });
      }, this.#ackTimeoutMs);
      this.#waiting.set(envelopeId, { live, since, settle });
      live.socket.send(JSON.stringify(envelope(envelopeId, payload)));
    });
  }

  /** Tells every socket to go, or the oldest few that stay. Slack closes the connection itself only after a while, which the fake leaves out. */
  disconnect(reason: DisconnectReason, most = Number.POSITIVE_INFINITY): void {
    if (reason === 'link_disabled') this.enabled = false;
    const staying = this.#open().filter((live) => !live.leaving);
    for (const live of staying.slice(0, most)) this.#dismiss(live, reason);
  }

  /** Cuts the connections without a word. */
  kill(): void {
    for (const live of this.#open()) live.socket.terminate();
  }

  close(): void {
    this.lingerAfterClose = false;
    for (const { socket } of this.#live) socket.terminate();
    for (const { settle, since } of this.#waiting.values()) {
      settle({ acked: false, ackMs: performance.now() - since, failure: 'connection_lost' });
    }
    this.#server.close();
  }

  #open(): Live[] {
    return this.#live.filter(({ socket }) => socket.readyState === socket.OPEN);
  }

  #welcome(socket: WebSocket, stream: Duplex): void {
    const live: Live = { socket, leaving: false };
    if (this.lingerAfterClose) stream.end = () => stream;
    this.#live = [...this.#open(), live];
    const pinging = setInterval(() => socket.ping(), 5000);
    socket.on('message', (data) => this.#acknowledged(data));
    socket.on('close', () => {
      clearInterval(pinging);
      this.#live = this.#live.filter((each) => each !== live);
      for (const [id, waiting] of this.#waiting) {
        if (waiting.live !== live) continue;
        this.#waiting.delete(id);
        waiting.settle({
          acked: false,
          ackMs: performance.now() - waiting.since,
          failure: 'connection_lost',
        });
      }
    });
    if (!this.enabled) this.#dismiss(live, 'link_disabled');
    else if (this.#open().length > mostSockets) this.#dismiss(live, 'too_many_websockets');
    else this.#greet(socket);
  }

  #greet(socket: WebSocket): void {
    const hello = {
      type: 'hello',
      num_connections: this.#open().length,
      debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.#state.app.id },
    };
    socket.send(JSON.stringify(hello));
  }

  #dismiss(live: Live, reason: DisconnectReason): void {
    live.leaving = reason !== 'warning';
    live.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-fake' } }));
  }

  #acknowledged(data: RawData): void {
    const said = parse(data.toString());
    const id = isObject(said) && typeof said.envelope_id === 'string' ? said.envelope_id : '';
    const waiting = this.#waiting.get(id);
    if (!waiting || !isObject(said)) {
      const message = id
        ? 'acknowledged twice, or an envelope that was never sent'
        : 'not an acknowledgement';
      this.#state.violations.add('ack', 'socket', { pointer: '/envelope_id', message });
      return;
    }
    this.#waiting.delete(id);
    waiting.settle({ acked: true, ackMs: performance.now() - waiting.since, body: said.payload });
  }
}

function envelope(envelopeId: string, { kind, body, retry }: Payload): Json {
  if (kind === 'event') {
    return {
      envelope_id: envelopeId,
      type: 'events_api',
      payload: body,
      accepts_response_payload: false,
      retry_attempt: retry?.attempt ?? 0,
      retry_reason: retry?.reason ?? '',
    };
  }
  return {
    envelope_id: envelopeId,
    type: kind === 'command' ? 'slash_commands' : 'interactive',
    payload: body,
    accepts_response_payload:
      kind === 'command' || ['block_suggestion', 'view_submission'].includes(String(body.type)),
  };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
