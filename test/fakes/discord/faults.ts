import type { Connection } from './gateway/connection.ts';
import type { Gateway } from './gateway/gateway.ts';
import { RestFaults } from './rest/faults.ts';

/**
 * What a test lets go wrong: with the next requests to a route (see RestFaults), and with the connections that are
 * open now, all of them or those of one shard.
 */
export class Faults extends RestFaults {
  readonly #gatewayOf: () => Gateway;

  constructor(gatewayOf: () => Gateway) {
    super();
    this.#gatewayOf = gatewayOf;
  }

  get #gateway(): Gateway {
    return this.#gatewayOf();
  }

  /** Discord closes with a code. With `resumable: false` the session is gone as well. */
  closeSocket(code: number, options: { resumable?: boolean; shard?: number } = {}): void {
    for (const connection of this.#open(options.shard)) {
      if (options.resumable === false) this.#forget(connection);
      connection.close(code);
    }
  }

  /** The line goes dead without a word; the session can be resumed. */
  killSocket(shard?: number): void {
    for (const connection of this.#open(shard)) connection.terminate();
  }

  /** Opcode 9. Not resumable: the client must identify anew. */
  invalidSession(resumable = false, shard?: number): void {
    for (const connection of this.#open(shard)) {
      if (!resumable) this.#forget(connection);
      connection.send({ op: 9, d: resumable });
    }
  }

  /** Opcode 7: please reconnect and resume. */
  reconnectRequest(shard?: number): void {
    for (const connection of this.#open(shard)) connection.send({ op: 7, d: null });
  }

  /** Asks for a heartbeat at once (opcode 1). */
  requestHeartbeat(shard?: number): void {
    for (const connection of this.#open(shard)) connection.send({ op: 1, d: null });
  }

  /** Heartbeats are no longer acknowledged, until told otherwise: the client must notice the dead line. */
  silenceHeartbeats(silent = true): void {
    this.#gateway.silent = silent;
  }

  /** No new connection is accepted, until told otherwise. */
  refuseConnections(refuse = true): void {
    this.#gateway.down = refuse;
  }

  #open(shard: number | undefined): Connection[] {
    return [...this.#gateway.connections].filter(
      (it) => shard === undefined || it.session?.shard[0] === shard,
    );
  }

  #forget(connection: Connection): void {
    if (connection.session) this.#gateway.sessions.delete(connection.session.id);
    connection.session = undefined;
  }
}
