import { type Markdown, md } from '../../src/chat/markdown.ts';
import {
  changeClock,
  changePromptTime,
  chooseCadence,
  chooseZone,
  latestClock,
} from '../../src/core/account/index.ts';
import { dayAt, formatTimeOfDay, parseTimeOfDay } from '../../src/core/calendar/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { readCadence } from '../../src/core/streaks/cadence-words.ts';
import { cadenceText, fromWhen, promptFrom } from '../../src/messages/settings.ts';
import { dayAhead } from '../../src/messages/when.ts';
import { dateText } from '../../src/messages/words.ts';
import { readZone, zoneNotUnderstood } from '../../src/messages/zones.ts';
import type { PersonEffect, PersonSetting, Wrong } from './effect.ts';

export interface Around {
  readonly now: number;
  /** How prompts are turned off here. */
  readonly stop: string;
  /** Today's prompt went out already. */
  readonly wasAsked: boolean;
}

/** What a setting does to the person, in every community. */
export function personEffect(name: PersonSetting, value: string, around: Around): PersonEffect | Wrong {
  const { now } = around;
  switch (name) {
    case 'zone':
      return zone(value, now);
    case 'prompt':
      return prompt(value, around);
    case 'day-start':
      return dayStart(value, now);
    case 'cadence':
      return cadence(value, now);
    case 'nudge':
      return nudge(value);
    case 'language':
      return language(value, now);
    case 'cards':
    case 'assistant':
      return learning(name, value === 'on');
  }
}

function learning(name: 'cards' | 'assistant', on: boolean): PersonEffect {
  const key = name === 'cards' ? 'cardsInPrompt' : 'assistant';
  return {
    person: (it) => ({
      ...it,
      learning: { ...(it.learning ?? { cardsInPrompt: false, assistant: false }), [key]: on },
    }),
    said: () => learningSaid[name][on ? 'on' : 'off'],
  };
}

const learningSaid = {
  cards: {
    on: md`Your daily prompt says how many cards are due.`,
    off: md`Your daily prompt says nothing of cards.`,
  },
  assistant: {
    on: md`A language model may ask you why, where this bot has one: it gets that one pain point and your answers to it, secrets masked, and nothing else.`,
    off: md`No language model asks you why; the questions come from the bank, and nothing is sent anywhere.`,
  },
} as const;

function zone(value: string, now: number): PersonEffect | Wrong {
  const chosen = readZone(value, now);
  if (!chosen) return { wrong: zoneNotUnderstood(value, now) };
  return {
    person: (it) => chooseZone(it, chosen, now),
    said: (it) => md`Your zone: **${chosen}**${fromWhen(it, now)}.`,
  };
}

function prompt(value: string, { now, stop, wasAsked }: Around): PersonEffect | Wrong {
  if (/^(?:off|no|never)$/i.test(value.trim()))
    return { wrong: `prompt takes a time, as 09:00. To turn prompts off, use ${stop}.` };
  const time = parseTimeOfDay(value);
  if (time === undefined)
    return { wrong: `prompt takes a time as 09:00 or 9pm, not "${[...value].slice(0, 20).join('')}".` };
  return {
    person: (it) => changePromptTime(it, time, now),
    said: (it) => md`I ask at **${formatTimeOfDay(time)}**${promptFrom(it, now, wasAsked)}.`,
  };
}

function dayStart(value: string, now: number): PersonEffect | Wrong {
  const minutes = parseTimeOfDay(value);
  if (minutes === undefined || minutes > 360)
    return { wrong: 'day-start takes a time from 00:00 to 06:00, as 03:00.' };
  return {
    person: (it) => changeClock(it, { zone: latestClock(it).zone, dayStart: minutes }, now),
    said: (it) => md`Your day starts at **${formatTimeOfDay(minutes)}**${fromWhen(it, now)}.`,
  };
}

function cadence(value: string, now: number): PersonEffect | Wrong {
  const chosen = readCadence(value);
  if (!chosen) return { wrong: 'cadence takes "every day", "weekdays", "mon wed fri" or "3 a week".' };
  return {
    person: (it) => chooseCadence(it, chosen, now),
    said: (it) => md`Your cadence: **${cadenceText(chosen)}**${cadenceFrom(it, now)}.`,
  };
}

function cadenceFrom(person: Person, now: number): Markdown {
  const from = person.cadence.at(-1)?.from ?? 0;
  return from > dayAt(person.clocks, now) ? md`, from ${dayAhead(from, person, now)} on` : md``;
}

function nudge(value: string): PersonEffect | Wrong {
  const word = value.trim().toLowerCase();
  if (word === 'on' || word === 'off') {
    return {
      person: (it) => ({ ...it, nudge: { ...it.nudge, on: word === 'on' } }),
      said: ({ nudge: it }) =>
        it.on ? md`One nudge at **${formatTimeOfDay(it.time)}** when nothing is logged.` : md`No nudges.`,
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

function language(value: string, now: number): PersonEffect | Wrong {
  const tag = canonicalLanguage(value);
  if (!tag) return { wrong: 'language takes a tag as en-GB, en-US, de or pt-BR.' };
  return {
    person: (it) => ({ ...it, language: tag }),
    said: (it) => md`Dates look like **${dateText(dayAt(it.clocks, now), tag)}**.`,
  };
}

function canonicalLanguage(typed: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(typed.trim().replaceAll('_', '-'));
    return tag && Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : undefined;
  } catch {
    return undefined;
  }
}
