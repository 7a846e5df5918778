import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from '../effects.ts';
import type { SlackState } from '../state.ts';
import { Answer } from './answer.ts';

/** Until when a member's action waits. `effect`: until the app has shown something and has gone quiet. */
export type Until = 'ack' | 'effect';

export interface WatchOptions {
  /** No call under way and nothing new for so many real milliseconds means that the app has finished. */
  quietMs: number;
  /** How long to wait for a first effect. */
  effectMs: number;
  /** By member, what has been answered: it gets nothing more that could belong to a later action. */
  answered: Map<string, Subject[]>;
}

export interface Subject {
  teamId: string;
  userId: string;
  interaction: string;
  /** Where it happened, and the member's DM. */
  channels: (string | undefined)[];
  dm: string;
  /** It was done on the Home tab: a Home tab that is drawn anew answers it. Elsewhere that belongs to something earlier. */
  onHome?: boolean;
  closed?: boolean;
}

/** What was done with an interaction's own trigger or response_url belongs to it; the rest goes by member and place. */
function concerns(effect: Effect, subject: Subject): boolean {
  if (effect.interaction) return effect.interaction === subject.interaction;
  if (subject.closed || effect.teamId !== subject.teamId) return false;
  return effect.userId ? effect.userId === subject.userId : subject.channels.includes(effect.channel);
}

/** Does something to the app and gathers what the app does about it. */
export async function watch(
  state: SlackState,
  options: WatchOptions,
  subject: Subject,
  until: Until,
  act: (answer: Answer) => Promise<void>,
): Promise<Answer> {
  const answer = new Answer();
  for (const former of options.answered.get(subject.userId) ?? []) former.closed = true;
  options.answered.delete(subject.userId);
  let last = performance.now();
  state.effects.listen((effect) => {
    if (!concerns(effect, subject)) return;
    answer.effects.push(effect);
    last = performance.now();
  });
  await act(answer);
  // What becomes of messages that stood there before is no answer yet, nor is what everybody in a channel sees.
  const answers = ({ kind, interaction, channel }: Effect): boolean =>
    interaction !== undefined ||
    (kind === 'home'
      ? subject.onHome === true
      : kind === 'message'
        ? channel === subject.dm
        : kind !== 'update' && kind !== 'delete');
  const isAnswered = (): boolean => answer.effects.some(answers);
  if (until === 'effect' && !answer.clientErrors)
    await settle(state, options, answer, { isAnswered, last: () => last });
  options.answered.set(subject.userId, [...(options.answered.get(subject.userId) ?? []), subject]);
  return answer;
}

/** Waits until the app has shown something, has no call under way and adds nothing more. */
async function settle(
  state: SlackState,
  options: WatchOptions,
  answer: Answer,
  { isAnswered, last }: { readonly isAnswered: () => boolean; readonly last: () => number },
): Promise<void> {
  const begun = performance.now();
  const done = (): boolean =>
    isAnswered() || answer.errors !== undefined || answer.failure !== undefined || !answer.acked;
  while (!done() && performance.now() - begun < options.effectMs) await sleep(2);
  while (state.inFlight > 0 || performance.now() - last() < options.quietMs) {
    if (performance.now() - begun > options.effectMs) break;
    await sleep(2);
  }
}
