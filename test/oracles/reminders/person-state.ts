import type { Button, Cadence, Person } from '../types.ts';
import { type Clock, dateAt, type Instant, instantOf } from './local-time.ts';

/** What a person's reminders depend on, at one instant of the simulation. */
export interface PersonState {
  clocks: readonly Clock[];
  readonly joined: string;
  cadences: readonly { readonly from: string; readonly cadence: Cadence }[];
  promptTime: number;
  nudge: { on: boolean; time: number };
  readonly week: boolean;
  readonly rest: Set<string>;
  pauses: readonly { readonly from: string; readonly to?: string }[];
  readonly logged: Set<string>;
  lastAnswered: string;
  skipped?: string;
  started: boolean;
  parked: boolean;
  /** Of `date`; all that were asked for, in order. Forgotten ones stay numbered. */
  snoozes: { date: string; asked: { due: Instant; forgotten: boolean }[] };
  /** Prompts by date. `since` is the instant from which a nudge counts its 3 hours. */
  readonly prompts: Map<string, { readonly parked: boolean; readonly since: Instant }>;
  readonly nudged: Set<string>;
  readonly dmOpensAt: Instant;
  /** The date of the newest reminder that reached them, by what it has a button for (R37). */
  readonly newest: Map<Button, string>;
}

export function initialState(person: Person): PersonState {
  const clocks = [{ from: 0, zone: person.zone, dayStart: person.dayStart }];
  const joined = dateAt(clocks, instantOf(person.joinedAt));
  return {
    clocks,
    joined,
    cadences: [{ from: joined, cadence: person.cadence }],
    promptTime: person.promptTime,
    nudge: { ...person.nudge },
    week: person.week ?? false,
    rest: new Set(person.rest),
    pauses: person.pauses,
    logged: new Set(person.logged),
    lastAnswered: dateAt(clocks, instantOf(person.recordActivity)),
    started: true,
    parked: false,
    snoozes: { date: '', asked: [] },
    prompts: new Map(),
    nudged: new Set(),
    dmOpensAt: openingOf(person),
    newest: new Map(),
  };
}

function openingOf({ dm, dmOpensAt }: Person): Instant {
  if (dm === 'open') return 0;
  return dmOpensAt ? instantOf(dmOpensAt) : Number.POSITIVE_INFINITY;
}

export const isSilenced = (state: PersonState, date: string): boolean =>
  state.rest.has(date) ||
  state.pauses.some((pause) => pause.from <= date && (pause.to === undefined || pause.to >= date));

export const cadenceOn = (state: PersonState, date: string): Cadence =>
  (state.cadences.findLast((it) => it.from <= date) ?? state.cadences[0]!).cadence;
