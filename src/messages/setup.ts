import type { Context } from '../chat/context.ts';
import { channelName, code, joined, type Markdown, md } from '../chat/markdown.ts';
import { formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import type { Community } from '../core/people/index.ts';
import { instantText, readerIn } from './when.ts';
import { count, weekdayName } from './words.ts';

/** How a community is set up, for its organisers; `next`: when its next roundup comes. It says how many joined, never what is private. */
export function setupText(
  community: Community,
  members: number,
  next: Instant | undefined,
  { now, commandName }: Pick<Context, 'now' | 'commandName'>,
): Markdown {
  const { roundup, defaults, channel, zone } = community;
  return joined([
    md`**${community.name}**: ${count(members, 'person', 'people')} joined so far`,
    channel === undefined
      ? md`- Channel: none yet, so nothing is posted. ${code(`${commandName('setup channel')} #general`)} chooses one`
      : md`- Channel: **${channelName(channel)}**`,
    roundup.on
      ? md`- Roundup: **${weekdayName(roundup.weekday)} at ${formatTimeOfDay(roundup.time)}**${next === undefined || channel === undefined ? '' : `, next ${instantText(next, readerIn(zone), now)}`}`
      : md`- Roundup: off`,
    md`- Zone: **${zone}**`,
    md`- Offered to whoever joins: prompt at **${formatTimeOfDay(defaults.promptTime)}**, entries **${defaults.audience === 'community' ? 'shared' : 'private'}**`,
    md`- Organisers named here: ${community.organisers.length === 0 ? 'none besides the platform’s own' : count(community.organisers.length, 'account')}`,
  ]);
}
