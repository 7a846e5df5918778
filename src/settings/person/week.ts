import { md } from '../../chat/markdown.ts';
import { withChosen } from '../../core/people/index.ts';
import { wantsSummary } from '../../core/reminders/index.ts';
import { onOff, onOffText, parseOnOff, personSetting } from '../setting.ts';

export const week = personSetting<boolean>({
  scope: 'person',
  option: onOff('A summary of your week by DM, every Monday'),
  parse: parseOnOff,
  apply: (person, on) => withChosen(person, 'week', on),
  confirm: (_person, on) =>
    on
      ? md`I'll send you a summary of your week every Monday at 08:00, if you logged something.`
      : md`No weekly summaries.`,
  show: (person) => md`Weekly summary: **${onOffText(wantsSummary(person))}**`,
  export: (person) => onOffText(wantsSummary(person)),
  link: 'primary',
});
