import { Temporal } from 'temporal-polyfill';
import { addDays } from '../reminders/dates.ts';
import { dateAt, type Instant } from '../reminders/local-time.ts';
import type { Deed, Person } from '../types.ts';
import { after, type Moment, press, type WeightedEpisodes } from './moment.ts';
import { randomCadence, randomDayStart } from './person.ts';
import type { Random } from './random.ts';

/** One kind of tinkering with settings a person, so that a date named in it keeps its meaning. */
export const tinkering: WeightedEpisodes = [
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
  [3, stops],
  [1, changesMind],
];

const timeOfDay = (zone: string, at: Instant): number => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return local.hour * 60 + local.minute;
};

function stops(random: Random, _: Person, prompt: Instant): Moment[] {
  const stop: Moment = {
    at: after(random, prompt, -100, 500),
    deed: random.pick([press('stop'), { kind: 'stop' }]),
  };
  if (random.chance(0.4)) return [stop];
  return [stop, { at: after(random, prompt, 500, 1500), deed: { kind: 'start' } }];
}

/** Snoozes, stops, starts again and snoozes again, on one date. */
function changesMind(random: Random, _: Person, prompt: Instant): Moment[] {
  const deeds: Deed[] = [press('snooze'), press('stop'), { kind: 'start' }, press('snooze')];
  let at = prompt;
  return deeds.map((deed) => {
    at = after(random, at, 2, 90);
    return { at, deed };
  });
}

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
