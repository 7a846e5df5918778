import { privately } from '../../chat/answers.ts';
import type { Context } from '../../chat/context.ts';
import { channelName, code, md } from '../../chat/markdown.ts';
import type { Destination } from '../../chat/messenger.ts';
import { queueRefusedShares } from '../../core/sharing/index.ts';
import { owedText } from '../../messages/setup.ts';
import { communitySetting } from '../setting.ts';

export const channel = communitySetting({
  scope: 'community',
  summary: 'Where roundups and shared entries go',
  options: { channel: { kind: 'channel', summary: 'The channel', required: true } },
  /** The platform's id, or a name where people type it. */
  async parse({ channel: typed }, context) {
    const messenger = context.services.messengers.get(context.place.platform);
    const named = (await messenger?.channelNamed?.(channelOf(context, typed))) ?? { channel: typed };
    if ('forms' in named)
      return {
        refused: privately(
          'unknown-channel',
          md`I can't find the channel ${code(typed)}, so nothing was changed. To choose one, ${named.forms}.`,
        ),
      };
    const value = named.channel;
    const may = await messenger?.mayPost(channelOf(context, value));
    return may && !may.ok ? { refused: cannotPost(value, may) } : { value };
  },
  apply: (community, value) => ({ ...community, channel: value }),
  follow: async (context) => owedText(await queueRefusedShares(context)),
  confirm: (_community, value) => md`Roundups and shared entries now go to **${channelName(value)}**.`,
  buttons: [[{ label: 'Test post', action: { name: 'setup.test' } }]],
  show: ({ channel: it }, { commandName }) =>
    it === undefined
      ? md`Channel: none yet, so nothing is posted. Choose one with ${code(`${commandName('setup channel')} #general`)}`
      : md`Channel: **${channelName(it)}**`,
});

function cannotPost(
  value: string,
  { missing, mayJoin }: { readonly missing: string; readonly mayJoin?: boolean },
) {
  const letIn = {
    label: 'Add me to it',
    style: 'primary',
    action: { name: 'setup.join', args: [value] },
  } as const;
  return privately(
    'cannot-post',
    md`I can't post there yet: ${missing}. Nothing was changed.`,
    mayJoin ? { buttons: [[letIn]] } : {},
  );
}

/** A channel of the community's platform. */
export const channelOf = ({ place: { platform, team } }: Context, it: string): Destination => ({
  platform,
  ...(team && { team }),
  channel: it,
});
