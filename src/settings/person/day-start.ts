import { md } from '../../chat/markdown.ts';
import { changeClock, latestClock } from '../../core/account/index.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../core/calendar/index.ts';
import { fromWhen, pendingDayStart, presentDayStart } from '../../messages/settings.ts';
import { quoted } from '../../messages/words.ts';
import { personSetting } from '../setting.ts';

const latest = 6 * 60;

export const dayStart = personSetting<number>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'When your day begins, 00:00 to 06:00',
    maxLength: 20,
    example: '03:00',
  },
  parse(typed) {
    const value = parseTimeOfDay(typed);
    if (value === undefined) return { wrong: `day-start can be a time like 03:00, not ${quoted(typed)}.` };
    return value > latest
      ? { wrong: `day-start can be ${formatTimeOfDay(latest)} at the latest, not ${formatTimeOfDay(value)}.` }
      : { value };
  },
  apply: (person, value, { now }) =>
    changeClock(person, { zone: latestClock(person).zone, dayStart: value }, now),
  confirm: (person, value, { now }) =>
    md`Your day starts at **${formatTimeOfDay(value)}**${fromWhen(person, now)}.`,
  show: (person, { now }) =>
    md`Your day starts at **${presentDayStart(person, now)}**${pendingDayStart(person, now)}. Anything you log before that counts for the day before`,
  export: (person) => formatTimeOfDay(latestClock(person).dayStart),
  link: 'primary',
});
