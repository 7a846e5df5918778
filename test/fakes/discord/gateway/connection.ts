import type { RawData, WebSocket } from 'ws';
import type { Gateway } from './gateway.ts';
import type { Identify, Session } from './session.ts';
import type { Verdict } from './verdict.ts';

interface Payload {
  readonly op: number;
  readonly d?: unknown;
}

interface Resume {
  readonly token: string;
  readonly session_id: string;
  readonly seq: number;
}

const sendLimit = 120;
const sendWindowMs = 60_000;

/** One WebSocket: hello, heartbeats, and what the client may send. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #gateway: Gateway;
  #sent: number[] = [];
  #deadline: NodeJS.Timeout | undefined;
  session: Session | undefined;
  heartbeats = 0;

  constructor(socket: WebSocket, gateway: Gateway) {
    this.#socket = socket;
    this.#gateway = gateway;
    socket.on('message', (data) => this.#received(data));
    socket.on('close', (code) => this.#closed(code));
    socket.on('error', () => socket.terminate());
    this.send({ op: 10, d: { heartbeat_interval: gateway.settings.heartbeatIntervalMs, _trace: [] } });
    this.#expectHeartbeat();
  }

  send(payload: unknown): void {
    this.sendText(JSON.stringify(payload));
  }

  sendText(text: string): void {
    if (this.#socket.readyState === 1) this.#socket.send(text);
  }

  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  /** The line goes dead: no close frame. */
  terminate(): void {
    this.#socket.terminate();
  }

  #received(data: RawData): void {
    let payload: Payload;
    try {
      payload = JSON.parse(String(data)) as Payload;
    } catch {
      this.close(4002, 'Error while decoding payload.');
      return;
    }
    const now = this.#gateway.settings.monotonic();
    this.#sent = [...this.#sent.filter((at) => at > now - sendWindowMs), now];
    if (this.#sent.length > sendLimit) this.close(4008, 'You are being rate limited.');
    else this.#handle(payload);
  }

  #handle(payload: Payload): void {
    switch (payload.op) {
      case 1:
        this.heartbeats++;
        this.#gateway.heartbeats++;
        this.#expectHeartbeat();
        if (!this.#gateway.silent) this.send({ op: 11 });
        return;
      case 2:
        if (this.session) this.close(4005, 'Already authenticated.');
        else this.#follow(this.#gateway.identify(this, payload.d as Identify));
        return;
      case 6: {
        const resume = payload.d as Resume;
        this.#follow(this.#gateway.resume(this, resume.token, resume.session_id, resume.seq));
        return;
      }
      case 3:
      case 4:
      case 8:
      case 31:
        if (!this.session) this.close(4003, 'Not authenticated.');
        return;
      default:
        this.close(4001, 'Unknown opcode.');
    }
  }

  #follow(verdict: Verdict | undefined): void {
    if (verdict === 'invalid-session') this.send({ op: 9, d: false });
    else if (verdict) this.close(verdict.code, verdict.reason);
  }

  /** Discord hangs up on a client that stops beating. */
  #expectHeartbeat(): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(
      () => this.close(4009, 'Session timed out.'),
      this.#gateway.settings.heartbeatIntervalMs * 2.5,
    );
    this.#deadline.unref();
  }

  #closed(code: number): void {
    clearTimeout(this.#deadline);
    this.#gateway.disconnected(this, code);
  }
}
