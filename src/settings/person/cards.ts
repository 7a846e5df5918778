import { md } from '../../chat/markdown.ts';
import { onOff, onOffText, parseOnOff, personSetting } from '../setting.ts';
import { withLearning } from './learning.ts';

export const cards = personSetting<boolean>({
  scope: 'person',
  option: onOff('Whether the daily prompt says how many cards are due'),
  parse: parseOnOff,
  apply: (person, on) => withLearning(person, { cardsInPrompt: on }),
  confirm: (_person, on) =>
    on ? md`Your daily prompt says how many cards are due.` : md`Your daily prompt doesn't mention cards.`,
  show: ({ learning }) => md`Due cards in the prompt: **${onOffText(learning?.cardsInPrompt)}**`,
  export: ({ learning }) => onOffText(learning?.cardsInPrompt),
  link: 'primary',
});
