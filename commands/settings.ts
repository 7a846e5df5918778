import { change, privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { joined, type Markdown, md } from '../src/chat/markdown.ts';
import { ensurePerson } from '../src/chat/person.ts';
import type { Answer } from '../src/chat/reply.ts';
import { dayAt, formatTimeOfDay, parseTimeOfDay } from '../src/core/calendar/index.ts';
import {
  changeClock,
  changePromptTime,
  chooseCadence,
  chooseZone,
  latestClock,
  type Member,
  type Person,
  redateEntries,
} from '../src/core/people/index.ts';
import { readCadence } from '../src/core/streaks/cadence-words.ts';
import { cadenceText, latestCadence, pendingText, settingsText } from '../src/messages/settings.ts';
import { dateText } from '../src/messages/words.ts';
import { readZone, suggestZone, zoneNotUnderstood } from '../src/messages/zones.ts';

const onOff = [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
] as const;

export default {
  name: 'settings',
  summary: 'Your zone, prompt, cadence and what others see',
  leaf: leaf({
    summary: 'See or change your settings; without an option it shows them',
    options: {
      zone: {
        kind: 'text',
        summary: 'Your time zone: a city or a name, as Lisbon or Europe/Lisbon',
        suggest: suggestZone,
        maxLength: 100,
      },
      prompt: { kind: 'text', summary: 'When I ask, local time: 09:00', maxLength: 20 },
      'day-start': { kind: 'text', summary: 'When your day begins, 00:00 to 06:00', maxLength: 20 },
      cadence: {
        kind: 'text',
        summary: 'every day, weekdays, "mon wed fri" or "3 a week"',
        maxLength: 100,
        suggest: suggestCadence,
      },
      nudge: { kind: 'text', summary: 'The one reminder later that day: 20:00, on or off', maxLength: 20 },
      audience: {
        kind: 'choice',
        summary: 'Who may see new entries made here',
        choices: [
          { value: 'private', label: 'only me' },
          { value: 'community', label: 'this community' },
        ],
      },
      roundup: {
        kind: 'choice',
        summary: 'Whether the weekly roundup may show what you share',
        choices: onOff,
      },
      leaderboard: { kind: 'choice', summary: 'Whether you are on the leaderboard', choices: onOff },
      language: {
        kind: 'text',
        summary: 'How dates are written: en-GB, en-US, de, pt',
        maxLength: 35,
        suggest: suggestLanguage,
      },
    },
    run: (input, context) => apply(input, context),
  }),
} satisfies Command;

type Typed = Partial<
  Record<
    | 'zone'
    | 'prompt'
    | 'day-start'
    | 'cadence'
    | 'nudge'
    | 'audience'
    | 'roundup'
    | 'leaderboard'
    | 'language',
    string
  >
>;

/** What one option does to the person or the membership, and what is said of it; or what is wrong with it. */
type Effect =
  | { readonly person: (person: Person) => Person; readonly said: (person: Person) => Markdown }
  | { readonly member: Partial<Member>; readonly said: () => Markdown }
  | { readonly wrong: string };

async function apply(typed: Typed, context: Context): Promise<Answer> {
  const { now, stores } = context;
  const effects = Object.entries(typed).map(([name, value]) => effectOf(name as keyof Typed, value, context));
  const wrong = effects.flatMap((it) => ('wrong' in it ? [it.wrong] : []));
  if (wrong.length > 0) {
    return privately(
      'wrong-settings',
      joined([md`Nothing was changed yet:`, ...wrong.map((it) => md`- ${it}`)]),
    );
  }
  const { person, member } = await ensurePerson(context);
  if (effects.length === 0) {
    const today = dayAt(person.clocks, now);
    return privately('settings', settingsText(person, member, now, today));
  }
  const changed = await change(context, person, (current) =>
    effects.reduce((result, it) => ('person' in it ? it.person(result) : result), current),
  );
  if (!person.zoneChosen && changed.zoneChosen) await redateEntries(stores, person, changed);
  const membership = Object.assign(
    {},
    ...effects.map((it) => ('member' in it ? it.member : {})),
  ) as Partial<Member>;
  if (member && Object.keys(membership).length > 0) await stores.members.put({ ...member, ...membership });
  const said = effects.flatMap((it) => ('said' in it ? [it.said(changed)] : []));
  return privately('settings-changed', joined([md`**Done.**`, ...said.map((it) => md`- ${it}`)]));
}

function effectOf(name: keyof Typed, value: string, context: Context): Effect {
  const { now, community } = context;
  switch (name) {
    case 'zone': {
      const zone = readZone(value, now);
      if (!zone) return { wrong: zoneNotUnderstood(value, now) };
      return {
        person: (it) => chooseZone(it, zone, now),
        said: (it) => md`Your zone: **${zone}**${pendingText(it, now)}.`,
      };
    }
    case 'prompt': {
      const time = parseTimeOfDay(value);
      if (time === undefined) return { wrong: timeNotUnderstood('prompt', value) };
      return {
        person: (it) => changePromptTime(it, time, now),
        said: (it) =>
          it.promptsFrom > dayAt(it.clocks, now)
            ? md`I ask at **${formatTimeOfDay(time)}**, from tomorrow on.`
            : md`I ask at **${formatTimeOfDay(time)}**.`,
      };
    }
    case 'day-start': {
      const dayStart = parseTimeOfDay(value);
      if (dayStart === undefined || dayStart > 360)
        return { wrong: 'day-start takes a time from 00:00 to 06:00, as 03:00.' };
      return {
        person: (it) => changeClock(it, { zone: latestClock(it).zone, dayStart }, now),
        said: (it) => md`Your day starts at **${formatTimeOfDay(dayStart)}**${pendingText(it, now)}.`,
      };
    }
    case 'cadence': {
      const cadence = readCadence(value);
      if (!cadence) return { wrong: 'cadence takes "every day", "weekdays", "mon wed fri" or "3 a week".' };
      return {
        person: (it) => chooseCadence(it, cadence, now),
        said: (it) => md`Your cadence: **${cadenceText(latestCadence(it))}**${cadenceFrom(it, now)}.`,
      };
    }
    case 'nudge': {
      if (value === 'on' || value === 'off') {
        return {
          person: (it) => ({ ...it, nudge: { ...it.nudge, on: value === 'on' } }),
          said: (it) =>
            it.nudge.on
              ? md`One nudge at **${formatTimeOfDay(it.nudge.time)}** when nothing is logged.`
              : md`No nudges.`,
        };
      }
      const time = parseTimeOfDay(value);
      if (time === undefined) return { wrong: 'nudge takes a time as 20:00, on, or off.' };
      return {
        person: (it) => ({ ...it, nudge: { on: true, time } }),
        said: () =>
          md`One nudge at **${formatTimeOfDay(time)}** when nothing is logged, at least 3 h after the prompt.`,
      };
    }
    case 'language': {
      const language = canonicalLanguage(value);
      if (!language) return { wrong: 'language takes a tag as en-GB, en-US, de or pt-BR.' };
      return {
        person: (it) => ({ ...it, language }),
        said: (it) => md`Dates look like **${dateText(dayAt(it.clocks, now), language)}**.`,
      };
    }
    case 'audience':
    case 'roundup':
    case 'leaderboard':
      if (!community) return { wrong: `${name} is set per community: use it in one of its channels.` };
      return memberEffect(name, value);
  }
}

function memberEffect(name: 'audience' | 'roundup' | 'leaderboard', value: string): Effect {
  if (name === 'audience') {
    const shared = value === 'community';
    return {
      member: { audience: shared ? 'community' : 'private', audienceChosen: true },
      said: () =>
        shared
          ? md`New entries made here are **shared with the community**.`
          : md`New entries are **private**.`,
    };
  }
  const on = value === 'on';
  if (name === 'roundup') {
    return {
      member: { inRoundup: on },
      said: () => (on ? md`The roundup may show what you share.` : md`You are **left out** of the roundup.`),
    };
  }
  return {
    member: { inLeaderboard: on },
    said: () =>
      on ? md`You are **on the leaderboard**, by consistency.` : md`You are **not on the leaderboard**.`,
  };
}

function cadenceFrom(person: Person, now: number): Markdown {
  const from = person.cadence.at(-1)?.from ?? 0;
  return from > dayAt(person.clocks, now) ? md`, from ${dateText(from, person.language)} on` : md``;
}

const timeNotUnderstood = (name: string, typed: string): string =>
  `${name} takes a time as 09:00 or 9pm, not "${[...typed].slice(0, 20).join('')}".`;

function canonicalLanguage(typed: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(typed.trim().replaceAll('_', '-'));
    return tag && Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : undefined;
  } catch {
    return undefined;
  }
}

const plain = (values: readonly string[], typed: string) =>
  values
    .filter((it) => it.toLowerCase().startsWith(typed.trim().toLowerCase()))
    .map((it) => ({ value: it, label: it }));

async function suggestCadence(typed: string) {
  return plain(
    ['every day', 'weekdays', 'mon wed fri', '5 a week', '4 a week', '3 a week', '2 a week', '1 a week'],
    typed,
  );
}

async function suggestLanguage(typed: string) {
  return plain(
    [
      'en-GB',
      'en-US',
      'de',
      'es',
      'fr',
      'it',
      'ja',
      'ko',
      'nl',
      'pl',
      'pt-BR',
      'pt-PT',
      'sv',
      'tr',
      'uk',
      'zh-CN',
    ],
    typed,
  );
}
