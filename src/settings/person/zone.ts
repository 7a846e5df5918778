import { md } from '../../chat/markdown.ts';
import { chooseZone, latestClock, redateEntries } from '../../core/account/index.ts';
import { zoneOf } from '../../core/people/index.ts';
import { fromWhen, pendingZone } from '../../messages/settings.ts';
import { readZone, suggestZone, zoneNotUnderstood } from '../../messages/zones.ts';
import { personSetting } from '../setting.ts';

export const zone = personSetting<string>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'Your time zone: a city like Lisbon, or a name like Europe/Lisbon',
    suggest: suggestZone,
    maxLength: 100,
    example: 'Europe/Lisbon',
  },
  parse(typed, { now }) {
    const value = readZone(typed, now);
    return value ? { value } : { wrong: zoneNotUnderstood(typed, now) };
  },
  apply: (person, value, { now }) => chooseZone(person, value, now),
  async follow(before, after, { services: { stores } }) {
    if (!before.zoneChosen && after.zoneChosen) await redateEntries(stores, before, after);
    return undefined;
  },
  confirm: (person, value, { now }) => md`Your time zone is **${value}**${fromWhen(person, now)}.`,
  show: (person, { now }) => md`Time zone: **${zoneOf(person, now)}**${pendingZone(person, now)}`,
  export: (person) => latestClock(person).zone,
  link: 'primary',
});
