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
}

export interface Subject {
  teamId: string;
  userId: string;
  interaction: string;
  /** Where it happened, and the member's DM. */
  channels: (string | undefined)[];
}

const concerns = (effect: Effect, subject: Subject): boolean =>
  effect.interaction === subject.interaction ||
  (effect.teamId === subject.teamId &&
    (effect.userId === subject.userId || (!effect.userId && subject.channels.includes(effect.channel))));

/** Does something to the app and gathers what the app does about it. */
export async function watch(
  state: SlackState,
  options: WatchOptions,
  subject: Subject,
  until: Until,
  act: (answer: Answer) => Promise<void>,
): Promise<Answer> {
  const answer = new Answer();
  let last = performance.now();
  state.effects.listen((effect) => {
    if (!concerns(effect, subject)) return;
    answer.effects.push(effect);
    last = performance.now();
  });
  await act(answer);
  if (until === 'ack' || answer.clientErrors) return answer;
  const begun = performance.now();
  const done = (): boolean =>
    answer.effects.length > 0 || answer.errors !== undefined || answer.failure !== undefined || !answer.acked;
  while (!done() && performance.now() - begun < options.effectMs) await sleep(2);
  while (state.inFlight > 0 || performance.now() - last < options.quietMs) {
    if (performance.now() - begun > options.effectMs) break;
    await sleep(2);
  }
  return answer;
}
