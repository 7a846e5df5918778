import { Temporal } from 'temporal-polyfill';
import { type Pain, pains } from './pains.ts';
import { type Cast, type Character, wholeCast } from './people.ts';
import { stepsOf } from './projects.ts';
import { type Random, randomFrom } from './random.ts';

/** One thing that somebody does. */
export type Act = { readonly at: number; readonly who: string } & (
  | { readonly type: 'join'; readonly zone: string; readonly organiser: boolean }
  | { readonly type: 'say'; readonly text: string }
  /** Answers the newest question in the DM, by its form. */
  | { readonly type: 'answer'; readonly values: Readonly<Record<string, string>> }
  /** Cheers what somebody else shared last. */
  | { readonly type: 'cheer' }
  /** Logs what broke and answers the whys that follow. */
  | { readonly type: 'stuck'; readonly text: string; readonly whys: readonly string[] }
);

const dayMs = 86_400_000;
const words = ['nice one!', 'how did you test that?', 'same here last week', 'that was quick', 'well done'];

/** Everything that happens in the history, in its order; the same seed, end and cast give the same plan. */
export function planOf(seed: number, endAt: number, { characters, days }: Cast = wholeCast): readonly Act[] {
  const random = randomFrom(seed);
  const firstDay = endAt - days * dayMs;
  const all = characters.flatMap((it) => actsOf(it, firstDay, endAt, random));
  return all.filter((it) => it.at < endAt).sort((a, b) => a.at - b.at);
}

function actsOf(character: Character, firstDay: number, endAt: number, random: Random): Act[] {
  const { name: who, zone, joins, hour } = character;
  const steps = character.projects.flatMap((project) =>
    stepsOf(project).map((step) => ({ ...step, project })),
  );
  const local = (day: number, minutes: number): number =>
    Temporal.Instant.fromEpochMilliseconds(firstDay + day * dayMs)
      .toZonedDateTimeISO(zone)
      .startOfDay()
      .add({ minutes }).epochMilliseconds;
  const joinsAt = local(joins, Math.min(hour, 20) * 60 - random.between(20, 90));
  const acts: Act[] = [{ at: joinsAt, who, type: 'join', zone, organiser: joins === 0 && who === 'Ada' }];
  for (const it of character.says ?? [])
    acts.push({ at: local(it.day, hour * 60 - 15), who, type: 'say', text: it.text });

  const met = [...pains].sort(() => random.next() - 0.5);
  let step = 0;
  for (let day = joins; local(day, 0) < endAt; day++) {
    const at = local(day, hour * 60 + random.between(0, 70));
    const weekday = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).dayOfWeek;
    const means = character.weekdays?.includes(weekday) ?? true;
    const isAway = character.away?.some(([from, to]) => day >= from && day <= to);
    const next = steps[step];
    if (at < joinsAt || isAway || !next || !random.chance(means ? character.steady : 0.06)) continue;
    step += 1;
    const minutes = random.between(3, 18) * 5;
    const isPrivate = random.chance(character.private ?? 0.03);
    acts.push(
      random.chance(0.12) && day > joins + 1
        ? { at, who, type: 'answer', values: { text: next.text, minutes: String(minutes), tag: next.tag } }
        : {
            at,
            who,
            type: 'say',
            text: `/log ${next.text} minutes:${minutes} project:"${next.project}" tag:${next.tag}${isPrivate ? ' audience:private' : ''}`,
          },
    );
    const pain = met[0];
    if (pain && step % 9 === 5) acts.push(painOf(who, at - random.between(10, 50) * 60_000, met, random));
    if (random.chance(0.22)) acts.push({ at: at + 4 * 60_000, who, type: 'cheer' });
    if (random.chance(0.04)) acts.push({ at: at + 6 * 60_000, who, type: 'say', text: random.pick(words) });
  }
  return acts;
}

/** The next thing that breaks for somebody. What broke once may break again, so that it was seen before. */
function painOf(who: string, at: number, met: Pain[], random: Random): Act {
  const pain = met.shift() as Pain;
  if (random.chance(0.4)) met.push(pain);
  const isSolved = random.chance(0.75);
  const known = isSolved ? ` cause:"${pain.cause}" fix:"${pain.fix}"` : '';
  const error = pain.error.replaceAll('"', '');
  return {
    at,
    who,
    type: 'stuck',
    text: `/stuck ${pain.text} error:"${error}"${known}`,
    whys: random.chance(0.5) ? pain.whys : [],
  };
}
