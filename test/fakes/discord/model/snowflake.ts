const discordEpoch = 1_420_070_400_000;
const guildWorker = 1n << 17n;

/** Ids that grow, carry the clock's time and are never given twice, also while the clock stands still. */
export class Snowflakes {
  readonly #now: () => number;
  #last = 0n;
  #guilds = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  next(): string {
    const earliest = snowflakeAt(this.#now());
    this.#last = earliest > this.#last ? earliest : this.#last + 1n;
    return String(this.#last);
  }

  /** Consecutive guilds differ by a millisecond, so that they spread over the shards, and are a minute old. */
  nextGuild(): string {
    return String(snowflakeAt(this.#now() - 60_000 + this.#guilds++) | guildWorker);
  }
}

const snowflakeAt = (time: number): bigint => BigInt(Math.floor(time) - discordEpoch) << 22n;

/** The shard that serves a guild; DMs are served by shard 0. */
export const shardOf = (guildId: string | undefined, shards: number): number =>
  guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
