import { type Doc, doc, type Value } from '../bson/values.ts';
import { fail, MongoError } from '../errors.ts';
import type { OperationContext } from './operation-context.ts';

const mostStatements = 100_000;
/** How long one transaction may keep the others waiting. */
const sliceMs = 20;

/** The statements of one write command, run in order; an error ends an ordered batch and is noted in either case. */
export class WriteBatch {
  n = 0;
  readonly errors: Doc[] = [];
  private readonly context: OperationContext;
  private readonly ordered: boolean;

  constructor(context: OperationContext, ordered: boolean, statements: number) {
    if (statements < 1 || statements > mostStatements)
      fail(
        'InvalidLength',
        `Write batch sizes must be between 1 and ${mostStatements}. Got ${statements} operations.`,
      );
    this.context = context;
    this.ordered = ordered;
  }

  get stopped(): boolean {
    return this.ordered && this.errors.length > 0;
  }

  /** Runs statements from `from` on inside transactions, as many as fit into each; `run` may not wait. */
  async inTransactions(from: number, to: number, run: (index: number) => void): Promise<void> {
    let next = from;
    while (next < to && !this.stopped) {
      await this.context.server.storageEngine.write(() => {
        const until = performance.now() + sliceMs;
        do {
          this.note(next, () => run(next));
          next += 1;
        } while (next < to && !this.stopped && performance.now() < until);
      });
    }
  }

  /** Runs one statement that takes several transactions. */
  async alone(index: number, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.refused(index, error);
    }
  }

  answer(extra: Readonly<Record<string, Value>> = {}): Doc {
    const made = doc({ n: this.n, ...extra });
    if (this.errors.length > 0) made.set('writeErrors', this.errors);
    return made;
  }

  private note(index: number, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.refused(index, error);
    }
  }

  private refused(index: number, error: unknown): void {
    if (!(error instanceof MongoError)) throw error;
    this.errors.push(writeError(index, error));
  }
}

export function writeError(index: number, error: MongoError): Doc {
  const noted = doc({ index, code: error.code });
  for (const [name, value] of error.details) noted.set(name, value);
  noted.set('errmsg', error.message);
  return noted;
}

/** A standalone server has no other member to wait for. */
export function checkWriteConcern(concern: Value | undefined): void {
  if (!(concern instanceof Map)) return;
  const w = concern.get('w');
  if (typeof w === 'number' && w > 1) fail('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority')
    fail('BadValue', `cannot use non-majority 'w' mode "${w}" when a host is not a member of a replica set`);
}
