import type { Community, Expected } from '../types.ts';
import { addDays, datesBetween, isoWeekOf, weekdayOf } from './dates.ts';
import { calendarDate, isoOf, minute, wallInstant } from './local-time.ts';
import { attendedAt, type SimulatedTime } from './simulated-time.ts';

/** R27 to R29. */
export function expectedRoundups(community: Community, time: SimulatedTime): Expected[] {
  const { zone, roundup } = community;
  if (!community.channel) return [];
  return datesBetween(addDays(calendarDate(zone, time.from), -1), addDays(calendarDate(zone, time.to), 1))
    .filter((date) => weekdayOf(date) === roundup.weekday)
    .map((date) => wallInstant(zone, date, roundup.time))
    .filter((due) => due >= time.from && due < time.to && attendedAt(time, due) < time.to)
    .map((due) => {
      const at = attendedAt(time, due);
      const date = calendarDate(zone, due);
      const inTime = at - due <= time.lateWindow && calendarDate(zone, at) === date;
      return {
        owner: community.id,
        kind: 'roundup',
        key: isoWeekOf(date),
        dueAt: isoOf(due),
        outcome: inTime ? 'sent' : 'missed',
        at: isoOf(at),
        late: inTime && at - due > 5 * minute,
      };
    });
}
