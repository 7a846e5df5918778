import { shardOf } from '../model/snowflake.ts';
import type { GatewayEvent } from '../model/state.ts';
import type { Connection } from './connection.ts';

export interface Identify {
  readonly token: string;
  readonly intents: number;
  readonly shard?: readonly [number, number];
}

interface Dispatched {
  readonly s: number;
  /** The whole payload as it went out: what it is made of may change later. */
  readonly text: string;
}

const kept = 5_000;

/** A session of one shard: it outlives its connection, and keeps what the next one must replay. */
export class Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  connection: Connection | undefined;
  /** Since when it has none, by the fake's clock. */
  disconnectedAt: number | undefined;
  sequence = 0;
  #events: Dispatched[] = [];

  constructor(id: string, identify: Identify, connection: Connection) {
    this.id = id;
    this.intents = identify.intents;
    this.shard = identify.shard ?? [0, 1];
    this.connection = connection;
  }

  serves(guildId: string | undefined): boolean {
    return shardOf(guildId, this.shard[1]) === this.shard[0];
  }

  wants(event: GatewayEvent): boolean {
    return this.serves(event.guildId) && (event.intent === 0 || (this.intents & event.intent) !== 0);
  }

  dispatch(t: string, d: unknown): void {
    const s = ++this.sequence;
    const text = JSON.stringify({ op: 0, t, s, d });
    this.#events.push({ s, text });
    if (this.#events.length > kept) this.#events.shift();
    this.connection?.sendText(text);
  }

  /** Events after a sequence number, or undefined where the number was never given or is forgotten. */
  missedSince(sequence: number): Dispatched[] | undefined {
    const oldest = this.#events[0]?.s ?? this.sequence + 1;
    if (sequence > this.sequence || sequence < oldest - 1) return undefined;
    return this.#events.filter((it) => it.s > sequence);
  }
}
