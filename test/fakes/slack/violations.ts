import { isDeepStrictEqual } from 'node:util';
import type { Problem } from './schema/check.ts';

/**
 * Something that Slack refuses or forbids, or that its documents tell an app not to do.
 * `shape` a request that the schema or a limit of Block Kit refuses; `argument` an argument that a method does not know
 * or misses; `ack` an acknowledgement that is late, missing, repeated or malformed; `protocol` any other rule.
 */
export interface Violation extends Problem {
  kind: 'ack' | 'argument' | 'protocol' | 'shape';
  /** The method's name, `ack`, `response_url` or `socket`. */
  where: string;
}

export class Violations {
  readonly list: Violation[] = [];

  add(kind: Violation['kind'], where: string, problems: Problem | Problem[]): void {
    for (const problem of [problems].flat()) {
      const violation = { kind, where, ...problem };
      if (!isDeepStrictEqual(this.list.at(-1), violation)) this.list.push(violation);
    }
  }

  /** Empties the list and gives what it held: for tests that plant a violation. */
  take(): Violation[] {
    return this.list.splice(0);
  }

  expectNone(): void {
    if (this.list.length === 0) return;
    const lines = this.list.map((each) => `${each.kind} ${each.where}: ${each.message} [${each.pointer}]`);
    throw new Error(`${lines.length} violations of Slack's rules:\n${lines.slice(0, 20).join('\n')}`);
  }
}
