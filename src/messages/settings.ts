import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import { formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import { latestClock, type Member, type Person, pendingClock, zoneOf } from '../core/people/index.ts';
import type { Cadence } from '../core/streaks/index.ts';
import { dateText, instantText, listText, weekdayName } from './words.ts';

export function cadenceText(cadence: Cadence): string {
  if (cadence.kind === 'weekly') return cadence.times === 1 ? 'once a week' : `${cadence.times} days a week`;
  if (cadence.days.length === 7) return 'every day';
  if (cadence.days.join() === '1,2,3,4,5') return 'weekdays';
  return listText(cadence.days.map(weekdayName));
}

export const latestCadence = (person: Person): Cadence =>
  person.cadence.at(-1)?.cadence ?? { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] };

/** Everything that a person can set, as it is now. */
export function settingsText(
  person: Person,
  member: Member | undefined,
  now: Instant,
  today: number,
): Markdown {
  const { dayStart } = latestClock(person);
  return joined([
    md`**Your settings**`,
    md`- Zone: **${zoneOf(person, now)}**${pendingText(person, now)}`,
    md`- Prompt: **${person.prompts === 'on' ? formatTimeOfDay(person.promptTime) : 'off'}**`,
    md`- Nudge: **${person.nudge.on ? formatTimeOfDay(person.nudge.time) : 'off'}**`,
    md`- Cadence: **${cadenceText(latestCadence(person))}**`,
    md`- Your day starts at **${formatTimeOfDay(dayStart)}**: what you log before that counts for the day before`,
    md`- Dates look like **${dateText(today, person.language)}** (${code(person.language)})`,
    member &&
      md`- Here, new entries are **${member.audience === 'community' ? 'shared with the community' : 'private'}**`,
    member &&
      md`- Weekly roundup: **${member.inRoundup ? 'in it with what you share' : 'left out'}**; leaderboard: **${member.inLeaderboard ? 'on it' : 'not on it'}**`,
  ]);
}

export function pendingText(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending) return md``;
  return md` (${pending.zone}, day from ${formatTimeOfDay(pending.dayStart)}, when today ends: ${instantText(pending.from, now, zoneOf(person, now), person.language)})`;
}
