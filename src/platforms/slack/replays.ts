import type { ReplayMemory, SlackLog } from './ports.ts';

/** Slack repeats what it believes unanswered for some minutes; a signed request is good for five. */
const repeatsMs = 10 * 60_000;
const most = 50_000;
const writeEveryMs = 50;

/** Apart from the keys of entries, which the same memory keeps after an erasure. */
const stored = (id: string): string => `slack-handled:${id}`;

/** Tells a repetition from the first time. */
export interface Replays {
  /** True the first time that anybody asks for this id. */
  first(id: string): Promise<boolean>;
  /** Writes down what is not yet written. */
  flush(): Promise<void>;
}

/**
 * What this process handled is known at once; what another one did, or this one before it was started, is asked of the
 * store. Written down in batches behind the answer: the entry itself has a key of its own, so that a crash in between adds nothing.
 */
export function createReplays(deps: {
  readonly memory: ReplayMemory;
  readonly now: () => number;
  readonly log: SlackLog;
}): Replays {
  const { memory, now, log } = deps;
  const seen = new Map<string, number>();
  let unwritten: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = undefined;
    const ids = unwritten;
    unwritten = [];
    if (ids.length === 0) return;
    try {
      await memory.remember(ids.map(stored), now());
    } catch (error) {
      log.warn({ err: error }, 'what was handled on Slack could not be written down');
    }
  }

  function later(id: string): void {
    unwritten.push(id);
    timer ??= setTimeout(() => {
      writing = writing.then(write);
    }, writeEveryMs).unref();
  }

  function forgetOld(): void {
    for (const [id, at] of seen) {
      if (seen.size <= most && now() - at < repeatsMs) return;
      seen.delete(id);
    }
  }

  return {
    async first(id) {
      if (seen.has(id)) return false;
      seen.set(id, now());
      forgetOld();
      try {
        if (await memory.seen(stored(id))) return false;
      } catch (error) {
        log.warn({ err: error }, 'what was handled on Slack could not be looked up');
      }
      later(id);
      return true;
    },
    async flush() {
      clearTimeout(timer);
      writing = writing.then(write);
      await writing;
    },
  };
}
