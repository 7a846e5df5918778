import { md } from '../../chat/markdown.ts';
import { fieldRule } from '../../core/linking/index.ts';
import type { Audience, Member } from '../../core/people/index.ts';
import { seenByOf, whoSeesText } from '../../messages/who-sees.ts';
import { type MemberFacts, memberSetting } from '../setting.ts';

export const audience = memberSetting<Audience>({
  scope: 'member',
  option: {
    kind: 'choice',
    summary: 'Who can see your new entries here',
    choices: [
      { value: 'private', label: 'only me' },
      { value: 'community', label: 'this community' },
    ],
  },
  parse: (typed) => ({ value: typed === 'community' ? 'community' : 'private' }),
  apply: (member, value) => ({ ...member, audience: value, audienceChosen: true }),
  confirm: (member, _value, facts) => md`${seenText(member, facts)}.`,
  show: (member, facts) => seenText(member, facts),
  export: (member) => member.audience,
  link: [
    fieldRule('audience', (own, others) =>
      [own, ...others].every((it) => it.audience === 'community') ? 'community' : 'private',
    ),
    fieldRule('audienceChosen', (own, others) => [own, ...others].some((it) => it.audienceChosen)),
  ],
});

const seenText = ({ audience: it }: Member, { community }: Pick<MemberFacts, 'community'>) =>
  whoSeesText(`What you log in ${community}`, seenByOf(it, community));
