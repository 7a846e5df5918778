import { privately } from '../../chat/answers.ts';
import { md } from '../../chat/markdown.ts';
import { readZone, suggestZone, zoneNotUnderstood } from '../../messages/zones.ts';
import { communitySetting } from '../setting.ts';

export const zone = communitySetting({
  scope: 'community',
  summary: "The time zone for the roundup's day and time",
  options: {
    zone: {
      kind: 'text',
      summary: 'A city like Lisbon',
      required: true,
      free: true,
      maxLength: 100,
      suggest: suggestZone,
      example: 'Europe/Lisbon',
    },
  },
  parse({ zone: typed }, { now }) {
    const value = readZone(typed, now);
    if (value) return { value };
    const wrong = md`${zoneNotUnderstood(typed, now)} Nothing was changed.`;
    return { refused: privately('unknown-zone', wrong) };
  },
  apply: (community, value: string) => ({ ...community, zone: value }),
  confirm: (_community, value) => md`The community's time zone is now **${value}**. Members keep their own.`,
  show: (community) => md`Time zone: **${community.zone}**`,
});
