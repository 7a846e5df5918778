import type { Instant } from '../reminders/local-time.ts';
import type { Person } from '../types.ts';
import { after, log, type Moment, press, type WeightedEpisodes } from './moment.ts';
import type { Random } from './random.ts';

/** What people do around one prompt, most often: answer it. */
export const everyday: WeightedEpisodes = [
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
