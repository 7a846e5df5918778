import type { Messenger } from '../../chat/messenger.ts';
import type { SlackClients } from './clients.ts';
import type { Mentions } from './mentions.ts';
import { filesIn, isWritten, type MessageBody, messageIn, parseWritten } from './parse-message.ts';
import type { Pictures } from './pictures.ts';
import type { Profiles } from './profiles.ts';

const perPage = 200;
/** One look reads so much at most; the next one goes on where it stopped. */
const mostPages = 5;
const mostThreads = 5;
/** A reply can stand in the thread of a prompt whose date is still open. */
const threadsMs = 7 * 24 * 60 * 60_000;
const mostKnown = 10_000;
/** Slack takes about 50 looks at histories a minute in a workspace; some are left for others. */
const burst = 20;
const perMinute = 40;

interface Row extends MessageBody {
  readonly reply_count?: number;
  readonly latest_reply?: string;
}

type DmReader = Required<Pick<Messenger, 'missed' | 'messageOf'>>;

/**
 * Reads what people wrote in DMs, in threads too. Slack repeats an event for some minutes and never says that it gave up, so
 * each look is one at the history, at Slack's pace: where that is used up nothing is read now.
 */
export function dmReader(deps: {
  readonly clients: SlackClients;
  readonly profiles: Profiles;
  readonly mentions: Mentions;
  readonly pictures: Pick<Pictures, 'checked'>;
  readonly now: () => number;
}): DmReader {
  const { clients, profiles, mentions, pictures } = deps;
  const budget = readBudget(deps.now);

  async function rows(
    team: string,
    method: 'conversations.history' | 'conversations.replies',
    args: object,
  ): Promise<{ readonly rows: readonly Row[]; readonly more: boolean } | undefined> {
    if (!budget.take(team)) return undefined;
    const called = await clients.call('fanOut', team, method, args);
    if (!called.ok) {
      if (called.failure.retryAfterMs !== undefined) budget.pause(team, called.failure.retryAfterMs);
      return undefined;
    }
    return {
      rows: (called.result.messages ?? []) as readonly Row[],
      more: called.result.has_more === true,
    };
  }

  const unread = new Map<string, Unread>();

  /** Newest first, as Slack gives them; undefined where none can be read. Goes on where the last look stopped. */
  async function history(
    team: string,
    channel: string,
    oldest: string,
    left: Unread,
  ): Promise<readonly Row[] | undefined> {
    const found: Row[] = [];
    for (let page = 0; page < mostPages; page++) {
      const { latest } = left;
      const read = await rows(team, 'conversations.history', {
        channel,
        oldest,
        limit: perPage,
        ...(latest && { latest }),
      });
      if (!read) return page === 0 ? undefined : found;
      found.push(...read.rows);
      const last = read.more ? read.rows.at(-1)?.ts : undefined;
      left.latest = last;
      if (last === undefined) break;
    }
    return found;
  }

  async function threads(
    team: string,
    channel: string,
    oldest: string,
    left: Unread,
  ): Promise<readonly Row[]> {
    const found: Row[] = [];
    for (const root of [...left.threads].sort().slice(0, mostThreads)) {
      const replies = await thread(team, channel, oldest, root);
      found.push(...replies.rows);
      if (!replies.isWhole) break;
      left.threads.delete(root);
      left.readThreads.add(root);
    }
    return found;
  }

  /** The replies below a message, oldest first. */
  async function thread(
    team: string,
    channel: string,
    oldest: string,
    root: string,
  ): Promise<{ readonly rows: readonly Row[]; readonly isWhole: boolean }> {
    const found: Row[] = [];
    for (let page = 0; page < mostPages; page++) {
      const from = found.at(-1)?.ts ?? oldest;
      const args = { channel, ts: root, oldest: from, limit: perPage };
      const read = await rows(team, 'conversations.replies', args);
      if (!read) return { rows: found, isWhole: false };
      found.push(...read.rows.filter((it) => it.ts !== root));
      if (!read.more) return { rows: found, isWhole: true };
    }
    return { rows: found, isWhole: false };
  }

  return {
    async missed({ team = '', user }, { channel }, from) {
      const key = `${team}:${channel}`;
      const left = unread.get(key) ?? { threads: new Set(), readThreads: new Set() };
      const oldest = tsAt(from);
      const read = await history(team, channel, tsAt(Math.min(from, deps.now() - threadsMs)), left);
      if (!read) return undefined;
      for (const { ts = '', latest_reply } of read)
        if (Number(latest_reply ?? 0) >= Number(oldest) && !left.readThreads.has(ts)) left.threads.add(ts);
      const botUser = (await clients.workspace(team))?.botUserId;
      const all = [...read, ...(await threads(team, channel, oldest, left))];
      const isWhole = left.latest === undefined && left.threads.size === 0;
      keep(unread, key, isWhole ? undefined : left);
      const own = all.filter(
        (it) => it.user === user && Number(it.ts) >= Number(oldest) && isWritten(it, botUser),
      );
      if (own.length === 0) return { messages: [], isWhole };
      const actor = await profiles.actor(team, user);
      const names = await mentions.namesIn(team, own.map((it) => it.text ?? '').join(' '));
      const checked = await pictures.checked(team, own.flatMap(filesIn), 'fanOut');
      const messages = own
        .toSorted((a, b) => Number(a.ts) - Number(b.ts))
        .map((it) => parseWritten(messageIn(it, channel, names, checked), { actor, team, channel }));
      return { messages, isWhole };
    },

    async messageOf({ team = '', user }, { channel }, id) {
      if (!/^\d{1,12}\.\d{1,6}$/.test(id)) return undefined;
      const only = { channel, latest: id, oldest: id, inclusive: true, limit: 1 };
      for (const [method, args] of [
        ['conversations.history', only],
        ['conversations.replies', { ...only, ts: id }],
      ] as const) {
        const called = await clients.call('interactive', team, method, args);
        const found = called.ok ? ((called.result.messages ?? []) as readonly Row[]) : [];
        const message = found.find((it) => it.ts === id && it.user === user);
        if (!message) continue;
        const checked = await pictures.checked(team, filesIn(message), 'interactive');
        return messageIn(message, channel, await mentions.namesIn(team, message.text ?? ''), checked);
      }
      return undefined;
    },
  };
}

/** What a look at a DM left for the next one. */
interface Unread {
  /** Older messages than this one were not read. */
  latest?: string | undefined;
  /** By their first message. */
  readonly threads: Set<string>;
  readonly readThreads: Set<string>;
}

/** Forgotten, it is read from the newest message on once more. */
function keep(unread: Map<string, Unread>, key: string, left: Unread | undefined): void {
  unread.delete(key);
  if (!left) return;
  unread.set(key, left);
  if (unread.size > mostKnown) unread.delete(unread.keys().next().value as string);
}

const tsAt = (at: number): string => (at / 1000).toFixed(6);

/** So many looks at once in a workspace, then at Slack's pace; none while Slack wants none. */
function readBudget(now: () => number) {
  const teams = new Map<string, { tokens: number; at: number; pausedUntil: number }>();
  const of = (team: string) => {
    const known = teams.get(team) ?? { tokens: burst, at: now(), pausedUntil: 0 };
    teams.set(team, known);
    return known;
  };
  return {
    take(team: string): boolean {
      const it = of(team);
      const at = now();
      it.tokens = Math.min(burst, it.tokens + (Math.max(0, at - it.at) * perMinute) / 60_000);
      it.at = at;
      if (at < it.pausedUntil || it.tokens < 1) return false;
      it.tokens -= 1;
      return true;
    },
    pause(team: string, ms: number): void {
      of(team).pausedUntil = now() + ms;
    },
  };
}
