import { type Markdown, md } from '../../chat/markdown.ts';
import { chooseCadence } from '../../core/account/index.ts';
import { dayAt } from '../../core/calendar/index.ts';
import type { Cadence, Person } from '../../core/people/index.ts';
import { readCadence } from '../../core/streaks/cadence-words.ts';
import { cadenceText, pendingCadence, presentCadence } from '../../messages/settings.ts';
import { dayAhead } from '../../messages/when.ts';
import { quoted } from '../../messages/words.ts';
import { personSetting } from '../setting.ts';
import { suggestFrom } from '../suggest.ts';

export const cadence = personSetting<Cadence>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'every day, weekdays, "mon wed fri" or "3 a week"',
    maxLength: 100,
    suggest: suggestFrom([
      'every day',
      'weekdays',
      'mon wed fri',
      '5 a week',
      '4 a week',
      '3 a week',
      '2 a week',
      '1 a week',
    ]),
    example: '"mon wed fri"',
  },
  parse(typed) {
    const value = readCadence(typed);
    if (value) return { value };
    if (/^\d+\D*week/i.test(typed.trim()))
      return { wrong: `cadence can be 1 to 7 days a week, not ${quoted(typed)}.` };
    return {
      wrong: `cadence can be "every day", "weekdays", "mon wed fri" or "3 a week", not ${quoted(typed)}.`,
    };
  },
  apply: (person, value, { now }) => chooseCadence(person, value, now),
  confirm: (person, value, { now }) => md`Your cadence is **${cadenceText(value)}**${fromDay(person, now)}.`,
  show: (person, { now }) =>
    md`Cadence: **${cadenceText(presentCadence(person, now))}**${pendingCadence(person, now)}`,
  export: (person) => typedCadence(person.cadence.at(-1)?.cadence),
  link: 'primary',
});

function fromDay(person: Person, now: number): Markdown {
  const from = person.cadence.at(-1)?.from ?? 0;
  return from > dayAt(person.clocks, now) ? md`, starting ${dayAhead(from, person, now)}` : md``;
}

function typedCadence(value: Cadence | undefined): string {
  if (!value) return 'every day';
  return value.kind === 'weekly' ? `${value.times} a week` : cadenceText(value);
}
