import {
  type ClockHistory,
  type Day,
  dayAt,
  dayBounds,
  type Instant,
  isShortDay,
} from '../calendar/index.ts';

const HOUR = 3_600_000;
const LAST_PART = 2 * HOUR;
const ENOUGH_OF_LAST_PART = HOUR / 2;
const ENOUGH_IN_ALL = 6 * HOUR;

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** S9: the dates from `fromDay` to `toDay` (inclusive) that are left with less than 12 hours, or none. */
export function shortDays(history: ClockHistory, fromDay: Day, toDay: Day): Map<Day, 'short-day'> {
  const short = new Map<Day, 'short-day'>();
  for (let day = fromDay; day <= toDay; day++) if (isShortDay(history, day)) short.set(day, 'short-day');
  return short;
}

/** Sorted and merged, so that overlapping reports of one outage count once. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else if (span.from < span.to) result.push(span);
  }
  return result;
}

function common(a: readonly Span[], b: readonly Span[]): readonly Span[] {
  const both: Span[] = [];
  let [inA, inB] = [0, 0];
  while (inA < a.length && inB < b.length) {
    const [one, other] = [a[inA]!, b[inB]!];
    const span = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
    if (span.from < span.to) both.push(span);
    if (one.to < other.to) inA++;
    else inB++;
  }
  return both;
}

function covered(spans: readonly Span[], from: Instant, to: Instant): number {
  let sum = 0;
  for (const span of spans) sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  return sum;
}

export interface OutageInput {
  readonly outages: readonly (Span & { readonly platform: string })[];
  /** The person's platforms. Only outages common to all of them excuse, since the person could use another one. */
  readonly platforms: readonly string[];
  readonly history: ClockHistory;
  readonly fromDay: Day;
  readonly toDay: Day;
}

/**
 * S11: the dates from `fromDay` to `toDay` (inclusive) that outages common to all the platforms cover for 30 minutes of their
 * last 2 hours, or for 6 hours in all.
 */
export function outageDays(input: OutageInput): Map<Day, 'outage'> {
  const excused = new Map<Day, 'outage'>();
  const platforms = [...new Set(input.platforms)];
  const down = platforms
    .map((platform) => merged(input.outages.filter((outage) => outage.platform === platform)))
    .reduce<readonly Span[] | undefined>(
      (all, spans) => (all === undefined ? spans : common(all, spans)),
      undefined,
    );
  for (const span of down ?? []) {
    const last = Math.min(dayAt(input.history, span.to - 1), input.toDay);
    for (let day = Math.max(dayAt(input.history, span.from), input.fromDay); day <= last; day++) {
      const bounds = dayBounds(input.history, day);
      if (bounds === undefined || excused.has(day)) continue;
      const { start, end } = bounds;
      const atTheEnd = covered(down!, Math.max(start, end - LAST_PART), end) >= ENOUGH_OF_LAST_PART;
      if (atTheEnd || covered(down!, start, end) >= ENOUGH_IN_ALL) excused.set(day, 'outage');
    }
  }
  return excused;
}
