import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import { formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import {
  latestClock,
  type Member,
  type Person,
  pendingClock,
  todayOf,
  zoneOf,
} from '../core/people/index.ts';
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

/** Everything that a person can set, as it is now; `here`: the membership of the community around. */
export function settingsText(
  person: Person,
  here: { readonly member: Member; readonly community: string } | undefined,
  now: Instant,
  example: string,
): Markdown {
  const { dayStart } = latestClock(person);
  const isNewStart = pendingClock(person, now)?.zone === zoneOf(person, now);
  return joined([
    md`**Your settings**`,
    md`- Zone: **${zoneOf(person, now)}**${pendingText(person, now)}`,
    md`- Prompt: **${person.prompts === 'on' || person.prompts === 'silent' ? formatTimeOfDay(person.promptTime) : 'off'}**`,
    md`- Nudge: **${person.nudge.on ? formatTimeOfDay(person.nudge.time) : 'off'}**`,
    md`- Cadence: **${cadenceText(latestCadence(person))}**`,
    md`- Your day starts at **${formatTimeOfDay(dayStart)}**${isNewStart ? fromWhen(person, now) : ''}; what you log before that counts for the day before`,
    md`- Dates look like **${dateText(todayOf(person, now), person.language)}** (${code(person.language)})`,
    here &&
      md`- New entries made in ${here.community} are **${here.member.audience === 'community' ? 'shared there' : 'private'}**`,
    here &&
      md`- Its weekly roundup ${here.member.inRoundup ? 'may show what you share' : 'leaves you out'}; you are ${here.member.inLeaderboard ? 'on' : 'not on'} its leaderboard`,
    md`- Due cards in the prompt: **${person.learning?.cardsInPrompt ? 'on' : 'off'}**; a language model that asks why: **${person.learning?.assistant ? 'on' : 'off'}**`,
    md`${code(example)} changes what you like.`,
  ]);
}

/** The zone that waits for today to end. */
function pendingText(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending || pending.zone === zoneOf(person, now)) return md``;
  return md`, and **${pending.zone}**${fromWhen(person, now)}`;
}

/** From when a new zone or day start holds, if not at once. */
export function fromWhen(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending) return md``;
  return md` from ${instantText(pending.from, now, zoneOf(person, now), person.language)}, when today ends`;
}
