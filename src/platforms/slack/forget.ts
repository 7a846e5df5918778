import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackClients } from './clients.ts';
import type { DirectMessages } from './direct-messages.ts';
import { patiently } from './patiently.ts';
import type { SlackLog } from './ports.ts';

const patienceMs = 1_500;
/** Slack lets an app delete about 50 messages a minute. */
const apartMs = 1_250;
const burst = 20;

interface Row {
  readonly ts?: string;
  readonly bot_id?: string;
}

/**
 * Deletes what the bot wrote in somebody's DM. Waited for a moment only: a long conversation is emptied on at Slack's pace
 * while the person has their answer already, and a Slack that is not connected yet is waited for.
 */
export async function forgetMessages(dm: {
  readonly clients: SlackClients;
  readonly dms: DirectMessages;
  readonly log: SlackLog;
  readonly team: string;
  readonly user: string;
}): Promise<void> {
  const done = openAndEmpty(dm).catch((error) => dm.log.error({ err: error }, 'a DM could not be emptied'));
  await Promise.race([done, sleep(patienceMs, undefined, { ref: false })]);
}

async function openAndEmpty({
  clients,
  dms,
  log,
  team,
  user,
}: Parameters<typeof forgetMessages>[0]): Promise<void> {
  const opened = await patiently(() => dms.open(team, user));
  if (opened.ok) await empty(clients, log, team, opened.channel);
}

async function empty(clients: SlackClients, log: SlackLog, team: string, channel: string): Promise<void> {
  let latest: string | undefined;
  let deleted = 0;
  for (;;) {
    const read = await clients.call('fanOut', team, 'conversations.history', {
      channel,
      limit: 100,
      ...(latest && { latest }),
    });
    if (!read.ok) {
      if (!(await waitFor(read.failure.retryAfterMs))) {
        log.warn({ ...read.failure, channel }, 'a DM could not be emptied');
        return;
      }
      continue;
    }
    const rows = (read.result.messages ?? []) as readonly Row[];
    for (const { ts, bot_id: bot } of rows) {
      if (!ts || !bot) continue;
      if (++deleted > burst) await sleep(apartMs, undefined, { ref: false });
      const gone = await clients.call('fanOut', team, 'chat.delete', { channel, ts });
      if (!gone.ok && (await waitFor(gone.failure.retryAfterMs)))
        await clients.call('fanOut', team, 'chat.delete', { channel, ts });
    }
    latest = rows.at(-1)?.ts;
    if (read.result.has_more !== true || !latest) return;
  }
}

async function waitFor(retryAfterMs: number | undefined): Promise<boolean> {
  if (retryAfterMs === undefined) return false;
  await sleep(retryAfterMs, undefined, { ref: false });
  return true;
}
