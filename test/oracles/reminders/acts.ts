import type { Action, Button, Cadence } from '../types.ts';
import { addDays, weekdayOf } from './dates.ts';
import { boundsOf, dateAt, hour, type Instant, instantOf } from './local-time.ts';
import { cadenceOn, isSilenced, type PersonState } from './person-state.ts';

/** Changes `state` by what the person does. Whatever happens answers the date (R22). */
export function act(state: PersonState, action: Action): void {
  const at = instantOf(action.at);
  const today = dateAt(state.clocks, at);
  if (action.kind === 'press' && !state.newest.has(action.button)) return;
  state.lastAnswered = today;
  switch (action.kind) {
    case 'log':
      log(state, addDays(today, -action.daysAgo), today);
      return;
    case 'press':
      press(state, action.button, at, today);
      return;
    case 'command':
      return;
    case 'start':
      state.started = true;
      state.parked = at < state.dmOpensAt;
      return;
    case 'stop':
      stop(state);
      return;
    case 'prompt-time':
      state.promptTime = action.time;
      return;
    case 'nudge':
      state.nudge.on = action.on;
      return;
    case 'nudge-time':
      state.nudge = { on: true, time: action.time };
      return;
    case 'zone':
      changeClock(state, { zone: action.zone }, at, today);
      return;
    case 'day-start':
      changeClock(state, { dayStart: action.dayStart }, at, today);
      return;
    case 'cadence':
      changeCadence(state, action.cadence, today);
      return;
    case 'rest':
      if (action.date >= today) state.rest.add(action.date);
      return;
    case 'pause':
      state.pauses = [...state.pauses, { from: today, ...(action.until && { to: action.until }) }];
      return;
    case 'resume':
      state.pauses = state.pauses
        .filter((pause) => pause.from <= today)
        .map((pause) =>
          pause.to === undefined || pause.to > today ? { from: pause.from, to: today } : pause,
        );
  }
}

/** Backdating reaches two dates back, not before the date of joining (S7). */
function log(state: PersonState, date: string, today: string): void {
  if (date >= state.joined && date >= addDays(today, -2)) state.logged.add(date);
}

function stop(state: PersonState): void {
  state.started = false;
  for (const snooze of state.snoozes.asked) snooze.forgotten = true;
}

function press(state: PersonState, button: Button, at: Instant, today: string): void {
  const date = state.newest.get(button)!;
  const isOfToday = date === today;
  if (button === 'log') log(state, date, today);
  if (button === 'stop') stop(state);
  if (button === 'skip' && isOfToday) state.skipped = today;
  if (button === 'snooze' && isOfToday) snooze(state, at, today);
}

/** R18 and R19. */
function snooze(state: PersonState, at: Instant, today: string): void {
  if (state.snoozes.date !== today) state.snoozes = { date: today, asked: [] };
  const { asked } = state.snoozes;
  const due = at + hour;
  const unwanted =
    !state.started || state.logged.has(today) || state.skipped === today || isSilenced(state, today);
  const oneWaits = asked.some((it) => it.due > at && !it.forgotten);
  if (unwanted || oneWaits || asked.length === 3 || dateAt(state.clocks, due) !== today) return;
  asked.push({ due, forgotten: false });
}

/** S9: from the end of the current date on; a later choice before then replaces it. */
function changeClock(
  state: PersonState,
  change: { zone: string } | { dayStart: number },
  at: Instant,
  today: string,
): void {
  const { zone, dayStart } = state.clocks.at(-1)!;
  const chosen = { zone, dayStart, ...change };
  const begun = state.clocks.filter((clock) => clock.from <= at);
  const present = begun.at(-1)!;
  if (chosen.zone === present.zone && chosen.dayStart === present.dayStart) state.clocks = begun;
  else state.clocks = [...begun, { ...chosen, from: boundsOf(begun, today).end }];
}

function changeCadence(state: PersonState, cadence: Cadence, today: string): void {
  const weekly = cadence.kind === 'weekly' || cadenceOn(state, today).kind === 'weekly';
  const from = weekly ? addDays(today, 8 - weekdayOf(today)) : addDays(today, 1);
  state.cadences = [...state.cadences.filter((it) => it.from <= today), { from, cadence }];
}
