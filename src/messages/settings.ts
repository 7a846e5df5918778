import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import { pendingClock } from '../core/account/index.ts';
import { clockAt, formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import { type Cadence, type Member, type Person, todayOf, zoneOf } from '../core/people/index.ts';
import { promptsAgainFrom } from '../core/reminders/index.ts';
import { cadenceOn } from '../core/streaks/index.ts';
import { dayAhead, instantText } from './when.ts';
import { dateText, listText, weekdayName } from './words.ts';

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

/** What the settings of one person are told from. */
export interface SettingsFacts {
  readonly person: Person;
  readonly now: Instant;
  /** The membership of the community around. */
  readonly here: { readonly member: Member; readonly community: string } | undefined;
  /** Today's prompt went out already. */
  readonly wasAsked: boolean;
  /** A line that changes something. */
  readonly example: string;
}

/** Everything that a person can set, as it is now, and from when on what waits holds. */
export function settingsText({ person, now, here, wasAsked, example }: SettingsFacts): Markdown {
  return joined([
    md`**Your settings**`,
    md`- Zone: **${zoneOf(person, now)}**${pendingZone(person, now)}`,
    md`- Prompt: ${promptText(person, now, wasAsked)}`,
    md`- Nudge: **${person.nudge.on ? formatTimeOfDay(person.nudge.time) : 'off'}**`,
    md`- Cadence: **${cadenceText(presentCadence(person, now))}**${pendingCadence(person, now)}`,
    md`- Your day starts at **${presentDayStart(person, now)}**${pendingDayStart(person, now)}; what you log before that counts for the day before`,
    md`- Dates look like **${dateText(todayOf(person, now), person.language)}** (${code(person.language)})`,
    here &&
      md`- New entries made in ${here.community} are **${here.member.audience === 'community' ? 'shared there' : 'private'}**`,
    here &&
      md`- Its weekly roundup ${here.member.inRoundup ? 'may show what you share' : 'leaves you out'}; you are ${here.member.inLeaderboard ? 'on' : 'not on'} its leaderboard`,
    md`- Due cards in the prompt: **${person.learning?.cardsInPrompt ? 'on' : 'off'}**; a language model that asks why: **${person.learning?.assistant ? 'on' : 'off'}**`,
    md`${code(example)} changes what you like.`,
  ]);
}

function promptText(person: Person, now: Instant, wasAsked: boolean): Markdown {
  if (person.prompts !== 'on' && person.prompts !== 'silent') return md`**off**`;
  return md`**${formatTimeOfDay(person.promptTime)}**${promptFrom(person, now, wasAsked)}`;
}

/** From when on a new prompt time holds, if not today; `wasAsked`: today's prompt went out already. */
export function promptFrom(person: Person, now: Instant, wasAsked: boolean): Markdown {
  const from = promptsAgainFrom(person, now, wasAsked);
  return from === undefined ? md`` : md`, from ${dayAhead(from, person, now)} on`;
}

/** The zone that waits for today to end. */
export function pendingZone(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending || pending.zone === zoneOf(person, now)) return md``;
  return md`, and **${pending.zone}**${fromWhen(person, now)}`;
}

/** The day start that waits for today to end. */
export function pendingDayStart(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending || pending.dayStart === clockAt(person.clocks, now).dayStart) return md``;
  return md`, and at **${formatTimeOfDay(pending.dayStart)}**${fromWhen(person, now)}`;
}

/** The cadence that waits for its first day. */
export function pendingCadence(person: Person, now: Instant): Markdown {
  const latest = person.cadence.at(-1);
  if (!latest || latest.from <= todayOf(person, now)) return md``;
  return md`, and **${cadenceText(latest.cadence)}** from ${dayAhead(latest.from, person, now)} on`;
}

/** From when a new zone or day start holds, if not at once. */
export function fromWhen(person: Person, now: Instant): Markdown {
  const pending = pendingClock(person, now);
  if (!pending) return md``;
  const present = { ...person, clocks: person.clocks.filter((it) => it !== pending) };
  return md` from ${instantText(pending.from, present, now)}, when today ends`;
}
