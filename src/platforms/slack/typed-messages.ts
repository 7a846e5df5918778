import type { OnceDispatcher } from '../../chat/dispatcher.ts';
import type { Incoming } from '../../chat/interaction.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import type { Answers } from './answer.ts';
import type { SlackClients } from './clients.ts';
import type { DirectMessages } from './direct-messages.ts';
import type { Foreigners } from './foreign.ts';
import type { Homes } from './home.ts';
import type { Mentions } from './mentions.ts';
import {
  filesIn,
  isWritten,
  type MessageBody,
  messageIn,
  parseDeleted,
  parseEdited,
  parseWritten,
} from './parse-message.ts';
import type { Pictures } from './pictures.ts';
import type { Profiles } from './profiles.ts';
import { ownReply } from './render.ts';

/** The event `message` in a DM with the bot. */
export interface MessageEvent extends MessageBody {
  readonly channel: string;
  readonly channel_type?: string;
  /** Of `message_changed`: as it is now. */
  readonly message?: MessageBody;
  /** Of `message_changed` and `message_deleted`: as it was. */
  readonly previous_message?: MessageBody;
  readonly deleted_ts?: string;
}

/** What people write in their DMs with the bot. */
export interface TypedMessages {
  take(team: string, event: MessageEvent): Promise<void>;
}

/** Once is a help, every time would be a nuisance. */
const apartMs = 60 * 60_000;
const most = 10_000;

export function typedMessages(deps: {
  readonly dispatcher: () => OnceDispatcher | undefined;
  readonly clients: SlackClients;
  readonly dms: DirectMessages;
  readonly profiles: Profiles;
  readonly mentions: Mentions;
  readonly pictures: Pick<Pictures, 'checked'>;
  readonly foreigners: Foreigners;
  readonly answers: Answers;
  readonly homes: Homes;
  readonly now: () => number;
}): TypedMessages {
  const { clients, profiles, mentions, now } = deps;
  const told = new Map<string, number>();

  async function incomingOf(team: string, event: MessageEvent): Promise<Incoming | undefined> {
    const { channel, subtype } = event;
    const botUser = (await clients.workspace(team))?.botUserId;
    const changed = subtype === 'message_changed';
    const deleted = subtype === 'message_deleted';
    const body = changed ? event.message : deleted ? event.previous_message : event;
    if (!body?.user || !isWritten(body, botUser)) return undefined;
    const where = { actor: await profiles.actor(team, body.user), team, channel };
    if (deleted) return parseDeleted(event.deleted_ts ?? body.ts ?? '', where);
    const names = await mentions.namesIn(team, body.text ?? '');
    const checked = await deps.pictures.checked(team, filesIn(body), 'interactive');
    const message = messageIn(body, channel, names, checked);
    if (!changed) return parseWritten(message, where);
    // Slack changes a message by itself, too, when it previews a link.
    return message.editedAt === undefined ? undefined : parseEdited(message, where);
  }

  /** What a member of another workspace is told, once in a while. */
  async function elsewhere(team: string, user: string): Promise<RenderedReply | 'silent' | undefined> {
    const text = await deps.foreigners.told({ team, user });
    if (!text) return undefined;
    const key = `${team}:${user}`;
    if (now() - (told.get(key) ?? Number.NEGATIVE_INFINITY) < apartMs) return 'silent';
    told.delete(key);
    told.set(key, now());
    if (told.size > most) told.delete(told.keys().next().value as string);
    return ownReply('other-workspace', text);
  }

  return {
    async take(team, event) {
      const incoming = await incomingOf(team, event);
      if (!incoming) return;
      const { user } = incoming.actor.identity;
      const { channel } = event;
      deps.dms.learn(team, user, channel);
      const foreign = await elsewhere(team, user);
      if (foreign === 'silent') return;
      const surface = { team, user, channel };
      if (foreign) return deps.answers.show(surface, foreign);
      const outcome = await deps.dispatcher()?.dispatch(incoming);
      if (outcome?.type !== 'reply') return;
      await deps.answers.show(surface, outcome.reply);
      deps.homes.changed(surface);
    },
  };
}
