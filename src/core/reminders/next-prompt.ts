import {
  type Day,
  dayAt,
  dueInstant,
  formatDay,
  type Instant,
  mondayOf,
  weekdayOf,
} from '../calendar/index.ts';
import { pauseOn } from '../people/now.ts';
import type { Person } from '../people/types.ts';
import { cadenceOn } from '../streaks/index.ts';
import { deliveryId } from './delivery.ts';
import type { DeliveryStore } from './ports.ts';
import { isReachable } from './reach.ts';
import { slotsOn } from './schedule.ts';

const horizonDays = 400;

/** The state of today and its week. */
export interface PromptFacts {
  /** Something is logged today, so it needs no prompt. */
  readonly isLogged?: boolean;
  /** Today's prompt was written. A date gets only one (R4). */
  readonly wasAsked?: boolean;
  /** The week's target is met (R9). */
  readonly isWeekDone?: boolean;
}

/** Whether today's prompt was written, in any state. */
export async function wasAskedToday(
  deliveries: Pick<DeliveryStore, 'find'>,
  person: Person,
  now: Instant,
): Promise<boolean> {
  const owner = { personId: person.id };
  const today = formatDay(dayAt(person.clocks, now));
  return (await deliveries.find(owner, deliveryId(owner, 'prompt', today))) !== undefined;
}

/** The later date from which prompts come at the present time. Undefined: today too, or today's time has passed as usual. */
export function promptsAgainFrom(person: Person, now: Instant, wasAsked: boolean): Day | undefined {
  const today = dayAt(person.clocks, now);
  if (person.promptsFrom > today) return person.promptsFrom;
  const due = dueInstant(person.clocks, today, person.promptTime);
  return wasAsked && due !== undefined && due > now ? today + 1 : undefined;
}

/**
 * The instant of the next prompt, by what is known now: on the next date that is promised and is neither a rest day nor paused.
 * Undefined if none is near.
 */
export function nextPromptAt(
  person: Person,
  now: Instant,
  { isLogged = false, wasAsked = false, isWeekDone = false }: PromptFacts = {},
): Instant | undefined {
  if (!isReachable(person)) return undefined;
  const today = dayAt(person.clocks, now);
  for (let day = today; day <= today + horizonDays; day++) {
    const cadence = cadenceOn(person.cadence, day);
    const isOff = cadence.kind === 'weekdays' && !cadence.days.includes(weekdayOf(day));
    const isDone =
      (day === today && (isLogged || wasAsked || person.skippedDay === day)) ||
      (isWeekDone && cadence.kind === 'weekly' && mondayOf(day) === mondayOf(today));
    if (isOff || isDone || person.rest.includes(day) || pauseOn(person, day)) continue;
    const prompt = slotsOn(person, day).find((slot) => slot.kind === 'prompt' && slot.dueAt > now);
    if (prompt) return prompt.dueAt;
  }
  return undefined;
}
