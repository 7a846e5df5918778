/**
 * The second implementation of docs/reminders.md, whose rules are cited by number: which deliveries a simulated population must
 * get. Written from the rules alone, plain and slow; it imports nothing of src.
 */

import { act } from './reminders/acts.ts';
import { frequency, isRequired, weekAhead } from './reminders/asked-dates.ts';
import { addDays, datesBetween, weekdayOf } from './reminders/dates.ts';
import {
  boundsOf,
  dateAt,
  hour,
  type Instant,
  instantOf,
  isoOf,
  minute,
  occurrence,
} from './reminders/local-time.ts';
import { cadenceOn, initialState, isSilenced, type PersonState } from './reminders/person-state.ts';
import { expectedRoundups } from './reminders/roundups.ts';
import { attendedAt, type SimulatedTime, type Span } from './reminders/simulated-time.ts';
import type { Button, Expected, Person, Population, ReminderKind, Rules } from './types.ts';

export const defaultRules: Rules = { lateWindowMinutes: 240 };

/** In the order of the due instants. */
export function expectedDeliveries(population: Population, rules: Rules = defaultRules): Expected[] {
  const time: SimulatedTime = {
    from: instantOf(population.from),
    to: instantOf(population.to),
    downtimes: population.downtimes.map((it) => ({ from: instantOf(it.from), to: instantOf(it.to) })),
    lateWindow: rules.lateWindowMinutes * minute,
  };
  const expected = [
    ...population.people.flatMap((person) => remindersOf(person, time)),
    ...population.communities.flatMap((community) => expectedRoundups(community, time)),
  ];
  return expected.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

interface Due {
  readonly kind: ReminderKind;
  readonly date: string;
  readonly at: Instant;
}

export function remindersOf(person: Person, time: SimulatedTime): Expected[] {
  const joined = instantOf(person.joinedAt);
  const state = initialState(person);
  const expected: Expected[] = [];
  let now = joined < time.from ? time.from - 1 : joined;
  const waitUntil = (then: Instant) => {
    for (const due of duesBetween(state, now, then)) {
      if (!isWanted(state, due, time)) continue;
      const delivery = deliver(state, person, due, time);
      if (delivery) expected.push(delivery);
    }
    now = then;
  };
  for (const action of person.actions) {
    waitUntil(instantOf(action.at));
    act(state, action);
  }
  waitUntil(time.to - 1);
  return expected;
}

/** Everything whose due instant lies after `after` and not after `until`, as the settings stand, in order. */
function duesBetween(state: PersonState, after: Instant, until: Instant): Due[] {
  const dues: Due[] = [];
  for (const date of datesBetween(dateAt(state.clocks, after), dateAt(state.clocks, until))) {
    const prompt = occurrence(state.clocks, date, state.promptTime);
    if (prompt !== undefined) dues.push({ kind: 'prompt', date, at: prompt });
    const nudge = occurrence(state.clocks, date, state.nudge.time);
    if (nudge !== undefined) dues.push({ kind: 'nudge', date, at: nudge });
    const summary = occurrence(state.clocks, date, 8 * 60);
    if (state.week && weekdayOf(date) === 1 && summary !== undefined)
      dues.push({ kind: 'summary', date, at: summary });
  }
  for (const [index, snooze] of state.snoozes.asked.entries()) {
    if (snooze.forgotten) continue;
    dues.push({ kind: `snooze-${index + 1}` as ReminderKind, date: state.snoozes.date, at: snooze.due });
  }
  return dues.filter((due) => due.at > after && due.at <= until).sort((a, b) => a.at - b.at);
}

function isWanted(state: PersonState, due: Due, { downtimes, ...time }: SimulatedTime): boolean {
  const { kind, date } = due;
  if (!state.started || state.parked) return false;
  if (kind === 'summary') return isSummaryWanted(state, date, downtimes);
  if (state.logged.has(date) || state.skipped === date || isSilenced(state, date)) return false;
  if (kind === 'prompt')
    return (
      !state.prompts.has(date) &&
      isRequired(state, date, downtimes) &&
      frequency(state, date, downtimes) !== 'never'
    );
  if (kind === 'nudge') return isNudgeWanted(state, due, { downtimes, ...time });
  return dateAt(state.clocks, due.at) === date;
}

/** R43. */
function isSummaryWanted(state: PersonState, date: string, downtimes: readonly Span[]): boolean {
  if (state.skipped === date || isSilenced(state, date)) return false;
  const week = datesBetween(addDays(date, -7), addDays(date, -1));
  return week.some((it) => state.logged.has(it)) && frequency(state, date, downtimes) !== 'never';
}

/** R14 to R17. */
function isNudgeWanted(state: PersonState, { date, at }: Due, { downtimes }: SimulatedTime): boolean {
  const prompt = state.prompts.get(date);
  if (!state.nudge.on || state.nudged.has(date)) return false;
  if (!prompt || prompt.parked || at < prompt.since + 3 * hour) return false;
  if (at > boundsOf(state.clocks, date).end - hour) return false;
  if (!isRequired(state, date, downtimes) || frequency(state, date, downtimes) !== 'daily') return false;
  const cadence = cadenceOn(state, date);
  if (cadence.kind === 'weekdays') return true;
  const { needed, left } = weekAhead(state, date, cadence.target, downtimes);
  return needed === left;
}

/** R37. */
const buttonsOf = (kind: ReminderKind): readonly Button[] =>
  kind === 'summary'
    ? ['stop']
    : kind === 'nudge' || kind === 'snooze-3'
      ? ['log', 'skip', 'stop']
      : ['log', 'skip', 'stop', 'snooze'];

/** R23 to R26. Undefined if the simulation ends before anybody attends to it. */
function deliver(state: PersonState, person: Person, due: Due, time: SimulatedTime): Expected | undefined {
  const at = attendedAt(time, due.at);
  if (at >= time.to) return undefined;
  const inTime = at - due.at <= time.lateWindow && dateAt(state.clocks, at) === due.date;
  const outcome = !inTime ? 'missed' : at < state.dmOpensAt ? 'parked' : 'sent';
  const late = outcome === 'sent' && at - due.at > 5 * minute;
  if (outcome === 'parked') state.parked = true;
  if (outcome === 'sent') for (const button of buttonsOf(due.kind)) state.newest.set(button, due.date);
  if (due.kind === 'prompt')
    state.prompts.set(due.date, { parked: outcome === 'parked', since: late ? at : due.at });
  if (due.kind === 'nudge') state.nudged.add(due.date);
  return {
    owner: person.id,
    kind: due.kind,
    key: due.date,
    dueAt: isoOf(due.at),
    outcome,
    at: isoOf(at),
    late,
  };
}
