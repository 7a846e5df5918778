import { md } from '../../chat/markdown.ts';
import { onOff, onOffText, parseOnOff, personSetting } from '../setting.ts';
import { withLearning } from './learning.ts';

export const assistant = personSetting<boolean>({
  scope: 'person',
  option: onOff('Whether a language model can ask you why; it sees that problem and your answers'),
  parse: parseOnOff,
  apply: (person, on) => withLearning(person, { assistant: on }),
  confirm: (_person, on) =>
    on
      ? md`If this bot has a language model, it can ask you why. It only sees that one problem and your answers, with secrets masked.`
      : md`No language model asks you why. Questions come from my own list, and nothing is sent anywhere.`,
  show: ({ learning }) => md`language model for why: **${onOffText(learning?.assistant)}**`,
  sameLine: true,
  export: ({ learning }) => onOffText(learning?.assistant),
  link: 'primary',
});
