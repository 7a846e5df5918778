import { privately } from '../../chat/answers.ts';
import { channelName, code, md } from '../../chat/markdown.ts';
import { updateCommunity } from '../../core/account/index.ts';
import { type Community, roundupChannelOf, withoutPostProblem } from '../../core/people/index.ts';
import { communitySetting } from '../setting.ts';
import { readChannel } from './read-channel.ts';

/** What is typed to give up a channel of its own. */
const sameWords = new Set(['same', 'none', 'off']);

/** Roundups' own channel; undefined: where shared entries go (R46). */
export const roundupChannel = communitySetting<
  {
    readonly channel: { readonly kind: 'channel'; readonly summary: string };
    readonly same: { readonly kind: 'flag'; readonly summary: string };
  },
  string | undefined
>({
  scope: 'community',
  summary: 'A channel of its own for the roundup',
  options: {
    channel: { kind: 'channel', summary: 'The channel for roundups alone' },
    same: { kind: 'flag', summary: 'Back to the channel of shared entries' },
  },
  async parse({ channel: typed, same }, context) {
    if (same || (typed !== undefined && sameWords.has(typed.toLowerCase()))) return { value: undefined };
    if (typed !== undefined) return readChannel(typed, 'roundup-channel', context);
    const { commandName } = context;
    const example = code(`${commandName('setup roundup-channel')} #news`);
    return { refused: privately('no-channel', md`Say which channel, like ${example}. Nothing was changed.`) };
  },
  apply: withRoundupChannel,
  async follow({ community, now, services: { stores, rules } }) {
    if (!community) return undefined;
    await updateCommunity(stores.communities, community, { now, tzdb: rules.tzdb }, (current) =>
      withoutPostProblem(current, roundupChannelOf(current)),
    );
    return undefined;
  },
  confirm({ channel }, value) {
    if (value !== undefined)
      return channel === undefined
        ? md`Roundups now go to **${channelName(value)}**. Shared entries have no channel yet.`
        : md`Roundups now go to **${channelName(value)}**, shared entries still to **${channelName(channel)}**.`;
    return channel === undefined
      ? md`Roundups have no channel of their own now, and there's none for shared entries, so nothing is posted.`
      : md`Roundups go to **${channelName(channel)}** again, with the shared entries.`;
  },
  buttons: [[{ label: 'Test post', action: { name: 'setup.test' } }]],
  show: ({ roundupChannel: own }) =>
    own === undefined
      ? md`Roundup's channel: the same as for shared entries`
      : md`Roundup's channel: **${channelName(own)}**`,
});

function withRoundupChannel(community: Community, value: string | undefined): Community {
  const { roundupChannel: _before, ...rest } = community;
  return value === undefined ? rest : { ...rest, roundupChannel: value };
}
