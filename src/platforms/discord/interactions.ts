import { InteractionType } from 'discord.js';
import type { Dispatcher } from '../../chat/dispatcher.ts';
import type { Incoming } from '../../chat/interaction.ts';
import type { Outcome } from '../../chat/rendered.ts';
import type { Answerer, Received } from './answer.ts';
import type { patience } from './limits.ts';
import { type GuildNames, parseInteraction, type UserInteraction } from './parse.ts';
import type { DiscordLog } from './ports.ts';

export interface Interactions {
  /** Never throws, and never before the interaction was answered or given up. A repeated event is one. */
  handle(it: UserInteraction): Promise<void>;
  /** Waits for the answers under way, `atMostMs` long. */
  drain(atMostMs: number): Promise<void>;
}

const remembered = 2_000;

/**
 * Discord wants a first answer within 3 s, whatever the answer needs: a fast one goes out itself, for a slow one the
 * interaction is deferred. A form can only ever be the first answer, so where one may come nothing is deferred until
 * Discord's patience is all but over.
 */
export function interactions(deps: {
  readonly answers: Answerer;
  readonly dispatcher: Dispatcher;
  readonly names: GuildNames;
  readonly patience: { readonly [K in keyof typeof patience]: number };
  readonly log: DiscordLog;
}): Interactions {
  const { answers, dispatcher, log } = deps;
  const running = new Set<Promise<void>>();
  const seen = new Set<string>();

  function isNew(id: string): boolean {
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > remembered) seen.delete(seen.values().next().value as string);
    return true;
  }

  async function respond(received: Received, incoming: Incoming): Promise<void> {
    const outcome = dispatcher.dispatch(incoming);
    if (received.it.type === InteractionType.ApplicationCommandAutocomplete) {
      const found = await within(outcome, deps.patience.choicesMs);
      await answers.deliver(received, found ?? noChoices, 'open');
      return;
    }
    const formFirst = dispatcher.acknowledgement(incoming) === 'form-first';
    const fast = await within(outcome, formFirst ? deps.patience.formMs : deps.patience.replyMs);
    const stage = fast ? 'open' : await answers.defer(received);
    const answer = fast ?? (await outcome);
    const end = await answers.deliver(received, answer, stage);
    if (end !== 'shown' && answer.type === 'reply')
      await dispatcher.undelivered(incoming.actor.identity, answer.reply, end);
  }

  async function handleOne(received: Received): Promise<void> {
    const { it } = received;
    try {
      const incoming = parseInteraction(it, deps.names);
      if (incoming) await respond(received, incoming);
      else log.warn({ interaction: it.id, type: it.type }, 'an interaction of an unknown kind');
    } catch (error) {
      log.error({ err: error, interaction: it.id }, 'an interaction failed');
    }
  }

  return {
    async handle(it) {
      if (!isNew(it.id)) return;
      const work = handleOne({ it, at: performance.now() });
      running.add(work);
      await work;
      running.delete(work);
    },
    async drain(atMostMs) {
      answers.hurry();
      await within(Promise.all(running), atMostMs);
    },
  };
}

const noChoices: Outcome = { type: 'choices', choices: [] };

/** The promise's value, or undefined when the time is over first. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
