import type { ProjectName } from './projects.ts';

/** How somebody lives in the demo. Days count from the first one of the history. */
export interface Character {
  readonly name: string;
  readonly zone: string;
  readonly joins: number;
  /** The local hour around which they log. */
  readonly hour: number;
  /** How often they log on a day on which they meant to. */
  readonly steady: number;
  /** ISO weekdays on which they mean to; all, unless given. */
  readonly weekdays?: readonly number[];
  readonly projects: readonly ProjectName[];
  /** Commands of their own, each on a day. */
  readonly says?: readonly { readonly day: number; readonly text: string }[];
  /** Days without them: first and last. */
  readonly away?: readonly (readonly [number, number])[];
  /** The share of their entries that they keep to themselves. */
  readonly private?: number;
}

const characters: readonly Character[] = [
  {
    name: 'Ada',
    zone: 'Europe/Lisbon',
    joins: 0,
    hour: 18,
    steady: 0.97,
    projects: ['URL shortener', 'rate limiter', 'webhook inbox'],
    says: [
      { day: 0, text: '/setup channel #shipped' },
      { day: 0, text: '/setup roundup day:sunday time:18:00' },
      { day: 1, text: '/setup zone Europe/Lisbon' },
      { day: 1, text: '/setup invite' },
    ],
  },
  {
    name: 'Ben',
    zone: 'America/New_York',
    joins: 0,
    hour: 21,
    steady: 0.93,
    weekdays: [1, 2, 3, 4, 5],
    projects: ['invoice API', 'job queue'],
    says: [{ day: 1, text: '/settings cadence:weekdays' }],
  },
  {
    name: 'Chidi',
    zone: 'Africa/Lagos',
    joins: 2,
    hour: 20,
    steady: 0.86,
    projects: ['chat server', 'URL shortener'],
  },
  {
    name: 'Dana',
    zone: 'Europe/Berlin',
    joins: 9,
    hour: 7,
    steady: 0.95,
    projects: ['recipe search', 'invoice API'],
    says: [{ day: 44, text: '/pause days:7' }],
    away: [[44, 50]],
    private: 0.3,
  },
  {
    name: 'Emi',
    zone: 'Asia/Tokyo',
    joins: 14,
    hour: 22,
    steady: 0.9,
    weekdays: [1, 3, 5, 6],
    projects: ['job queue', 'metrics board'],
    says: [{ day: 15, text: '/settings cadence:"mon wed fri sat"' }],
  },
  {
    name: 'Farid',
    zone: 'Asia/Karachi',
    joins: 30,
    hour: 19,
    steady: 0.9,
    projects: ['file store', 'chat server'],
    says: [{ day: 62, text: '/rest tomorrow' }],
  },
  {
    name: 'Gabi',
    zone: 'America/Sao_Paulo',
    joins: 1,
    hour: 12,
    steady: 0.9,
    projects: ['metrics board', 'recipe search'],
    away: [[52, 84]],
  },
  {
    name: 'Hugo',
    zone: 'Europe/Paris',
    joins: 83,
    hour: 17,
    steady: 1,
    projects: ['URL shortener'],
  },
];

/** Who lives in a demo, and for how many days. The first one is its organiser and its guide. */
export interface Cast {
  readonly characters: readonly Character[];
  readonly days: number;
}

export const wholeCast: Cast = { characters, days: 92 };

/** The first ones of the cast, in the first weeks. */
export const smallCast = (people: number, days: number): Cast => ({
  characters: characters.slice(0, people),
  days,
});
