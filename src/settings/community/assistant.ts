import { code, md } from '../../chat/markdown.ts';
import { communitySetting, onOff } from '../setting.ts';

/** Whether members may be asked why by a language model; they decide for themselves where it is on. */
export const assistant = communitySetting({
  scope: 'community',
  summary: 'Whether a language model can ask members why, if they want it',
  options: { use: { ...onOff('on: members decide for themselves; off: no one here'), required: true } },
  parse: ({ use }) => ({ value: use === 'on' }),
  apply: ({ assistantOff: _before, ...community }, on: boolean) =>
    on ? community : { ...community, assistantOff: true },
  confirm: (_community, on, { commandName }) =>
    on
      ? md`If this bot has a language model, members can let it ask them why in ${code(commandName('settings'))}.`
      : md`The language model is off here. Questions come from my own list, and nothing is sent anywhere.`,
  show: ({ assistantOff }) =>
    assistantOff
      ? md`Language model for why: **off** for everyone`
      : md`Language model for why: members decide for themselves`,
});
