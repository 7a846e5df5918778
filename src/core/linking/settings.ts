import type { DayRange } from '../calendar/index.ts';
import { dayAt } from '../calendar/index.ts';
import type { DmAddress, OwnSide, Person, SharedSettings } from '../people/types.ts';
import { askedOf, type LinkRule } from './rules.ts';

type Rules = readonly LinkRule<SharedSettings>[];

export const settingsOf = (person: Person): SharedSettings => ({
  joinedAt: person.joinedAt,
  joinedDay: person.joinedDay,
  rest: person.rest,
  pauses: person.pauses,
  promptTime: person.promptTime,
  nudge: person.nudge,
  prompts: person.prompts,
  ...(person.dm && { dm: person.dm }),
  ...(person.skippedDay !== undefined && { skippedDay: person.skippedDay }),
  ...(person.followUps && { followUps: person.followUps }),
  ...(person.chosen && { chosen: person.chosen }),
});

/** The person with these settings instead of their own. */
export function withSettings(person: Person, settings: SharedSettings): Person {
  const { dm: _dm, skippedDay: _skipped, followUps: _followUps, chosen: _chosen, ...rest } = person;
  return { ...rest, ...settings };
}

/**
 * The settings of the primary and the linked sides together: the pauses and rest days of all, the earliest joining, and the primary's
 * reminders. If the primary never had reminders, those of a side. Settings go by their rules.
 */
export function merge(own: SharedSettings, sides: readonly SharedSettings[], rules: Rules): SharedSettings {
  const all = [own, ...sides];
  const asked = askedOf(own, sides);
  const skipped = all.flatMap((it) => (it.skippedDay === undefined ? [] : [it.skippedDay]));
  const followUps = all.flatMap((it) => it.followUps ?? []);
  const merged: SharedSettings = {
    joinedAt: Math.min(...all.map((it) => it.joinedAt)),
    joinedDay: Math.min(...all.map((it) => it.joinedDay)),
    rest: sides.length === 0 ? own.rest : sorted(all.flatMap((it) => it.rest)),
    pauses: sides.length === 0 ? own.pauses : distinct(all.flatMap((it) => it.pauses)),
    promptTime: own.promptTime,
    nudge: own.nudge,
    prompts: asked.prompts,
    ...(asked.dm && { dm: asked.dm }),
    ...(skipped.length > 0 && { skippedDay: Math.max(...skipped) }),
    ...(followUps.length > 0 && { followUps }),
    ...(own.chosen && { chosen: own.chosen }),
  };
  return rules.reduce((result, rule) => rule.set(result, rule.merge(own, sides)), merged);
}

/**
 * The primary's settings when some sides leave. A setting that was not changed since linking becomes what it would be without them. A
 * setting that was changed stays. `isTheirs` tells whether a DM belongs to a side that leaves.
 */
export function split(
  current: Person,
  own: OwnSide,
  before: readonly SharedSettings[],
  after: readonly SharedSettings[],
  isTheirs: (dm: DmAddress) => boolean,
  rules: Rules,
): SharedSettings {
  const was = merge(own.settings, before, rules);
  const left = merge(ownSince(current, own), after, rules);
  const kept = <K extends keyof SharedSettings>(key: K): SharedSettings[K] =>
    isSame(current[key], was[key]) ? left[key] : current[key];
  const dm = dmLeft(current.dm, was.dm, left.dm, isTheirs);
  const prompts = kept('prompts');
  const skippedDay = kept('skippedDay');
  const parted: SharedSettings = {
    joinedAt: left.joinedAt,
    joinedDay: left.joinedDay,
    rest: restLeft(current.rest, was.rest, left.rest),
    pauses: pausesLeft(current.pauses, was.pauses, left.pauses),
    promptTime: current.promptTime,
    nudge: current.nudge,
    // If the DM leaves, prompts that were turned on for it have no destination.
    prompts: prompts === 'on' && dm === undefined ? left.prompts : prompts,
    ...(dm && { dm }),
    ...(skippedDay !== undefined && { skippedDay }),
    ...(current.followUps && { followUps: current.followUps }),
    ...(current.chosen && { chosen: current.chosen }),
  };
  return rules.reduce((result, rule) => {
    const isChanged = !isSame(rule.get(current), rule.get(was));
    return rule.set(result, rule.get(isChanged ? current : left));
  }, parted);
}

/** If the first zone was chosen since linking, the primary's own joining gets a new date (S9). */
const ownSince = (current: Person, { settings, zoneChosen }: OwnSide): SharedSettings =>
  current.zoneChosen === zoneChosen
    ? settings
    : { ...settings, joinedDay: dayAt(current.clocks, settings.joinedAt) };

function dmLeft(
  current: DmAddress | undefined,
  was: DmAddress | undefined,
  left: DmAddress | undefined,
  isTheirs: (dm: DmAddress) => boolean,
): DmAddress | undefined {
  if (isSameAddress(current, left)) return current;
  return current === undefined || isSameAddress(current, was) || isTheirs(current) ? left : current;
}

export const isSameAddress = (a: DmAddress | undefined, b: DmAddress | undefined): boolean =>
  a?.platform === b?.platform && a?.team === b?.team && a?.channel === b?.channel;

const isSame = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b);
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, it) =>
    typeof it === 'object' && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort())
      : it,
  ) ?? '';
const sorted = (days: readonly number[]): number[] => [...new Set(days)].sort((a, b) => a - b);

function distinct(ranges: readonly DayRange[]): DayRange[] {
  const known = new Map(ranges.map((it) => [`${it.from}-${it.to ?? ''}`, it]));
  return [...known.values()].sort((a, b) => a.from - b.from);
}

/** For each date: if it was not changed since linking, the value without the sides; else the changed value. */
function restLeft(
  current: readonly number[],
  was: readonly number[],
  left: readonly number[],
): readonly number[] {
  if (isSame(current, was)) return left;
  const [now, then] = [new Set(current), new Set(was)];
  const changed = (day: number) => now.has(day) !== then.has(day);
  return sorted([...left.filter((day) => !changed(day)), ...current.filter(changed)]);
}

/** The same for pauses. All dates between two ends of pauses have the same value. */
function pausesLeft(
  current: readonly DayRange[],
  was: readonly DayRange[],
  left: readonly DayRange[],
): readonly DayRange[] {
  if (isSame(current, was)) return left;
  const holds = (ranges: readonly DayRange[], day: number) =>
    ranges.some((it) => it.from <= day && (it.to === undefined || it.to >= day));
  const edges = sorted(
    [...current, ...was, ...left].flatMap((it) => [it.from, ...(it.to === undefined ? [] : [it.to + 1])]),
  );
  const result: { from: number; to?: number }[] = [];
  for (const [index, from] of edges.entries()) {
    const changed = holds(current, from) !== holds(was, from);
    if (!holds(changed ? current : left, from)) continue;
    const next = edges[index + 1];
    const last = result.at(-1);
    const joins = last?.to === from - 1;
    const range = joins ? last : { from };
    if (next === undefined) delete range.to;
    else range.to = next - 1;
    if (!joins) result.push(range);
  }
  return result;
}
