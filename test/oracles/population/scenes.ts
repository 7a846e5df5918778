import { Temporal } from 'temporal-polyfill';
import { addDays } from '../reminders/dates.ts';
import { dateAt, hour, type Instant, minute } from '../reminders/local-time.ts';
import type { Person } from '../types.ts';
import { randomCadence, randomDayStart } from './person.ts';
import type { Random } from './random.ts';

/** An action without its instant, which the caller makes unique. */
type Deed = Person['actions'][number] extends infer Action
  ? Action extends unknown
    ? Omit<Action, 'at'>
    : never
  : never;
export interface Moment {
  readonly at: Instant;
  readonly deed: Deed;
}

type Scene = (random: Random, person: Person, prompt: Instant, zones: readonly string[]) => Moment[];

const press = (button: 'log' | 'snooze' | 'skip' | 'stop'): Deed => ({ kind: 'press', button });
const log = (daysAgo: number): Deed => ({ kind: 'log', daysAgo });
const after = (random: Random, from: Instant, least: number, most: number): Instant =>
  from + random.whole(least, most) * minute;

/** What people do around one prompt, most often: answer it. */
const everyday: readonly (readonly [number, Scene])[] = [
  [30, () => []],
  [20, (random, _, prompt) => [{ at: after(random, prompt, 1, 150), deed: press('log') }]],
  [12, (random, _, prompt) => [{ at: after(random, prompt, 1, 900), deed: log(0) }]],
  [6, (random, _, prompt) => [{ at: after(random, prompt, -400, -1), deed: log(0) }]],
  [5, (random, _, prompt) => [{ at: after(random, prompt, -300, 900), deed: log(random.whole(1, 2)) }]],
  [
    4,
    (random, _, prompt) => [
      {
        at: after(random, prompt, -700, 700),
        deed: { kind: 'command', name: random.pick(['today', 'streak']) },
      },
    ],
  ],
  [4, (random, _, prompt) => [{ at: after(random, prompt, 1, 300), deed: press('skip') }]],
  [
    2,
    (random, _, prompt) => [
      { at: after(random, prompt, -600, -1), deed: press(random.pick(['skip', 'log'])) },
    ],
  ],
  [12, snoozes],
];

/** Up to five presses, some while one waits, with an answer at the end or none. */
function snoozes(random: Random, _: Person, prompt: Instant): Moment[] {
  const moments: Moment[] = [];
  let at = prompt;
  for (let presses = random.whole(1, 5); presses > 0; presses--) {
    at = after(random, at, 1, 110);
    moments.push({ at, deed: press('snooze') });
  }
  if (random.chance(0.4))
    moments.push({ at: after(random, at, 1, 90), deed: press(random.pick(['log', 'skip'])) });
  return moments;
}

/** One kind of tinkering with settings a person, so that a date named in it keeps its meaning. */
const tinkering: readonly (readonly [number, Scene])[] = [
  [70, () => []],
  [7, movesPrompt],
  [
    5,
    (random, _, prompt, zones) => [
      { at: after(random, prompt, -500, 500), deed: { kind: 'zone', zone: random.pick(zones) } },
      ...(random.chance(0.3)
        ? [
            {
              at: after(random, prompt, -500, 900),
              deed: { kind: 'zone', zone: random.pick(zones) } as const,
            },
          ]
        : []),
    ],
  ],
  [
    3,
    (random, person, prompt) => {
      const dayStart = randomDayStart(random);
      const quarters = person.cadence.kind === 'weekly' ? dayStart - (dayStart % 15) : dayStart;
      return [{ at: after(random, prompt, -500, 500), deed: { kind: 'day-start', dayStart: quarters } }];
    },
  ],
  [
    4,
    (random, person, prompt) =>
      person.dayStart % 15 === 0
        ? [
            {
              at: after(random, prompt, -500, 500),
              deed: { kind: 'cadence', cadence: randomCadence(random) },
            },
          ]
        : [],
  ],
  [3, changesNudge],
  [5, takesTimeOff],
  [
    3,
    (random, _, prompt) => [
      { at: after(random, prompt, -100, 500), deed: random.pick([press('stop'), { kind: 'stop' }]) },
      ...(random.chance(0.6)
        ? [{ at: after(random, prompt, 500, 1500), deed: { kind: 'start' } as const }]
        : []),
    ],
  ],
];

const timeOfDay = (zone: string, at: Instant): number => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return local.hour * 60 + local.minute;
};

/** Into the past, into the future, or a little; sometimes twice. */
function movesPrompt(random: Random, { zone }: Person, prompt: Instant): Moment[] {
  const at = after(random, prompt, -400, 300);
  const time = () => (timeOfDay(zone, at) + random.pick([-200, -30, -1, 1, 30, 200]) + 1440) % 1440;
  const first: Moment = { at, deed: { kind: 'prompt-time', time: time() } };
  if (random.chance(0.7)) return [first];
  return [first, { at: after(random, at, 1, 20), deed: { kind: 'prompt-time', time: time() } }];
}

function changesNudge(random: Random, _: Person, prompt: Instant): Moment[] {
  const deed: Deed = random.chance(0.5)
    ? { kind: 'nudge', on: random.chance(0.5) }
    : { kind: 'nudge-time', time: random.whole(0, 287) * 5 };
  return [{ at: after(random, prompt, -300, 600), deed }];
}

function takesTimeOff(random: Random, { zone, dayStart }: Person, prompt: Instant): Moment[] {
  const at = after(random, prompt, -500, 500);
  const today = dateAt([{ from: 0, zone, dayStart }], at);
  if (random.chance(0.4)) return [{ at, deed: { kind: 'rest', date: addDays(today, random.whole(0, 2)) } }];
  const until = random.chance(0.5) ? { until: addDays(today, random.whole(1, 3)) } : {};
  const pause: Moment = { at, deed: { kind: 'pause', ...until } };
  if (random.chance(0.5)) return [pause];
  return [pause, { at: after(random, at, 5, 1600), deed: { kind: 'resume' } }];
}

/** Those whose DM is closed find the way back now and then. */
const backToDm: Scene = (random, _, prompt) =>
  random.chance(0.5) ? [{ at: prompt + random.whole(1, 20) * hour, deed: { kind: 'start' } }] : [];

/** What a person does over their prompts. A third never answers. */
export function momentsOf(
  random: Random,
  person: Person,
  prompts: readonly Instant[],
  zones: readonly string[],
): Moment[] {
  const moments: Moment[] = [];
  const answers = random.chance(0.67);
  const tinkers = random.weighted(tinkering);
  const tinkeredAt = random.whole(0, prompts.length - 1);
  for (const [index, prompt] of prompts.entries()) {
    if (answers) moments.push(...random.weighted(everyday)(random, person, prompt, zones));
    if (index === tinkeredAt) moments.push(...tinkers(random, person, prompt, zones));
    if (person.dm === 'closed') moments.push(...backToDm(random, person, prompt, zones));
  }
  return moments;
}
