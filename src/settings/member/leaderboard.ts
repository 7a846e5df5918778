import { md } from '../../chat/markdown.ts';
import { fieldRule } from '../../core/linking/index.ts';
import { memberSetting, onOff, onOffText, parseOnOff } from '../setting.ts';

export const leaderboard = memberSetting<boolean>({
  scope: 'member',
  option: onOff('Whether you are on the leaderboard'),
  parse: parseOnOff,
  apply: (member, on) => ({ ...member, inLeaderboard: on }),
  confirm: (_member, on, { community }) =>
    on
      ? md`You are **on the leaderboard** of ${community}, by consistency.`
      : md`You are **not on the leaderboard** of ${community}.`,
  show: (member) => md`you are ${member.inLeaderboard ? 'on' : 'not on'} its leaderboard`,
  sameLine: true,
  export: (member) => onOffText(member.inLeaderboard),
  link: [fieldRule('inLeaderboard', (own, others) => [own, ...others].every((it) => it.inLeaderboard))],
});
