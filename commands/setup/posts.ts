import { privately, publicly } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { channelName, code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { queueRefusedShares } from '../../src/core/sharing/index.ts';
import { owedText } from '../../src/messages/setup.ts';
import { channelOf } from '../../src/settings/community/channel.ts';
import { communitySettings } from '../../src/settings/table.ts';
import { changeSetting } from './change.ts';
import { here } from './community.ts';

/** An organiser lets the bot into a public channel, where the platform lets it go in by itself. */
export async function joinChannel(channel: string, context: Context): Promise<Answer> {
  const went = await context.services.messengers
    .get(context.place.platform)
    ?.join?.(channelOf(context, channel));
  if (went && !went.ok)
    return privately('cannot-join', md`I could not go in: ${went.missing}. Nothing was changed.`);
  return changeSetting(communitySettings.channel, { channel }, context);
}

export async function testPost(context: Context): Promise<Answer> {
  const {
    place,
    eventId,
    commandName,
    services: { messengers, sign },
  } = context;
  const { channel } = here(context);
  if (channel === undefined)
    return privately(
      'no-channel',
      md`Choose a channel first: ${code(`${commandName('setup channel')} #general`)}.`,
    );
  const to = channelOf(context, channel);
  const messenger = messengers.get(place.platform);
  const post = publicly('test-post', md`This is a test: roundups and shared entries will appear here.`);
  const sent = await messenger?.send(to, sign(post), `test:${eventId}`);
  if (sent?.ok) {
    const owed = await queueRefusedShares(context);
    return privately(
      'test-posted',
      joined([md`It worked: look in **${channelName(channel)}**.`, owedText(owed)]),
    );
  }
  const may = await messenger?.mayPost(to);
  const missing = may && !may.ok ? may.missing : 'the platform did not take it';
  return privately('cannot-post', md`I could not write to **${channelName(channel)}**: ${missing}.`);
}

export async function invite({ community }: Context): Promise<Answer> {
  return publicly(
    'invitation',
    joined([
      md`**What did you build today?** I ask once a day, by DM, at your local time, and keep your log and your streak.`,
      md`Small things count, missed days happen, and who sees what you log is up to you.`,
      community?.channel !== undefined && md`Once a week there is a roundup of what was shared.`,
    ]),
    { buttons: [[{ label: 'Join', style: 'primary', action: { name: 'start.join' } }]] },
  );
}
