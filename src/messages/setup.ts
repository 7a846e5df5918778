import type { Context } from '../chat/context.ts';
import { channelName, code, joined, type Markdown, md } from '../chat/markdown.ts';
import { formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import type { Community } from '../core/people/index.ts';
import { instantText, readerIn } from './when.ts';
import { count, weekdayName } from './words.ts';

/** How a community is set up, for its organisers; `next`: when its next roundup comes. It says how many joined, never what is private. */
export function setupText(
  {
    community,
    members,
    next,
    organisers,
  }: {
    readonly community: Community;
    readonly members: number;
    /** When the next roundup comes; undefined: none does. */
    readonly next: Instant | undefined;
    readonly organisers: { readonly names: readonly string[]; readonly more: number };
  },
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
    md`- Organisers named here: ${organisersText(organisers)}`,
  ]);
}

function organisersText({
  names,
  more,
}: {
  readonly names: readonly string[];
  readonly more: number;
}): string {
  if (names.length === 0 && more === 0) return 'none besides the platform’s own';
  const others = more > 0 ? [`${count(more, 'account')} whose name I do not know`] : [];
  return [...names, ...others].join(', ');
}
