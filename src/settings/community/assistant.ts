import { code, md } from '../../chat/markdown.ts';
import { communitySetting, onOff } from '../setting.ts';

/** Whether members may be asked why by a language model; they decide for themselves where it is on. */
export const assistant = communitySetting({
  scope: 'community',
  summary: 'Whether a language model may ask members why, if they want it',
  options: { use: { ...onOff('on: members decide for themselves; off: nobody here'), required: true } },
  parse: ({ use }) => ({ value: use === 'on' }),
  apply: ({ assistantOff: _before, ...community }, on: boolean) =>
    on ? community : { ...community, assistantOff: true },
  confirm: (_community, on, { commandName }) =>
    on
      ? md`Members who switch it on in ${code(commandName('settings'))} are asked why by the language model, if this bot has one.`
      : md`No language model asks anybody why here; the question bank does, and nothing is sent anywhere.`,
  show: () => undefined,
});
