/** How an attack went. */
export interface Report {
  readonly inputs: number;
  /** How many of them were valid, stored and shown back unchanged. */
  readonly valid: number;
  /** How often each outcome came. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What went wrong, a line each. */
  readonly problems: readonly string[];
}

export interface AttackOptions {
  readonly inputs: number;
  readonly seed: number;
  readonly progress?: (done: number) => void;
}

/** Collects what happens, and whatever is rejected without anybody waiting for it. */
export function reporter() {
  const outcomes: Record<string, number> = {};
  const problems: string[] = [];
  let valid = 0;
  const unhandled = (error: unknown): void => {
    problems.push(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  };
  process.on('unhandledRejection', unhandled);
  process.on('uncaughtException', unhandled);
  return {
    problems,
    outcome(code: string): void {
      outcomes[code] = (outcomes[code] ?? 0) + 1;
    },
    valid(): void {
      valid += 1;
    },
    end(inputs: number): Report {
      process.off('unhandledRejection', unhandled);
      process.off('uncaughtException', unhandled);
      return { inputs, valid, outcomes, problems };
    },
  };
}

/** One in so many inputs is valid. */
export const validEvery = 10;

/** An input in short, for a report. */
export function shown(input: unknown): string {
  try {
    return (
      JSON.stringify(input, (_key, value) =>
        typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))
          ? String(value)
          : value,
      )?.slice(0, 300) ?? String(input)
    );
  } catch {
    return 'what cannot be shown';
  }
}
