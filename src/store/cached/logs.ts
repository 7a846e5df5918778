import type { Day } from '../../core/calendar/index.ts';
import type { Entry, EntryStore } from '../../core/log/index.ts';
import type { PersonId } from '../../core/people/index.ts';

/** Whose logs are kept: those who were asked about last. */
const logsKept = 200;
const pagesKept = 20;

type LoggedDays = Awaited<ReturnType<EntryStore['loggedDays']>>;

/** What was asked about somebody's log, and the answers. */
interface Log {
  readonly pages: Map<string, Promise<readonly Entry[]>>;
  readonly days: Map<Day | undefined, Promise<LoggedDays>>;
}

export interface CachedLogs {
  readonly entries: EntryStore;
  /** Whatever else changes entries; nobody's log is known after it. */
  forgetting<T>(change: () => Promise<T>): Promise<T>;
}

/**
 * Entries with the logs that are read again and again in memory. A new entry is added to what is known of its log; any other
 * change of an entry drops its owner's log. What is read while something is written counts as read before it.
 */
export function cachedLogs(entries: EntryStore): CachedLogs {
  const logs = new Map<PersonId, Log>();
  let dropped = 0;

  function logOf(personId: PersonId): Log {
    const log = logs.get(personId) ?? { pages: new Map(), days: new Map() };
    logs.delete(personId);
    logs.set(personId, log);
    for (const oldest of logs.keys()) {
      if (logs.size <= logsKept) break;
      logs.delete(oldest);
    }
    return log;
  }

  async function dropping<T>(change: () => Promise<T>, drop: () => void): Promise<T> {
    try {
      return await change();
    } finally {
      dropped += 1;
      drop();
    }
  }

  return {
    forgetting: (change) => dropping(change, () => logs.clear()),
    entries: {
      ...entries,
      list(personId, filter, page) {
        const { pages } = logOf(personId);
        if (pages.size >= pagesKept) pages.clear();
        return remember(pages, JSON.stringify([filter, page]), () => entries.list(personId, filter, page));
      },
      loggedDays: (personId, after) =>
        remember(logOf(personId).days, after, () => entries.loggedDays(personId, after)),
      async insert(entry) {
        const droppedBefore = dropped;
        const written = await entries.insert(entry).catch((error: unknown) => {
          logs.delete(entry.personId);
          throw error;
        });
        const log = logs.get(entry.personId);
        if (!written.fresh || droppedBefore !== dropped) logs.delete(entry.personId);
        else if (log) add(entry, log);
        return written;
      },
      save: (entry) =>
        dropping(
          () => entries.save(entry),
          () => logs.delete(entry.personId),
        ),
      eraseAll: (personId) =>
        dropping(
          () => entries.eraseAll(personId),
          () => logs.delete(personId),
        ),
    },
  };
}

function remember<K, V>(known: Map<K, Promise<V>>, question: K, ask: () => Promise<V>): Promise<V> {
  const answer = known.get(question);
  if (answer) return answer;
  const asked = ask();
  known.set(question, asked);
  asked.catch(() => {
    if (known.get(question) === asked) known.delete(question);
  });
  return asked;
}

function add(entry: Entry, { pages, days }: Log): void {
  pages.clear();
  for (const [after, answer] of days) {
    if (after !== undefined && entry.day <= after) continue;
    const added = answer.then((known) => withEntry(known, entry));
    added.catch(() => {
      if (days.get(after) === added) days.delete(after);
    });
    days.set(after, added);
  }
}

function withEntry(known: LoggedDays, { id, day, backdated }: Entry): LoggedDays {
  const entries = known.get(day) ?? [];
  if (entries.some((it) => it.id === id)) return known;
  const days = [...known, [day, [...entries, { id, backdated }]] as const];
  return new Map(days.sort(([a], [b]) => a - b));
}
