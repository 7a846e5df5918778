import { type Markdown, md } from '../chat/markdown.ts';
import { pendingClock } from '../core/account/index.ts';
import { clockAt, formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import { type Cadence, type Person, todayOf, zoneOf } from '../core/people/index.ts';
import { promptsAgainFrom } from '../core/reminders/index.ts';
import { cadenceOn } from '../core/streaks/index.ts';
import { dayAhead, instantText } from './when.ts';
import { listText, weekdayName } from './words.ts';

export function cadenceText(cadence: Cadence): string {
  if (cadence.kind === 'weekly') return cadence.times === 1 ? 'once a week' : `${cadence.times} days a week`;
  if (cadence.days.length === 7) return 'every day';
  if (cadence.days.join() === '1,2,3,4,5') return 'weekdays';
  return listText(cadence.days.map(weekdayName));
}

/** The cadence that is in force today. */
export const presentCadence = (person: Person, now: Instant): Cadence =>
  cadenceOn(person.cadence, todayOf(person, now));

export const presentDayStart = (person: Person, now: Instant): string =>
  formatTimeOfDay(clockAt(person.clocks, now).dayStart);

/** From when on a new prompt time holds, if not today; `wasAsked`: today's prompt went out already. */
export function promptFrom(person: Person, now: Instant, wasAsked: boolean): Markdown {
  const from = promptsAgainFrom(person, now, wasAsked);
  return from === undefined ? md`` : md`, starting ${dayAhead(from, person, now)}`;
}

/** The zone that waits for today to end. */
export function pendingZone(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending || pending.zone === zoneOf(person, now)) return md``;
  return md`, then **${pending.zone}**${fromWhen(person, now)}`;
}

/** The day start that waits for today to end. */
export function pendingDayStart(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending || pending.dayStart === clockAt(person.clocks, now).dayStart) return md``;
  return md`, then at **${formatTimeOfDay(pending.dayStart)}**${fromWhen(person, now)}`;
}

/** The cadence that waits for its first day. */
export function pendingCadence(person: Person, now: Instant): Markdown {
  const latest = person.cadence.at(-1);
  if (!latest || latest.from <= todayOf(person, now)) return md``;
  return md`, then **${cadenceText(latest.cadence)}** starting ${dayAhead(latest.from, person, now)}`;
}

/** From when a new zone or day start holds, if not at once. */
export function fromWhen(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending) return md``;
  const present = { ...person, clocks: person.clocks.filter((it) => it !== pending) };
  return md` from ${instantText(pending.from, present, now)}, when your day ends`;
}
