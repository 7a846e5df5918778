import { privately, publicly } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { channelName, code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { withStep } from '../../src/core/people/index.ts';
import { queueRefusedShares } from '../../src/core/sharing/index.ts';
import { owedText } from '../../src/messages/setup.ts';
import { channelOf } from '../../src/settings/community/channel.ts';
import { communitySettings } from '../../src/settings/table.ts';
import { changeSetting } from './change.ts';
import { here, save } from './community.ts';

/** An organiser lets the bot into a public channel, where the platform lets it go in by itself. */
export async function joinChannel(channel: string, context: Context): Promise<Answer> {
  const went = await context.services.messengers
    .get(context.place.platform)
    ?.join?.(channelOf(context, channel));
  if (went && !went.ok)
    return privately('cannot-join', md`I couldn't join: ${went.missing}. Nothing was changed.`);
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
      md`Choose a channel first with ${code(`${commandName('setup channel')} #general`)}.`,
    );
  const to = channelOf(context, channel);
  const messenger = messengers.get(place.platform);
  const post = publicly('test-post', md`Just a test! Roundups and shared entries will show up here.`);
  const sent = await messenger?.send(to, sign(post), `test:${eventId}`);
  if (sent?.ok) {
    const owed = await queueRefusedShares(context);
    return privately(
      'test-posted',
      joined([md`It worked! Check **${channelName(channel)}**.`, owedText(owed)]),
    );
  }
  const may = await messenger?.mayPost(to);
  const missing = may && !may.ok ? may.missing : "the platform didn't accept it";
  return privately('cannot-post', md`I couldn't post in **${channelName(channel)}**: ${missing}.`);
}

export async function invite(context: Context): Promise<Answer> {
  const community = await save(context, (current) => withStep(current, 'invitation'));
  return publicly(
    'invitation',
    joined([
      md`**What did you build today?** I check in once a day, by DM, at your local time, and keep your log and streak.`,
      md`Small things count, missed days happen, and you decide who sees what you log.`,
      community.channel !== undefined && md`Once a week, there's a roundup of what people shared.`,
    ]),
    { buttons: [[{ label: 'Join', style: 'primary', action: { name: 'start.join' } }]] },
  );
}
