import { type APIDMChannel, type APIMessage, Routes } from 'discord.js';
import type { Dispatcher } from '../../chat/dispatcher.ts';
import type { Incoming } from '../../chat/interaction.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import type { RestClients } from './clients.ts';
import { nonceOf } from './delivery-marks.ts';
import { detailOf, isMessageGone, isServerError } from './errors.ts';
import { parseDeletion, parseEdit, parseMessage } from './parse-message.ts';
import type { DiscordLog } from './ports.ts';
import { renderReply } from './render.ts';

/** What the gateway tells of messages in DMs. */
export type MessageEvent =
  | { readonly t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE'; readonly d: APIMessage }
  | { readonly t: 'MESSAGE_DELETE'; readonly d: { readonly id: string; readonly channel_id: string } };

/** What people write in their DMs with the bot, as it comes. */
export interface DirectMessages {
  /** Never throws, and never before the message was answered or given up. */
  handle(event: MessageEvent): Promise<void>;
  /** Ends when nothing of this DM is under way. */
  settled(channel: string): Promise<void>;
  /** Waits for the answers under way, `atMostMs` long. */
  drain(atMostMs: number): Promise<void>;
}

const mostKnown = 10_000;

export function directMessages(deps: {
  readonly dispatcher: Dispatcher;
  readonly rest: Pick<RestClients, 'direct' | 'turn'>;
  /** What came of this DM is not known: its history has to be read. */
  readonly missed: (channel: string) => void;
  readonly log: DiscordLog;
}): DirectMessages {
  const { dispatcher, rest, log } = deps;
  const running = new Map<string, Promise<void>>();
  /** Whose DM a channel is: the event of a deletion does not say it. */
  const owners = new Map<string, string>();

  async function ownerOf(channel: string): Promise<string | undefined> {
    const known = owners.get(channel);
    if (known !== undefined) return known;
    await rest.turn.direct();
    const found = (await rest.direct.get(Routes.channel(channel))) as APIDMChannel;
    const [person] = found.recipients ?? [];
    if (person) remember(channel, person.id);
    return person?.id;
  }

  function remember(channel: string, user: string): void {
    owners.delete(channel);
    owners.set(channel, user);
    if (owners.size > mostKnown) owners.delete(owners.keys().next().value as string);
  }

  async function incomingOf(event: MessageEvent): Promise<Incoming | undefined> {
    if (event.t === 'MESSAGE_CREATE') return parseMessage(event.d);
    if (event.t === 'MESSAGE_UPDATE') return parseEdit(event.d);
    const { id, channel_id: channel } = event.d;
    const owner = await ownerOf(channel);
    return owner === undefined ? undefined : parseDeletion(id, channel, owner);
  }

  async function handleOne(event: MessageEvent): Promise<void> {
    const { channel_id: channel } = event.d;
    try {
      const incoming = await incomingOf(event);
      if (!incoming) return;
      remember(channel, incoming.actor.identity.user);
      const outcome = await dispatcher.dispatch(incoming);
      if (outcome.type !== 'reply') return;
      if (outcome.reply.code === 'unexpected' || outcome.reply.code === 'too-fast') deps.missed(channel);
      await answer(incoming, outcome.reply);
    } catch (error) {
      deps.missed(channel);
      log.error({ err: error, event: event.t }, 'a message in a DM failed');
    }
  }

  /** Stands as a reply at the message, if that is still there. */
  async function answer(incoming: Incoming, reply: RenderedReply): Promise<void> {
    const { body, files } = renderReply(reply);
    const { channel } = incoming.place;
    const { interaction } = incoming;
    const message = interaction.type === 'message' ? interaction.message.id : undefined;
    await rest.turn.direct();
    try {
      await rest.direct.post(Routes.channelMessages(channel), {
        body: {
          ...body,
          nonce: nonceOf(incoming.eventId),
          enforce_nonce: true,
          ...(message && { message_reference: { message_id: message, fail_if_not_exists: false } }),
        },
        files,
      });
    } catch (error) {
      log.warn({ detail: detailOf(error) }, 'an answer to a message in a DM did not get through');
      const certain = !isServerError(error) && (isMessageGone(error) || 'rawError' in (error as object));
      await dispatcher.undelivered(incoming.actor.identity, reply, certain ? 'lost' : 'unknown');
    }
  }

  return {
    // One after the other: what was written first is answered first, and an edit never overtakes its message.
    handle(event) {
      const { channel_id: channel } = event.d;
      const before = running.get(channel) ?? Promise.resolve();
      const work = before.then(() => handleOne(event));
      running.set(channel, work);
      return work.finally(() => {
        if (running.get(channel) === work) running.delete(channel);
      });
    },
    async settled(channel) {
      await running.get(channel);
    },
    async drain(atMostMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, atMostMs);
      });
      await Promise.race([Promise.all(running.values()), late]);
      clearTimeout(timer);
    },
  };
}
