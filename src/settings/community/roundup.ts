import type { Context } from '../../chat/context.ts';
import { code, md } from '../../chat/markdown.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../core/calendar/index.ts';
import { type Community, roundupChannelOf, withStep } from '../../core/people/index.ts';
import { nextRoundupOf } from '../../core/roundups/index.ts';
import { instantText, readerIn } from '../../messages/when.ts';
import { weekdayName } from '../../messages/words.ts';
import { communitySetting } from '../setting.ts';
import { wrongTime } from './wrong-time.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7].map((it) => ({
  value: weekdayName(it).toLowerCase(),
  label: weekdayName(it),
}));

export const roundup = communitySetting({
  scope: 'community',
  summary: 'When the weekly roundup goes out',
  options: {
    day: { kind: 'choice', summary: 'On which day', choices: weekdays },
    time: { kind: 'text', summary: "At what time, in the community's time zone: 18:00", maxLength: 20 },
    off: { kind: 'flag', summary: 'No roundups' },
  },
  parse(input): { value: Partial<Community['roundup']> } | { refused: ReturnType<typeof wrongTime> } {
    if (input.off) return { value: { on: false } };
    const time = input.time === undefined ? undefined : parseTimeOfDay(input.time);
    if (input.time !== undefined && time === undefined)
      return { refused: wrongTime(input.time, '18:00 or 6pm') };
    const weekday = weekdays.findIndex((it) => it.value === input.day) + 1;
    return {
      value: { on: true, ...(weekday > 0 && { weekday }), ...(time !== undefined && { time }) },
    };
  },
  apply: (community, value) =>
    withStep({ ...community, roundup: { ...community.roundup, ...value } }, 'roundup'),
  async confirm(changed, _value, context) {
    const { on, weekday, time } = changed.roundup;
    if (!on)
      return md`Roundups are off. Turn them back on with ${code(`${context.commandName('setup roundup')} day:sunday`)}.`;
    return md`The roundup goes out on **${weekdayName(weekday)} at ${formatTimeOfDay(time)}** (${changed.zone})${await nextText(changed, context)}.`;
  },
  async show(community, context) {
    const { on, weekday, time } = community.roundup;
    if (!on) return md`Roundup: off`;
    const next = roundupChannelOf(community) === undefined ? '' : await nextText(community, context);
    return md`Roundup: **${weekdayName(weekday)} at ${formatTimeOfDay(time)}**${next}`;
  },
});

async function nextText(
  community: Community,
  { now, services: { stores } }: Pick<Context, 'now' | 'services'>,
): Promise<string> {
  const next = await nextRoundupOf(stores.deliveries, community, now);
  return next === undefined ? '' : `, next ${instantText(next, readerIn(community.zone), now)}`;
}
