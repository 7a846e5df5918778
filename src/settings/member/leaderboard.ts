import { md } from '../../chat/markdown.ts';
import { fieldRule } from '../../core/linking/index.ts';
import { memberSetting, onOff, onOffText, parseOnOff } from '../setting.ts';

export const leaderboard = memberSetting<boolean>({
  scope: 'member',
  option: onOff("Whether you're on the leaderboard"),
  parse: parseOnOff,
  apply: (member, on) => ({ ...member, inLeaderboard: on }),
  confirm: (_member, on, { community }) =>
    on
      ? md`You're **on the leaderboard** of ${community}.`
      : md`You're **not on the leaderboard** of ${community}.`,
  show: (member) => md`you're ${member.inLeaderboard ? 'on' : 'not on'} its leaderboard`,
  sameLine: true,
  export: (member) => onOffText(member.inLeaderboard),
  link: [fieldRule('inLeaderboard', (own, others) => [own, ...others].every((it) => it.inLeaderboard))],
});
