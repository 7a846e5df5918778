/** Makes ids in Slack's forms; in one fake no two are equal, and a run makes the same ones as the run before. */
export class Ids {
  #count = 0;
  #micros = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `U0000001A`: a prefix and upper-case letters and digits. */
  next(prefix: string, width = 9): string {
    this.#count += 1;
    return prefix + this.#count.toString(36).toUpperCase().padStart(width, '0');
  }

  /** A message's timestamp, seconds with six decimals: later calls give greater ones. */
  ts(): string {
    this.#micros = Math.max(this.#micros + 1, Math.floor(this.#now()) * 1000);
    const digits = String(this.#micros).padStart(7, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  /** Lower-case hex that looks random, for tokens and hashes. */
  hex(length = 24): string {
    this.#count += 1;
    let state = this.#count * 2_654_435_761;
    let made = '';
    while (made.length < length) {
      state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + this.#count) >>> 0;
      made += state.toString(16).padStart(8, '0');
    }
    return made.slice(0, length);
  }
}
