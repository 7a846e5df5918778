import { DiscordAPIError, type InternalRequest, REST } from 'discord.js';

/** Discord refused the token a moment ago: nothing was asked. */
export class TokenRefused extends Error {}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** One request finds out whether the token is taken again; the others wait for it so long at most. */
const probeMs = 10_000;

/** Holds back what needs the token while Discord refuses it: 10,000 refused requests in ten minutes are a ban. */
export interface TokenGate {
  /** Throws `TokenRefused` while it is closed. Returns how often it was closed before. */
  pass(): number;
  /** `passed`: what `pass` said. Of many that were under way together, the first one closes it. */
  refused(passed: number): void;
  taken(): void;
}

export function tokenGate(onTaken: () => void): TokenGate {
  let closedUntil = 0;
  let pauseMs = 0;
  let closings = 0;
  return {
    pass() {
      if (pauseMs === 0) return closings;
      const now = performance.now();
      if (now < closedUntil) throw new TokenRefused('the token was refused a moment ago');
      closedUntil = now + probeMs;
      return closings;
    },
    refused(passed) {
      if (passed < closings) return;
      closings += 1;
      pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, 2 * pauseMs));
      closedUntil = performance.now() + pauseMs;
    },
    taken() {
      if (pauseMs === 0) return;
      pauseMs = 0;
      onTaken();
    },
  };
}

/** A client that keeps its token. After a 401 the library forgets it, and sends nothing any more until the process ends. */
export class SteadyRest extends REST {
  readonly #token: string;
  readonly #gate: TokenGate;

  constructor(options: ConstructorParameters<typeof REST>[0], token: string, gate: TokenGate) {
    super(options);
    this.#token = token;
    this.#gate = gate;
  }

  override async request(options: InternalRequest): Promise<unknown> {
    const passed = this.#gate.pass();
    this.setToken(this.#token);
    try {
      const answer = await super.request(options);
      this.#gate.taken();
      return answer;
    } catch (error) {
      if (error instanceof DiscordAPIError) {
        if (error.status === 401) this.#gate.refused(passed);
        else this.#gate.taken();
      }
      throw error;
    }
  }
}
