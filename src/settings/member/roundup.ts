import { md } from '../../chat/markdown.ts';
import { fieldRule } from '../../core/linking/index.ts';
import { refusedText } from '../../messages/history.ts';
import { rewriteRoundupsOf } from '../../posts/roundup-copies.ts';
import { memberSetting, onOff, onOffText, parseOnOff } from '../setting.ts';

export const roundup = memberSetting<boolean>({
  scope: 'member',
  option: onOff('Whether the weekly roundup can show what you share'),
  parse: parseOnOff,
  apply: (member, on) => ({ ...member, inRoundup: on }),
  /** Posted roundups follow at once when somebody leaves them or comes back. */
  async follow(before, after, { services }) {
    if (after.inRoundup === before.inRoundup) return undefined;
    return refusedText(await rewriteRoundupsOf(services, after));
  },
  confirm: (_member, on, { community }) =>
    on
      ? md`The roundup of ${community} can show what you share.`
      : md`The roundup of ${community} **leaves you out**.`,
  show: (member) => md`Its weekly roundup ${member.inRoundup ? 'can show what you share' : 'leaves you out'}`,
  export: (member) => onOffText(member.inRoundup),
  link: [fieldRule('inRoundup', (own, others) => [own, ...others].every((it) => it.inRoundup))],
});
