/** A reproducible source of chance: the same seed, the same row of draws. */
export interface Random {
  /** 0 <= x < 1 */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (min: number, max: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** One of the values, as often as its weight says. */
  readonly weighted: <T>(items: readonly (readonly [weight: number, value: T])[]) => T;
}

/** Mulberry32: 32 bits of state, good enough for scenarios. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const weighted = <T>(items: readonly (readonly [number, T])[]): T => {
    let rest = next() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of items) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return items.at(-1)![1];
  };
  return {
    next,
    whole,
    weighted,
    chance: (probability) => next() < probability,
    pick: (items) => items[whole(0, items.length - 1)]!,
  };
}
