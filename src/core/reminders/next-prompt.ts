import { dayAt, type Instant, weekdayOf } from '../calendar/index.ts';
import { pauseOn } from '../people/settings.ts';
import type { Person } from '../people/types.ts';
import { cadenceOn } from '../streaks/index.ts';
import { isReachable } from './reach.ts';
import { slotsOn } from './schedule.ts';

const horizonDays = 400;

/**
 * When somebody is asked next, as far as it is known now: the next prompt on a date that is promised and neither rested nor
 * paused. `isLogged`: today needs none any more. Undefined: none is in sight.
 */
export function nextPromptAt(person: Person, now: Instant, isLogged = false): Instant | undefined {
  if (!isReachable(person)) return undefined;
  const today = dayAt(person.clocks, now);
  for (let day = today; day <= today + horizonDays; day++) {
    const cadence = cadenceOn(person.cadence, day);
    const isOff = cadence.kind === 'weekdays' && !cadence.days.includes(weekdayOf(day));
    const isDone = day === today && (isLogged || person.skippedDay === day);
    if (isOff || isDone || person.rest.includes(day) || pauseOn(person, day)) continue;
    const prompt = slotsOn(person, day).find((slot) => slot.kind === 'prompt' && slot.dueAt > now);
    if (prompt) return prompt.dueAt;
  }
  return undefined;
}
