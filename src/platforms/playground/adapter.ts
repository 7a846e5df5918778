import { randomUUID } from 'node:crypto';
import type { Command } from '../../chat/command.ts';
import type { Dispatcher } from '../../chat/dispatcher.ts';
import type { Incoming, Place } from '../../chat/interaction.ts';
import { code, md } from '../../chat/markdown.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import type { Choice } from '../../chat/reply.ts';
import type { Instant } from '../../core/calendar/index.ts';
import type { Feed } from './feed.ts';
import { dmOwner, limits } from './limits.ts';
import { keepFiles } from './messenger.ts';
import { openedForms } from './opened-forms.ts';
import {
  parseDeletion,
  parseEdit,
  parseMessage,
  parsePress,
  parseSay,
  parseSuggest,
  placeOf,
} from './parse.ts';
import type { PlaygroundMember, PlaygroundMessage, PlaygroundStore } from './ports.ts';
import { type ReplyJson, renderUnposted, renderWords } from './render.ts';

/** Everything that a member does, and what they get for it. */
export interface PlaygroundChat {
  say(request: {
    member: PlaygroundMember;
    channel: string;
    text: string;
    /** The message of their DM that it replies to, by its id. */
    repliesTo?: string;
    event?: string;
  }): Promise<Answered>;
  /** Changes a message that the member wrote to the bot in their DM, and tells the bot. The same words change nothing. */
  edit(request: { member: PlaygroundMember; message: string; text: string }): Promise<Answered>;
  /** Deletes such a message, and tells the bot. */
  remove(request: { member: PlaygroundMember; message: string }): Promise<Answered>;
  press(request: {
    member: PlaygroundMember;
    action: string;
    values: readonly string[] | Readonly<Record<string, string>>;
    /** The message on which it stands, and else the place; found by itself where neither is told. */
    message?: string;
    channel?: string;
    event?: string;
  }): Promise<Answered>;
  suggest(request: {
    member: PlaygroundMember;
    channel: string;
    command: string;
    subcommand?: string;
    option: string;
    typed: string;
  }): Promise<readonly Choice[] | 'no-such-channel'>;
  /** Runs `/start` with this zone and the defaults, audience community, as the member's first act. */
  start(member: PlaygroundMember, zone: string): Promise<Answered>;
}

export type Answered =
  | { readonly ok: true; readonly replies: readonly (PlaygroundMessage | ReplyJson)[] }
  | { readonly ok: false; readonly code: 'no-such-channel' | 'no-such-message' | 'not-your-button' };

export interface ChatDependencies {
  readonly store: PlaygroundStore;
  readonly feed: Feed;
  readonly dispatcher: Dispatcher;
  readonly commands: readonly Command[];
  readonly now: () => Instant;
}

interface Source {
  readonly place: Place;
  /** Carried the button. */
  readonly message?: PlaygroundMessage;
}

export function playgroundChat(deps: ChatDependencies): PlaygroundChat {
  const { store, feed, dispatcher } = deps;
  const names = new Set(deps.commands.map((it) => it.name));
  const opened = openedForms<Source>();

  async function post(message: Parameters<PlaygroundStore['addMessage']>[0]): Promise<PlaygroundMessage> {
    const added = await store.addMessage(message);
    if (added.fresh) feed.publish({ type: 'message', message: added.message });
    return added.message;
  }

  /** Dispatches, then posts the reply or puts it in the place of the message that was pressed. */
  async function answer(
    member: PlaygroundMember,
    incoming: Incoming,
    source: Source,
    typed?: string,
  ): Promise<Answered> {
    const outcome = await dispatcher.dispatch(incoming);
    if (outcome.type === 'choices') return { ok: true, replies: [] };
    if (outcome.type === 'nothing') {
      // One that was handled before has its answer already.
      const before = await store.findMessageByKey(`reply:${incoming.eventId}`);
      return { ok: true, replies: before ? [before] : [] };
    }
    if (outcome.type !== 'reply') {
      if (outcome.type === 'form') opened.remember(member.id, outcome.form.id, source);
      return { ok: true, replies: [renderUnposted(outcome)] };
    }
    const replaced = await replace(outcome.reply, source);
    if (replaced) return { ok: true, replies: [replaced] };
    const isPrivate = outcome.reply.visibility === 'private' && source.place.kind === 'channel';
    const shown = outcome.reply.visibility === 'private' || source.place.kind === 'dm';
    const message = await post({
      id: randomUUID(),
      key: `reply:${incoming.eventId}`,
      channel: source.place.channel,
      ...(isPrivate && { visibleTo: member.id }),
      ...(typed !== undefined && {
        answers: { member: member.id, command: shown ? shortened(typed) : firstWord(typed) },
      }),
      content: await keepFiles(store, outcome.reply),
      at: deps.now(),
    });
    return { ok: true, replies: [message] };
  }

  /** A private answer never takes the place of what everybody sees. */
  async function replace(reply: RenderedReply, { message }: Source): Promise<PlaygroundMessage | undefined> {
    if (!reply.replaces || !message) return undefined;
    const everybodySees = !message.visibleTo && dmOwner(message.channel) === undefined;
    if (everybodySees && reply.visibility === 'private') return undefined;
    const changed = await store.replaceContent(message.id, await keepFiles(store, reply), deps.now());
    if (changed) feed.publish({ type: 'message', message: changed });
    return changed;
  }

  async function whereButtonStands(
    member: PlaygroundMember,
    action: string,
    messageId: string | undefined,
  ): Promise<Source | 'hidden' | undefined> {
    const named = messageId ? await store.findMessage(messageId) : undefined;
    const found = named ? [named] : await store.findByAction(action, 20);
    const message = found.find((it) => seenBy(member, it));
    if (!message) return found.length > 0 ? 'hidden' : undefined;
    const place = placeOf(member, message.channel);
    return place && { place, message };
  }

  /** What stands in the member's own DM: theirs, or with `anybodys` the bot's too. */
  async function inDm(
    member: PlaygroundMember,
    id: string,
    anybodys?: 'anybodys',
  ): Promise<{ readonly place: Place; readonly message: PlaygroundMessage } | undefined> {
    const [place, message] = [placeOf(member, 'dm'), await store.findMessage(id)];
    if (!place || !message || message.channel !== place.channel || message.removedAt !== undefined)
      return undefined;
    return anybodys || message.author === member.id ? { place, message } : undefined;
  }

  return {
    async say({ member, channel, text, repliesTo, event = randomUUID() }) {
      const place = placeOf(member, channel);
      if (!place) return { ok: false, code: 'no-such-channel' };
      const isReply = repliesTo !== undefined;
      if (isReply && (place.kind !== 'dm' || !(await inDm(member, repliesTo, 'anybodys'))))
        return noSuchMessage;
      const said = parseSay({ member, place, text, eventId: eventId(member, event) }, names);
      if (said.type === 'command') {
        return answer(member, said.incoming, { place }, text.trim());
      }
      const message = await post({
        id: randomUUID(),
        key: `said:${eventId(member, event)}`,
        channel: place.channel,
        author: member.id,
        ...(isReply && { repliesTo }),
        content: renderWords(said.text),
        at: deps.now(),
      });
      if (place.kind === 'dm') return answer(member, parseMessage(member, place, message), { place });
      if (!said.hint) return { ok: true, replies: [] };
      const hint = await post({
        id: randomUUID(),
        key: `reply:${eventId(member, event)}`,
        channel: place.channel,
        visibleTo: member.id,
        content: { code: 'forgotten-slash', text: hintText(said.hint).source },
        at: deps.now(),
      });
      return { ok: true, replies: [hint] };
    },

    async edit({ member, message: id, text }) {
      const found = await inDm(member, id);
      if (!found) return noSuchMessage;
      const { place, message } = found;
      const content = renderWords(text.trim());
      if (content.text === message.content.text) return { ok: true, replies: [] };
      // By its instant an edit is known from the one before.
      const at = Math.max(deps.now(), (message.editedAt ?? message.at) + 1);
      const edited = await store.replaceContent(id, content, at);
      if (!edited) return noSuchMessage;
      feed.publish({ type: 'message', message: edited });
      return answer(member, parseEdit(member, place, edited), { place });
    },

    async remove({ member, message: id }) {
      const found = await inDm(member, id);
      const removed = found && (await store.removeMessage(id, deps.now()));
      if (!removed) return noSuchMessage;
      feed.publish({ type: 'message', message: removed });
      return answer(member, parseDeletion(member, found.place, removed), { place: found.place });
    },

    async press({ member, action, values, message, channel, event = randomUUID() }) {
      const stands = await whereButtonStands(member, action, message);
      if (stands === 'hidden') return { ok: false, code: 'not-your-button' };
      const place = placeOf(member, channel ?? 'dm');
      if (!place) return { ok: false, code: 'no-such-channel' };
      const source = stands ?? opened.recall(member.id, action) ?? { place };
      const request = { member, place: source.place, action, values, eventId: eventId(member, event) };
      return answer(member, parsePress(request), source);
    },

    async suggest({ member, channel, ...request }) {
      const place = placeOf(member, channel);
      if (!place) return 'no-such-channel';
      const incoming = parseSuggest({ member, place, ...request, eventId: eventId(member, randomUUID()) });
      const outcome = await dispatcher.dispatch(incoming);
      return outcome.type === 'choices' ? outcome.choices : [];
    },

    start(member, zone) {
      const place = placeOf(member, 'general') as Place;
      const incoming = parseSay(
        { member, place, text: '/start', eventId: eventId(member, randomUUID()) },
        names,
      );
      if (incoming.type !== 'command') throw new Error('unreachable');
      const interaction = {
        type: 'command',
        name: 'start',
        options: { zone, audience: 'community' },
      } as const;
      return answer(member, { ...incoming.incoming, interaction }, { place }, '/start');
    },
  };
}

const noSuchMessage = { ok: false, code: 'no-such-message' } as const;

const eventId = (member: PlaygroundMember, event: string): string => `playground:${member.id}:${event}`;

const seenBy = (member: PlaygroundMember, message: PlaygroundMessage): boolean =>
  (message.visibleTo === undefined || message.visibleTo === member.id) &&
  placeOf(member, message.channel) !== undefined;

const firstWord = (text: string): string => /^\S*/.exec(shortened(text))?.[0] ?? '';

function shortened(text: string): string {
  const letters = [...text.slice(0, limits.shownCommand * 2).replace(/\s+/g, ' ')];
  return letters.length > limits.shownCommand
    ? `${letters.slice(0, limits.shownCommand - 1).join('')}…`
    : letters.join('');
}

export const hintText = (command: string) =>
  md`That was sent as a normal message. To talk to me, start with a slash: ${code(`/${command}`)}.`;
