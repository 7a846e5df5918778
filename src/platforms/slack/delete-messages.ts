import { setTimeout as sleep } from 'node:timers/promises';
import type { LeftInDm } from '../../chat/messenger.ts';
import type { Called, SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import type { DirectMessages } from './direct-messages.ts';
import { deleteFile } from './message-files.ts';
import { patiently } from './patiently.ts';
import type { SlackLog } from './ports.ts';

const patienceMs = 1_500;
/** Slack lets an app delete about 50 messages a minute. */
const apartMs = 1_250;
const burst = 20;
/** What somebody still has to delete is linked to, the newest first. */
const linked = 3;

interface Row {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly files?: readonly { readonly id?: string; readonly user?: string; readonly mode?: string }[];
}

interface Account {
  readonly clients: SlackClients;
  readonly dms: DirectMessages;
  readonly log: SlackLog;
  readonly team: string;
  readonly user: string;
}

interface Dm extends Omit<Account, 'dms' | 'user'> {
  readonly channel: string;
}

/**
 * Deletes what the bot wrote in somebody's DM, with its files. Waited for a moment only: a long conversation is emptied on at
 * Slack's pace while the person has their answer already, and a Slack that is not connected yet is waited for.
 */
export async function deleteMessages(account: Account): Promise<LeftInDm> {
  const found: Found = { own: 0, refused: 0, newest: [] };
  const { log } = account;
  const done = openAndEmpty(account, found).catch((error) => {
    found.refused += 1;
    log.error({ err: error }, 'a DM could not be emptied');
  });
  const finished = done.then(() => true);
  const isDone = await Promise.race([finished, sleep(patienceMs, false, { ref: false })]);
  const { own, refused, newest, channel } = found;
  const links = channel === undefined ? [] : await linksTo({ ...account, channel }, newest);
  return { own, refused, unfinished: !isDone, links };
}

interface Found {
  /** Once the DM is open. */
  channel?: string;
  own: number;
  refused: number;
  readonly newest: string[];
}

async function openAndEmpty({ dms, user, ...rest }: Account, found: Found): Promise<void> {
  const opened = await patiently(() => dms.open(rest.team, user));
  if (!opened.ok) {
    found.refused += 1;
    rest.log.warn({ ...opened.failure }, 'a DM could not be opened to be emptied');
    return;
  }
  found.channel = opened.channel;
  await empty({ ...rest, channel: opened.channel }, found);
}

async function empty(dm: Dm, found: Found): Promise<void> {
  const { clients, log, team, channel } = dm;
  const me = (await clients.workspace(team))?.botUserId;
  const pace = createPace();
  let latest: string | undefined;
  for (;;) {
    const read = await clients.call('fanOut', team, 'conversations.history', {
      channel,
      limit: 100,
      ...(latest && { latest }),
    });
    if (!read.ok) {
      if (await waitFor(read.failure.retryAfterMs)) continue;
      found.refused += 1;
      log.warn({ ...read.failure, channel }, 'a DM could not be emptied');
      return;
    }
    const rows = (read.result.messages ?? []) as readonly Row[];
    for (const row of rows) {
      if (!row.ts) continue;
      if (isOurs(row, me)) await remove(dm, { ...row, ts: row.ts }, pace, found);
      else {
        found.own += 1;
        if (found.newest.length < linked) found.newest.push(row.ts);
      }
    }
    latest = rows.at(-1)?.ts;
    if (read.result.has_more !== true || !latest) return;
  }
}

/** A message that carries a file names the bot's user and no `bot_id`; another app that writes as a member names both. */
const isOurs = ({ user, bot_id: bot }: Row, me: string | undefined): boolean =>
  user === undefined ? bot !== undefined : user === me;

/** The files first: a message that is gone no longer tells of them. */
async function remove(
  { clients, log, team, channel }: Dm,
  { ts, files = [] }: Row & { readonly ts: string },
  pace: () => Promise<void>,
  found: Found,
): Promise<void> {
  for (const { id, mode } of files) {
    if (!id || mode === 'tombstone') continue;
    await pace();
    const failure = await deleteFile(clients, 'fanOut', team, id);
    if (!failure) continue;
    found.refused += 1;
    log.warn({ ...failure, file: id }, 'a file could not be deleted on Slack');
  }
  await pace();
  let gone: Called = await clients.call('fanOut', team, 'chat.delete', { channel, ts });
  if (!gone.ok && (await waitFor(gone.failure.retryAfterMs)))
    gone = await clients.call('fanOut', team, 'chat.delete', { channel, ts });
  if (gone.ok || gone.failure.code === 'message_not_found') return;
  found.refused += 1;
  log.warn({ ...gone.failure, channel }, 'a message could not be deleted on Slack');
}

function createPace(): () => Promise<void> {
  let used = 0;
  return async () => {
    if (++used > burst) await sleep(apartMs, undefined, { ref: false });
  };
}

async function linksTo(
  { clients, team, channel }: Dm,
  messages: readonly string[],
): Promise<readonly string[]> {
  const asked = await Promise.all(
    messages.map((ts) => clients.call('interactive', team, 'chat.getPermalink', { channel, message_ts: ts })),
  );
  return asked.flatMap((it) => (it.ok ? textAt(it.result, 'permalink') || [] : []));
}

async function waitFor(retryAfterMs: number | undefined): Promise<boolean> {
  if (retryAfterMs === undefined) return false;
  await sleep(retryAfterMs, undefined, { ref: false });
  return true;
}
