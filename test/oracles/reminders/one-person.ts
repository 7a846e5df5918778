import { expectedDeliveries } from '../reminders.ts';
import type { Person, Population } from '../types.ts';

/** Somebody in UTC with all defaults, joined on Monday 1 March 2027, heard of on the 25th, simulated from Friday the 26th on. */
export const ada: Person = {
  id: 'ada',
  community: 'club',
  zone: 'UTC',
  dayStart: 180,
  promptTime: 9 * 60,
  cadence: { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] },
  nudge: { on: true, time: 20 * 60 },
  joinedAt: '2027-03-01T12:00:00Z',
  recordActivity: '2027-03-25T12:00:00Z',
  logged: [],
  rest: [],
  pauses: [],
  dm: 'open',
  actions: [],
};

export interface Circumstances {
  readonly from: string;
  readonly to: string;
  /** As '2027-03-26T09:00/2027-03-26T10:00', in UTC. */
  readonly down: readonly string[];
}

/** What reaches the person, a line each: 'prompt 2027-03-26 sent 03-26 09:00', in UTC. */
export function remindersOf(person: Partial<Person>, circumstances: Partial<Circumstances> = {}): string[] {
  const { from, to, down } = { from: '2027-03-26T03:00', to: '2027-03-27T03:00', down: [], ...circumstances };
  const population: Population = {
    seed: 0,
    from: `${from}Z`,
    to: `${to}Z`,
    people: [{ ...ada, ...person }],
    communities: [],
    downtimes: down.map((it) => {
      const [first = '', last = ''] = it.split('/');
      return { from: `${first}Z`, to: `${last}Z` };
    }),
  };
  return expectedDeliveries(population).map(
    ({ kind, key, outcome, late, at }) =>
      `${kind} ${key} ${outcome}${late ? ' late' : ''} ${at.slice(5, 16).replace('T', ' ')}`,
  );
}
