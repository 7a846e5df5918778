import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, type Markdown } from '../../src/chat/markdown.ts';
import type { Answer, Button } from '../../src/chat/reply.ts';
import { formatTimeOfDay } from '../../src/core/calendar/index.ts';
import { type Community, postingChannels, setUpOf, withStep } from '../../src/core/people/index.ts';
import { type ClosedChannel, checklistText, privateDefaultText } from '../../src/messages/setup.ts';
import { weekdayName } from '../../src/messages/words.ts';
import { channelOf } from '../../src/settings/community/read-channel.ts';
import { communitySettings } from '../../src/settings/table.ts';
import { here, save } from './community.ts';

/** Newcomers' entries are private, and no organiser has said yet that they are meant to be. */
const isUndecided = (community: Community): boolean => !setUpOf(community, 0).audience;

const audienceButtons: readonly Button[] = [
  {
    label: "Share new members' entries",
    style: 'primary',
    action: { name: 'setup.audience', args: ['community'] },
  },
  { label: 'Keep them private', action: { name: 'setup.audience', args: ['private'] } },
];

/** What is to be said to organisers as long as nobody has decided who sees newcomers' entries, and the buttons that decide it. */
export const audienceNotice = (
  community: Community,
): { readonly text: Markdown; readonly buttons: readonly Button[] } | undefined =>
  isUndecided(community)
    ? { text: privateDefaultText(community.channel), buttons: audienceButtons }
    : undefined;

/** The chosen channels in which the bot may not post now, and what is missing; what the platform could not tell now is left out. */
async function closedChannels(community: Community, context: Context): Promise<readonly ClosedChannel[]> {
  const messenger = context.services.messengers.get(context.place.platform);
  const found = await Promise.all(
    postingChannels(community).map(async (channel) => {
      const may = await messenger?.mayPost(channelOf(context, channel));
      return may && !may.ok && !may.unknown ? [{ channel, missing: may.missing }] : [];
    }),
  );
  return found.flat();
}

/** The checklist, with a button for each step that one press can do. Undefined once all is done. */
export async function checklist(
  community: Community,
  members: number,
  context: Context,
): Promise<{ readonly text: Markdown; readonly buttons: readonly Button[] } | undefined> {
  const closed = await closedChannels(community, context);
  const known = setUpOf(community, members);
  const done = { ...known, channel: known.channel && closed.length === 0 };
  const messenger = context.services.messengers.get(context.place.platform);
  const need =
    known.channel || closed.length > 0 ? undefined : await messenger?.channelsNeed?.(context.place.team);
  const text = checklistText(done, members, { closed, ...(need !== undefined && { need }) });
  if (!text) return undefined;
  const { on, weekday, time } = community.roundup;
  const notice = audienceNotice(community);
  return {
    text: joined([text, notice?.text], '\n\n'),
    buttons: [
      ...(notice?.buttons ?? []),
      ...(on && !done.roundup
        ? [
            {
              label: `Roundup on ${weekdayName(weekday)} ${formatTimeOfDay(time)} is fine`,
              action: { name: 'setup.roundup-fine' },
            },
          ]
        : []),
    ],
  };
}

/** Decides by a button who sees what people log who join from now on. */
export async function chooseAudience(to: string | undefined, context: Context): Promise<Answer> {
  const audience = to === 'community' ? 'community' : 'private';
  const setting = communitySettings.defaults;
  const community = await save(context, (current) => setting.apply(current, { audience }));
  return changed(community, await setting.confirm(community, { audience }, context), context);
}

/** The roundup's day and time stay as they are. */
export async function keepRoundup(context: Context): Promise<Answer> {
  const community = await save(context, (current) => withStep(current, 'roundup'));
  return changed(community, await communitySettings.roundup.confirm(community, {}, context), context);
}

/** In the place of the message that was pressed: what was done, and what is left. */
async function changed(community: Community, said: Markdown, context: Context): Promise<Answer> {
  const members = await context.services.stores.members.count(here(context).id);
  const left = await checklist(community, members, context);
  return privately('setup-changed', joined([said, left?.text], '\n\n'), {
    replaces: true,
    ...(left && left.buttons.length > 0 && { buttons: [left.buttons] }),
  });
}
