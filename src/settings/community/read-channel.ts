import { privately } from '../../chat/answers.ts';
import type { Context } from '../../chat/context.ts';
import { code, md } from '../../chat/markdown.ts';
import type { Destination } from '../../chat/messenger.ts';
import type { ParsedInput } from '../setting.ts';

/** The settings that take a channel. */
export type ChannelSetting = 'channel' | 'roundup-channel';

/** The channel that was typed, if there is such a channel and the bot may post in it; or the answer to what cannot be. */
export async function readChannel(
  typed: string,
  setting: ChannelSetting,
  context: Context,
): Promise<ParsedInput<string>> {
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
  return may && !may.ok ? { refused: cannotPost(value, setting, may) } : { value };
}

function cannotPost(
  value: string,
  setting: ChannelSetting,
  { missing, mayJoin }: { readonly missing: string; readonly mayJoin?: boolean },
) {
  const letIn = {
    label: 'Add me to it',
    style: 'primary',
    action: { name: 'setup.join', args: [value, ...(setting === 'channel' ? [] : [setting])] },
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
