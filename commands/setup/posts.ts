import { privately, publicly } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { channelName, code, joined, type Markdown, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import {
  type Community,
  postingChannels,
  roundupChannelOf,
  withoutPostProblem,
  withStep,
} from '../../src/core/people/index.ts';
import { queueRefusedShares } from '../../src/core/sharing/index.ts';
import { owedText } from '../../src/messages/setup.ts';
import { channelOf } from '../../src/settings/community/read-channel.ts';
import { communitySettings } from '../../src/settings/table.ts';
import { changeSetting } from './change.ts';
import { here, save } from './community.ts';

/** An organiser lets the bot into a public channel, where the platform lets it go in by itself. */
export async function joinChannel(
  channel: string,
  setting: string | undefined,
  context: Context,
): Promise<Answer> {
  const went = await context.services.messengers
    .get(context.place.platform)
    ?.join?.(channelOf(context, channel));
  if (went && !went.ok)
    return privately('cannot-join', md`I couldn't join: ${went.missing}. Nothing was changed.`);
  return setting === 'roundup-channel'
    ? changeSetting(communitySettings['roundup-channel'], { channel }, context)
    : changeSetting(communitySettings.channel, { channel }, context);
}

/** Posts a test in each channel that something goes to, and says of each whether it arrived. */
export async function testPost(context: Context): Promise<Answer> {
  const { commandName } = context;
  const community = here(context);
  const channels = postingChannels(community);
  if (channels.length === 0)
    return privately(
      'no-channel',
      md`Choose a channel first with ${code(`${commandName('setup channel')} #general`)}.`,
    );
  const refused: Markdown[] = [];
  const took: string[] = [];
  for (const channel of channels) {
    const missing = await tryPost(channel, community, context);
    if (missing === undefined) took.push(channel);
    else refused.push(md`I couldn't post in **${channelName(channel)}**: ${missing}.`);
  }
  for (const channel of took) await save(context, (current) => withoutPostProblem(current, channel));
  const owed =
    community.channel !== undefined && took.includes(community.channel)
      ? await queueRefusedShares(context)
      : 0;
  const worked = joined(
    took.map((it) => md`**${channelName(it)}**`),
    ' and ',
  );
  return privately(
    refused.length > 0 ? 'cannot-post' : 'test-posted',
    joined([took.length > 0 && md`It worked! Check ${worked}.`, ...refused, owedText(owed)]),
  );
}

/** Undefined where it arrived, else what is missing. */
async function tryPost(channel: string, community: Community, context: Context): Promise<string | undefined> {
  const { place, eventId, services } = context;
  const to = channelOf(context, channel);
  const messenger = services.messengers.get(place.platform);
  const shown = [
    ...(roundupChannelOf(community) === channel ? ['Roundups'] : []),
    ...(community.channel === channel ? ['shared entries'] : []),
  ].join(' and ');
  const post = publicly('test-post', md`Just a test! ${capitalised(shown)} will show up here.`);
  const sent = await messenger?.send(to, services.sign(post), `test:${eventId}:${channel}`);
  if (sent?.ok) return undefined;
  const may = await messenger?.mayPost(to);
  return may && !may.ok ? may.missing : "the platform didn't accept it";
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export async function invite(context: Context): Promise<Answer> {
  const community = await save(context, (current) => withStep(current, 'invitation'));
  return publicly(
    'invitation',
    joined([
      md`**What did you build today?** I check in once a day, by DM, at your local time, and keep your log and streak.`,
      md`Small things count, missed days happen, and you decide who sees what you log.`,
      roundupChannelOf(community) !== undefined && md`Once a week, there's a roundup of what people shared.`,
    ]),
    { buttons: [[{ label: 'Join', style: 'primary', action: { name: 'start.join' } }]] },
  );
}
