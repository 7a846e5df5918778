import { type Markdown, md } from '../../chat/markdown.ts';
import { changePromptTime } from '../../core/account/index.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../core/calendar/index.ts';
import { askedOf, fieldRule } from '../../core/linking/index.ts';
import type { Person } from '../../core/people/index.ts';
import { promptFrom } from '../../messages/settings.ts';
import { quoted } from '../../messages/words.ts';
import { type Facts, personSetting } from '../setting.ts';

export const prompt = personSetting<number>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'When I should ask, in your local time: 09:00',
    maxLength: 20,
    example: '09:00',
  },
  parse(typed, { stop }) {
    if (/^(?:off|no|never)$/i.test(typed.trim()))
      return { wrong: `prompt can be a time like 09:00. To turn prompts off, use ${stop}.` };
    const value = parseTimeOfDay(typed);
    return value === undefined
      ? { wrong: `prompt can be a time like 09:00 or 9pm, not ${quoted(typed)}.` }
      : { value };
  },
  apply: (person, value, { now }) => changePromptTime(person, value, now),
  confirm: (person, value, facts) => md`I'll check in at ${timeText(value, person, facts)}.`,
  show: (person, facts) =>
    person.prompts === 'on' || person.prompts === 'silent'
      ? md`Prompt: ${timeText(person.promptTime, person, facts)}`
      : md`Prompt: **off**`,
  export: (person) => formatTimeOfDay(person.promptTime),
  link: [fieldRule('promptTime', (own, others) => askedOf(own, others).promptTime)],
});

const timeText = (time: number, person: Person, { now, wasAsked }: Facts): Markdown =>
  md`**${formatTimeOfDay(time)}**${promptFrom(person, now, wasAsked)}`;
