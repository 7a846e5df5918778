import { md } from '../../src/chat/markdown.ts';
import type { MemberEffect, MemberSetting } from './effect.ts';

/** What a setting does to somebody's membership of one community. */
export function memberEffect(name: MemberSetting, value: string): MemberEffect {
  const on = value === 'on';
  switch (name) {
    case 'audience':
      return value === 'community'
        ? {
            member: { audience: 'community', audienceChosen: true },
            said: (community) => md`New entries made in ${community} are **shared there**.`,
          }
        : {
            member: { audience: 'private', audienceChosen: true },
            said: (community) => md`New entries made in ${community} are **private**.`,
          };
    case 'roundup':
      return {
        member: { inRoundup: on },
        said: (community) =>
          on
            ? md`The roundup of ${community} may show what you share.`
            : md`The roundup of ${community} **leaves you out**.`,
      };
    case 'leaderboard':
      return {
        member: { inLeaderboard: on },
        said: (community) =>
          on
            ? md`You are **on the leaderboard** of ${community}, by consistency.`
            : md`You are **not on the leaderboard** of ${community}.`,
      };
  }
}
