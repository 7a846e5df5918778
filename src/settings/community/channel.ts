import { channelName, code, md } from '../../chat/markdown.ts';
import { queueRefusedShares } from '../../core/sharing/index.ts';
import { owedText } from '../../messages/setup.ts';
import { communitySetting } from '../setting.ts';
import { readChannel } from './read-channel.ts';

export const channel = communitySetting({
  scope: 'community',
  summary: 'Where roundups and shared entries go',
  options: { channel: { kind: 'channel', summary: 'The channel', required: true } },
  parse: ({ channel: typed }, context) => readChannel(typed, 'channel', context),
  apply: (community, value: string) => ({ ...community, channel: value }),
  follow: async (context) => owedText(await queueRefusedShares(context)),
  confirm: ({ roundupChannel }, value) =>
    roundupChannel === undefined || roundupChannel === value
      ? md`Roundups and shared entries now go to **${channelName(value)}**.`
      : md`Shared entries now go to **${channelName(value)}**, roundups still to **${channelName(roundupChannel)}**.`,
  buttons: [[{ label: 'Test post', action: { name: 'setup.test' } }]],
  show: ({ channel: it }, { commandName }) =>
    it === undefined
      ? md`Channel: none yet, so nothing is posted. Choose one with ${code(`${commandName('setup channel')} #general`)}`
      : md`Channel: **${channelName(it)}**`,
});
