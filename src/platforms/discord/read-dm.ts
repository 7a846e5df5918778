import { type APIMessage, Routes } from 'discord.js';
import type { Messenger } from '../../chat/messenger.ts';
import type { RestClients } from './clients.ts';
import { detailOf } from './errors.ts';
import { messageIn, parseMessage } from './parse-message.ts';
import type { DiscordLog } from './ports.ts';

const perPage = 100;
/** Whoever wrote more than this in a week is read on the next time. */
const mostPages = 3;
const mostKnown = 100_000;
const discordEpoch = 1_420_070_400_000;

/** What the gateway knows of what comes live. */
export interface Listening {
  /** The session that gets the messages of DMs, while it lives; in one session every message comes. */
  session(): number | undefined;
  /** Ends when nothing of this DM is being handled. */
  settled(channel: string): Promise<void>;
}

export interface DmReader extends Required<Pick<Messenger, 'missed' | 'messageOf'>> {
  /** A message of this DM came and could not be handled: it is read the next time. */
  forget(channel: string): void;
}

/**
 * Reads what people wrote in DMs while the gateway did not tell it. A DM is read once for each session: what is written after
 * that comes live, also after a resume, so that a reminder costs no request more than it did.
 */
export function dmReader(deps: {
  readonly rest: Pick<RestClients, 'bulk' | 'direct' | 'turn'>;
  readonly listening: Listening;
  readonly log: DiscordLog;
}): DmReader {
  const { rest, listening, log } = deps;
  const readIn = new Map<string, number>();

  async function page(channel: string, after: string): Promise<APIMessage[]> {
    await rest.turn.bulk();
    const query = new URLSearchParams({ limit: String(perPage), after });
    return (await rest.bulk.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  }

  function keep(channel: string, session: number): void {
    readIn.delete(channel);
    readIn.set(channel, session);
    if (readIn.size > mostKnown) readIn.delete(readIn.keys().next().value as string);
  }

  return {
    async missed({ user }, { channel }, from) {
      const session = listening.session();
      await listening.settled(channel);
      if (session !== undefined && readIn.get(channel) === session) return { messages: [], isWhole: true };
      try {
        const found: APIMessage[] = [];
        let after = snowflakeAt(from);
        let isWhole = false;
        for (let pages = 0; pages < mostPages && !isWhole; pages++) {
          const newest = await page(channel, after);
          found.push(...newest.toReversed());
          after = newest[0]?.id ?? after;
          isWhole = newest.length < perPage;
        }
        if (session !== undefined && isWhole) keep(channel, session);
        const messages = found.flatMap((it) => (it.author.id === user ? (parseMessage(it) ?? []) : []));
        // Oldest first: what is left is newer than all that was read.
        return { messages, isWhole: true };
      } catch (error) {
        log.warn({ detail: detailOf(error) }, 'a DM could not be read');
        return undefined;
      }
    },
    async messageOf({ user }, { channel }, id) {
      if (!/^\d{15,21}$/.test(id)) return undefined;
      try {
        await rest.turn.direct();
        const found = (await rest.direct.get(Routes.channelMessage(channel, id))) as APIMessage;
        return found.author.id === user ? messageIn(found) : undefined;
      } catch (error) {
        log.info({ detail: detailOf(error) }, 'a message of a DM could not be read');
        return undefined;
      }
    },
    forget: (channel) => readIn.delete(channel),
  };
}

/** The id just before all that were made at an instant. */
const snowflakeAt = (at: number): string =>
  String((BigInt(Math.max(1, Math.floor(at) - discordEpoch)) << 22n) - 1n);
