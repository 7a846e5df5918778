import type { SlackState } from '../state.ts';
import { sendSigned, signRequest } from './http.ts';
import type { AckResult, DeliveryRecord, Payload, SignedRequest } from './payload.ts';
import type { SocketMode } from './socket-mode.ts';

/** Where payloads go: to the app's sockets, or signed to its address; with several addresses to each in turn. */
export type Destination = 'socket' | { http: string | string[] };

/** Brings payloads to the app and keeps account of what became of them. */
export class Deliveries {
  destination: Destination = 'socket';
  readonly list: DeliveryRecord[] = [];
  /** Seconds since the epoch for signatures: Bolt compares them with the machine's clock, not with the fake's. */
  timestamp: () => number = () => Math.floor(Date.now() / 1000);
  readonly #state: SlackState;
  readonly #sockets: SocketMode;
  readonly #ackTimeoutMs: number;

  constructor(state: SlackState, sockets: SocketMode, ackTimeoutMs: number) {
    this.#state = state;
    this.#sockets = sockets;
    this.#ackTimeoutMs = ackTimeoutMs;
  }

  /** Sends once, and as often again as a planned fault says; gives the first one's fate when all have been answered. */
  async interact(payload: Payload): Promise<AckResult> {
    const first = this.#record(payload);
    const again = Array.from({ length: this.#state.faults.interactionCopies }, () => this.repeat(first));
    const [result] = await Promise.all([this.#send(first), ...again]);
    return result;
  }

  async send(payload: Payload): Promise<AckResult> {
    return this.#send(this.#record(payload));
  }

  /** Delivers something once more: over HTTP the very same signed request, over a socket in a new envelope. */
  async repeat(record: DeliveryRecord): Promise<AckResult> {
    return this.#send({ payload: record.payload, ...(record.signed ? { signed: record.signed } : {}) });
  }

  /** Sends a request that a test has signed, or forged, by hand. */
  async raw(request: SignedRequest): Promise<AckResult> {
    return sendSigned(request, this.#ackTimeoutMs);
  }

  #record(payload: Payload): DeliveryRecord {
    const record: DeliveryRecord = { payload };
    if (this.destination !== 'socket') {
      const urls = [this.destination.http].flat();
      const url = urls[this.list.length % urls.length] ?? '';
      record.signed = signRequest(this.#state, url, payload, this.timestamp());
    }
    this.list.push(record);
    return record;
  }

  async #send(record: DeliveryRecord): Promise<AckResult> {
    const { signed, payload } = record;
    const result = signed ? await sendSigned(signed, this.#ackTimeoutMs) : await this.#sockets.send(payload);
    if (signed && result.failure === 'timeout') {
      const message = `not acknowledged within ${this.#ackTimeoutMs} ms`;
      this.#state.violations.add('ack', 'http', { pointer: `/${payload.type}`, message });
    }
    record.result = result;
    return result;
  }
}
