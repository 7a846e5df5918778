export {
  type ClockChange,
  type ClockHistory,
  type ClockRule,
  clockAt,
  dayAt,
  dayBounds,
  isShortDay,
} from './clock.ts';
export { changeClock, clocksOn } from './clock-change.ts';
export {
  calendarMonth,
  type Day,
  type DayRange,
  formatDay,
  formatWeek,
  type Instant,
  isoWeekOf,
  mondayOf,
  parseDay,
  weekdayOf,
} from './day.ts';
export { dueInstant } from './due.ts';
export { formatTimeOfDay, parseTimeOfDay } from './time-of-day.ts';
export { wallInstant, wallTime } from './wall-clock.ts';
export { canonicalZone } from './zone.ts';
export { searchZones } from './zone-search.ts';
