import type { Messenger } from '../../chat/messenger.ts';
import type { SlackClients } from './clients.ts';
import type { Mentions } from './mentions.ts';
import { filesIn, isWritten, type MessageBody, messageIn, parseWritten } from './parse-message.ts';
import type { Pictures } from './pictures.ts';
import type { Profiles } from './profiles.ts';

const perPage = 100;
/** Whoever wrote more than this in a week is read on the next time. */
const mostPages = 3;
const mostThreads = 5;
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

  /** Newest first, as Slack gives them; undefined where the newest cannot be read. */
  async function history(team: string, channel: string, oldest: string): Promise<readonly Row[] | undefined> {
    const found: Row[] = [];
    for (let page = 0; page < mostPages; page++) {
      const latest = found.at(-1)?.ts;
      const read = await rows(team, 'conversations.history', {
        channel,
        oldest,
        inclusive: page === 0,
        limit: perPage,
        ...(latest && { latest }),
      });
      if (!read) return page === 0 ? undefined : found;
      found.push(...read.rows);
      if (!read.more || read.rows.length === 0) break;
    }
    return found;
  }

  async function threads(
    team: string,
    channel: string,
    oldest: string,
    roots: readonly Row[],
  ): Promise<readonly Row[]> {
    const lively = roots.filter((it) => Number(it.latest_reply ?? 0) >= Number(oldest)).slice(0, mostThreads);
    const found: Row[] = [];
    for (const { ts } of lively) {
      const read = await rows(team, 'conversations.replies', { channel, ts, oldest, limit: perPage });
      found.push(...(read?.rows ?? []).filter((it) => it.ts !== ts));
    }
    return found;
  }

  return {
    async missed({ team = '', user }, { channel }, from) {
      const oldest = (from / 1000).toFixed(6);
      const read = await history(team, channel, oldest);
      if (!read) return undefined;
      const botUser = (await clients.workspace(team))?.botUserId;
      const all = [...read, ...(await threads(team, channel, oldest, read))];
      const own = all.filter((it) => it.user === user && isWritten(it, botUser));
      if (own.length === 0) return [];
      const actor = await profiles.actor(team, user);
      const names = await mentions.namesIn(team, own.map((it) => it.text ?? '').join(' '));
      const checked = await pictures.checked(team, own.flatMap(filesIn), 'fanOut');
      return own
        .toSorted((a, b) => Number(a.ts) - Number(b.ts))
        .map((it) => parseWritten(messageIn(it, channel, names, checked), { actor, team, channel }));
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
