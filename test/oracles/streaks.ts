/**
 * The streak a second time, written from docs/streaks.md alone: day by day, slow and obvious. Every date asks its
 * questions of the whole history again. Imports nothing of ours.
 */

export type PlainCadence = { kind: 'weekdays'; days: readonly number[] } | { kind: 'weekly'; times: number };

export interface PlainHistory {
  joined: number;
  today: number;
  cadence: readonly { from: number; cadence: PlainCadence }[];
  rest: readonly number[];
  pauses: readonly { from: number; to?: number }[];
  excused: ReadonlyMap<number, string>;
  logged: ReadonlyMap<number, readonly string[]>;
  backdated?: ReadonlySet<string>;
  stepsPerFreeze: number;
  maxHeld: number;
}

export interface PlainDay {
  day: number;
  required: boolean;
  logged: boolean;
  frozen: boolean;
  excused: boolean;
  reason: string | undefined;
  ended: boolean;
  count: number;
  progress: number;
  entries: readonly string[];
  backdated: boolean;
}

/** 1970-01-01 was a Thursday. Monday is 1, Sunday 7. */
function weekday(day: number): number {
  let result = 4;
  for (let left = day % 7; left > 0; left--) result = result === 7 ? 1 : result + 1;
  return result;
}

const entriesOn = (history: PlainHistory, day: number) => history.logged.get(day) ?? [];
const isLogged = (history: PlainHistory, day: number) => entriesOn(history, day).length > 0;
const isRest = (history: PlainHistory, day: number) => history.rest.includes(day);

function isPaused(history: PlainHistory, day: number): boolean {
  for (const pause of history.pauses) {
    if (day >= pause.from && (pause.to === undefined || day <= pause.to)) return true;
  }
  return false;
}

/** S9 and S11: excused if not logged. */
function isExcused(history: PlainHistory, day: number): boolean {
  return history.excused.has(day) && !isLogged(history, day);
}

function cadenceOf(history: PlainHistory, day: number): PlainCadence {
  let cadence = history.cadence[0]!.cadence;
  for (const change of history.cadence) if (change.from <= day) cadence = change.cadence;
  return cadence;
}

function reasonOf(history: PlainHistory, day: number): string | undefined {
  if (isExcused(history, day)) return history.excused.get(day);
  if (isPaused(history, day)) return 'pause';
  if (isRest(history, day)) return 'rest';
  const cadence = cadenceOf(history, day);
  if (cadence.kind === 'weekly') return 'weekly';
  return cadence.days.includes(weekday(day)) ? undefined : 'not-promised';
}

/** S6: whether the ISO week that this Sunday closes stayed below its target. */
function weekFailed(history: PlainHistory, sunday: number, times: number): boolean {
  let done = 0;
  let askedFor = 0;
  for (let day = sunday - 6; day <= sunday; day++) {
    if (day < history.joined) continue;
    if (isLogged(history, day)) done = done + 1;
    if (!isPaused(history, day) && !isRest(history, day) && !isExcused(history, day)) askedFor = askedFor + 1;
  }
  const target = Math.min(times, askedFor);
  return done < target;
}

/** Whether this date, being over, costs a freeze or the streak. */
function costs(history: PlainHistory, day: number): boolean {
  if (day === history.today) return false;
  const cadence = cadenceOf(history, day);
  if (cadence.kind === 'weekly') return weekday(day) === 7 && weekFailed(history, day, cadence.times);
  return reasonOf(history, day) === undefined && !isLogged(history, day);
}

export interface PlainStreak {
  days: PlainDay[];
  current: number;
  longest: number;
  held: number;
  progress: number;
  daysToNext: number;
}

export function plainStreak(history: PlainHistory): PlainStreak {
  const most = history.stepsPerFreeze * history.maxHeld;
  const days: PlainDay[] = [];
  let count = 0;
  let progress = 0;
  let longest = 0;
  for (let day = history.joined; day <= history.today; day++) {
    let frozen = false;
    let ended = false;
    if (isLogged(history, day)) {
      count = count + 1;
      if (progress < most) progress = progress + 1;
      if (count > longest) longest = count;
    }
    if (costs(history, day)) {
      if (progress >= history.stepsPerFreeze) {
        progress = progress - history.stepsPerFreeze;
        frozen = true;
      } else {
        ended = count > 0;
        count = 0;
        progress = 0;
      }
    }
    days.push({
      day,
      required: reasonOf(history, day) === undefined,
      logged: isLogged(history, day),
      frozen,
      excused: isExcused(history, day),
      reason: reasonOf(history, day),
      ended,
      count,
      progress,
      entries: entriesOn(history, day),
      backdated: entriesOn(history, day).some((entry) => history.backdated?.has(entry)),
    });
  }
  let held = 0;
  while ((held + 1) * history.stepsPerFreeze <= progress) held = held + 1;
  let daysToNext = 0;
  if (held < history.maxHeld) daysToNext = (held + 1) * history.stepsPerFreeze - progress;
  return { days, current: count, longest, held, progress, daysToNext };
}
