import { md } from '../../chat/markdown.ts';
import { onOff, onOffText, parseOnOff, personSetting } from '../setting.ts';
import { withLearning } from './learning.ts';

export const assistant = personSetting<boolean>({
  scope: 'person',
  option: onOff('Whether a language model may ask you why; it gets that pain point and your answers'),
  parse: parseOnOff,
  apply: (person, on) => withLearning(person, { assistant: on }),
  confirm: (_person, on) =>
    on
      ? md`A language model may ask you why, where this bot has one: it gets that one pain point and your answers to it, secrets masked, and nothing else.`
      : md`No language model asks you why; the questions come from the bank, and nothing is sent anywhere.`,
  show: ({ learning }) => md`a language model that asks why: **${onOffText(learning?.assistant)}**`,
  sameLine: true,
  export: ({ learning }) => onOffText(learning?.assistant),
  link: 'primary',
});
