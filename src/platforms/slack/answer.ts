import type { Loss } from '../../chat/dispatcher.ts';
import { type Markdown, md } from '../../chat/markdown.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import { callAgain, notDone, openView } from './call-again.ts';
import type { SlackClients } from './clients.ts';
import type { DirectMessages } from './direct-messages.ts';
import { badShape, isTransient, missingScope, type SlackFailure } from './errors.ts';
import { quiet, quietFor } from './messenger.ts';
import type { SlackLog } from './ports.ts';
import { isLeftOut, renderReply, type SlackMessage, type Upload } from './render.ts';
import { renderReplyView } from './render-form.ts';
import { respond } from './response-url.ts';
import { metadataOf, type Surface } from './surface.ts';
import { shareFile } from './uploads.ts';

export interface AnswerDependencies {
  readonly clients: SlackClients;
  readonly dms: DirectMessages;
  readonly log: SlackLog;
  readonly now: () => number;
  /** Ends repetitions. */
  readonly leaving: AbortSignal;
  /** An answer did not get through. */
  readonly undelivered: (surface: Surface, reply: RenderedReply, loss: Loss) => Promise<void>;
}

/** Slack's address for answers lives for half an hour; who waits for one does not. */
const answerWithinMs = 10_000;

/** Shows replies where something was done, by whatever way is left. */
export interface Answers {
  show(surface: Surface, reply: RenderedReply): Promise<void>;
  /** Shares what belongs to a reply that is shown already. */
  share(surface: Surface, reply: RenderedReply): Promise<void>;
  /** What is added to a reply whose files go elsewhere. */
  noteFor(surface: Surface, reply: RenderedReply): Markdown | undefined;
}

export function createAnswers(deps: AnswerDependencies): Answers {
  const { clients, dms, log, now } = deps;

  /** Where files go: what is private goes to the DM, whose files nobody else can open. */
  const goesPublic = (surface: Surface, reply: RenderedReply): boolean =>
    reply.visibility === 'public' && surface.channel !== undefined && !surface.channel.startsWith('D');

  const hasFiles = (reply: RenderedReply): boolean =>
    (reply.picture !== undefined && !isLeftOut(reply)) ||
    reply.file !== undefined ||
    (reply.pictures ?? []).length > 0;

  function noteFor(surface: Surface, reply: RenderedReply): Markdown | undefined {
    if (isLeftOut(reply)) return md`_You'll see the picture in the post._`;
    if (!hasFiles(reply) || goesPublic(surface, reply)) return undefined;
    if (surface.channel && dms.known(surface.team, surface.user) === surface.channel) return undefined;
    return reply.picture || reply.pictures
      ? md`_I sent you the picture by DM._`
      : md`_I sent you the file by DM._`;
  }

  /** Each way has its time, and the next one follows where it did not get through. */
  const within = () => ({ until: performance.now() + answerWithinMs, signal: deps.leaving });

  async function say(surface: Surface, message: SlackMessage, reply: RenderedReply): Promise<'shown' | Loss> {
    const { team, user, view, home, trigger, response } = surface;
    const metadata = metadataOf({ ...surface, ...(view && { view }) });
    if (view) {
      const shown = renderReplyView(reply, metadata, noteFor(surface, reply));
      const update = () => clients.call('interactive', team, 'views.update', { view_id: view, view: shown });
      const updated = await callAgain(update, isTransient, within());
      if (updated.ok) return 'shown';
      refused('views.update', updated.failure);
    }
    if (home && trigger) {
      const shown = renderReplyView(reply, metadata, noteFor(surface, reply));
      const open = () =>
        clients.call('interactive', team, 'views.open', { trigger_id: trigger, view: shown });
      const opened = await openView(open, within());
      if (opened.ok) return 'shown';
      refused('views.open', opened.failure);
    }
    if (response && now() < response.until) {
      const body = {
        response_type: reply.visibility === 'public' ? 'in_channel' : 'ephemeral',
        replace_original: reply.replaces === true && surface.ownMessage === true,
        ...quiet,
      };
      const said = { ...body, text: message.text, blocks: message.blocks };
      const responded = await respond(response.url, said, { ...within(), log });
      if (responded !== 'refused') return responded;
    }
    if (surface.ownMessage && (await changed(surface, message))) return 'shown';
    return writeToDm(team, user, message);
  }

  /** Changes a message of the DM by its `ts`, when the address that came with the press is no more. */
  async function changed({ team, channel, message: ts }: Surface, message: SlackMessage): Promise<boolean> {
    if (!ts || !channel) return false;
    const args = { channel, ts, text: message.text, blocks: message.blocks, ...quietFor('chat.update') };
    const update = () => clients.call('interactive', team, 'chat.update', args);
    const updated = await callAgain(update, isTransient, within());
    if (!updated.ok) refused('chat.update', updated.failure);
    return updated.ok;
  }

  async function writeToDm(team: string, user: string, message: SlackMessage): Promise<'shown' | Loss> {
    const opened = await dms.open(team, user);
    if (!opened.ok) {
      log.warn({ ...opened.failure }, 'an answer could not be shown on Slack');
      return 'lost';
    }
    const args = { channel: opened.channel, text: message.text, ...quiet };
    const post = (more: object) =>
      callAgain(
        () => clients.call('interactive', team, 'chat.postMessage', { ...args, ...more }),
        notDone,
        within(),
      );
    let sent = await post({ blocks: message.blocks });
    if (!sent.ok) refused('chat.postMessage', sent.failure);
    if (!sent.ok && badShape.has(sent.failure.code)) sent = await post({});
    if (sent.ok) return 'shown';
    return sent.failure.fate === 'unknown' ? 'unknown' : 'lost';
  }

  function refused(method: string, failure: { readonly code: string; readonly detail: string }): void {
    const facts = { method, code: failure.code, detail: failure.detail };
    if (badShape.has(failure.code)) log.error(facts, 'Slack refused the shape of an answer');
    else log.warn(facts, 'Slack did not take an answer this way');
  }

  async function shareAll(surface: Surface, reply: RenderedReply, uploads: readonly Upload[]): Promise<void> {
    if (uploads.length === 0) return;
    const { team, user, channel } = surface;
    const dm = async () => {
      const opened = await dms.open(team, user);
      return opened.ok ? opened.channel : undefined;
    };
    const place = goesPublic(surface, reply) ? channel : await dm();
    for (const file of uploads) {
      const shared = place ? await shareFile(clients, team, place, file) : undefined;
      if (shared?.ok) continue;
      log.warn({ file: file.name, ...shared?.failure }, 'a file could not be shared on Slack');
      // A channel that the bot is not in takes no files; the person who asked gets it.
      const own =
        shared?.failure.code === 'not_in_channel' || shared?.failure.code === 'channel_not_found'
          ? await dm()
          : undefined;
      const again = own && own !== place ? await shareFile(clients, team, own, file) : undefined;
      if (again?.ok) continue;
      const reply = notShared(again?.failure ?? shared?.failure);
      await say(surface, renderReply(reply), reply);
    }
  }

  return {
    noteFor,
    async show(surface, reply) {
      if (hasFiles(reply) && surface.channel?.startsWith('D')) await dms.open(surface.team, surface.user);
      const message = renderReply(reply, noteFor(surface, reply));
      const replacing = reply.replaces === true && (await seenByOneOnly(dms, surface));
      const end = await say({ ...surface, ownMessage: replacing }, message, reply);
      if (end !== 'shown') await deps.undelivered(surface, reply, end);
      await shareAll(surface, reply, message.uploads);
    },
    share: (surface, reply) => shareAll(surface, reply, renderReply(reply).uploads),
  };
}

/** A private answer never takes the place of what others see too. */
async function seenByOneOnly(dms: DirectMessages, surface: Surface): Promise<boolean> {
  if (surface.ownMessage) return true;
  if (!surface.channel?.startsWith('D')) return false;
  const opened = await dms.open(surface.team, surface.user);
  return opened.ok && opened.channel === surface.channel;
}

export function notShared(failure: SlackFailure | undefined): RenderedReply {
  const missing = failure && missingScope(failure);
  return {
    code: 'not-shared',
    visibility: 'private',
    text: missing
      ? md`I couldn't send you the file: ${missing}.`
      : md`I couldn't send you the file just now. Please try again in a minute.`,
  };
}
