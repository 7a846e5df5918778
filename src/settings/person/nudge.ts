import { md } from '../../chat/markdown.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../core/calendar/index.ts';
import { askedOf, fieldRule } from '../../core/linking/index.ts';
import { quoted } from '../../messages/words.ts';
import { personSetting } from '../setting.ts';

/** `on` and `off` keep the time; a time turns it on. */
export const nudge = personSetting<'on' | 'off' | number>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'One reminder later in the day: 20:00, on or off',
    maxLength: 20,
    example: '20:00',
  },
  parse(typed) {
    const word = typed.trim().toLowerCase();
    if (word === 'on' || word === 'off') return { value: word };
    const value = parseTimeOfDay(typed);
    return value === undefined
      ? { wrong: `nudge can be a time like 20:00, on, or off, not ${quoted(typed)}.` }
      : { value };
  },
  apply: (person, value) => ({
    ...person,
    nudge: { on: value !== 'off', time: typeof value === 'number' ? value : person.nudge.time },
  }),
  confirm({ nudge: { on, time } }, value) {
    if (!on) return md`Nudges are off.`;
    const when = md`I'll nudge you once at **${formatTimeOfDay(time)}** if you haven't logged anything`;
    return value === 'on' ? md`${when}.` : md`${when}, at least 3 h after the prompt.`;
  },
  show: ({ nudge: { on, time } }) => md`Nudge: **${on ? formatTimeOfDay(time) : 'off'}**`,
  export: ({ nudge: { on, time } }) => (on ? formatTimeOfDay(time) : 'off'),
  link: [fieldRule('nudge', (own, others) => askedOf(own, others).nudge)],
});
