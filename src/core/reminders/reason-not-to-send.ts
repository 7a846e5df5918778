import type { Day, Instant } from '../calendar/index.ts';
import { pauseOn } from '../people/now.ts';
import type { Person } from '../people/types.ts';
import { type StreakFacts, weekProgress } from '../streaks/index.ts';
import { isReachable } from './reach.ts';
import type { Delivery, ReminderKind } from './types.ts';
import { asksFor, asOf, promptFrequencyOn } from './unanswered.ts';

const nudgeAfterPromptMs = 3 * 60 * 60 * 1000;

/** Why a reminder is not sent; stable, for the delivery's record. */
export type NotSentReason =
  | 'unreachable'
  | 'skipped'
  | 'logged'
  | 'rest'
  | 'not-required'
  | 'not-urgent'
  | 'unanswered'
  | 'no-prompt';

/**
 * Why a reminder for a local date is not wanted, by the state at its due instant (R3 to R22). Undefined if it is wanted. `prompt`:
 * the delivery of that date's prompt, for a nudge.
 */
export function reasonNotToSend(
  slot: { readonly kind: ReminderKind; readonly day: Day; readonly dueAt: Instant },
  person: Person,
  facts: StreakFacts,
  prompt: Delivery | undefined,
): NotSentReason | undefined {
  const { kind, day } = slot;
  if (!isReachable(person)) return 'unreachable';
  if (person.skippedDay === day) return 'skipped';
  if (facts.logged.has(day)) return 'logged';
  if (person.rest.includes(day) || pauseOn(person, day)) return 'rest';
  if (kind !== 'prompt' && kind !== 'nudge') return undefined;
  if (!asksFor(facts, day)) return 'not-required';
  const asking = promptFrequencyOn(person, facts, day);
  if (kind === 'prompt') return asking === 'daily' || asking === 'weekly' ? undefined : 'unanswered';
  if (asking !== 'daily') return 'unanswered';
  const week = weekProgress(asOf(facts, day), day);
  if (week && week.daysLeft !== week.needed) return 'not-urgent';
  return followsPrompt(slot.dueAt, prompt) ? undefined : 'no-prompt';
}

/** R15: a nudge is at least 3 h after the prompt's due instant, or after its sending if that was late. */
function followsPrompt(dueAt: Instant, prompt: Delivery | undefined): boolean {
  if (!prompt || prompt.state === 'dropped' || prompt.state === 'parked' || prompt.state === 'failed')
    return false;
  const since =
    prompt.state === 'missed' ? prompt.dueAt : prompt.late ? (prompt.sentAt ?? prompt.dueAt) : prompt.dueAt;
  return dueAt - since >= nudgeAfterPromptMs;
}
