import { type Markdown, md } from '../../chat/markdown.ts';
import { chosenRule } from '../../core/linking/index.ts';
import { type Community, chosenIn, type Member, withChosen } from '../../core/people/index.ts';
import { type MemberFacts, memberSetting } from '../setting.ts';

const names = ['name', 'community', 'nobody'] as const;
type PictureNames = (typeof names)[number];

/** What the pictures of a member say of whose they are. The community's name needs its member's consent. */
export const pictures = memberSetting<PictureNames>({
  scope: 'member',
  option: {
    kind: 'choice',
    summary: 'Which names your pictures carry',
    choices: [
      { value: 'name', label: 'my name' },
      { value: 'community', label: 'my name and this community' },
      { value: 'nobody', label: 'no name' },
    ],
  },
  parse: (typed) => ({ value: names.find((it) => it === typed) ?? 'name' }),
  apply: (member, value) => withChosen(member, 'pictures', value),
  confirm: (member, _value, facts) => md`${namesText(member, facts)}.`,
  show: (member, facts) => namesText(member, facts),
  export: (member) => pictureNamesOf(member),
  link: [
    chosenRule('pictures', (values) =>
      values.every((it) => it === undefined) ? undefined : leastOf(values.map(known)),
    ),
  ],
});

const known = (value: unknown): PictureNames => names.find((it) => it === value) ?? 'name';

/** Both accounts must have agreed to be named. */
const leastOf = (values: readonly PictureNames[]): PictureNames => {
  if (values.includes('nobody')) return 'nobody';
  return values.length > 0 && values.every((it) => it === 'community') ? 'community' : 'name';
};

const pictureNamesOf = (member: Member): PictureNames => known(chosenIn(member, 'pictures'));

const namesText = (member: Member, { community }: MemberFacts): Markdown => {
  const said = {
    name: md`**your name**`,
    community: md`**your name and ${community}**`,
    nobody: md`**no name**`,
  };
  return md`Your pictures carry ${said[pictureNamesOf(member)]}`;
};

/** The names on a picture of a member's. `account`: how they are called where the community's platform has not said. */
export function namesOnPicture(
  member: Member,
  community: Pick<Community, 'name'> | undefined,
  account?: string,
): { readonly name?: string; readonly community?: string } {
  const names = pictureNamesOf(member);
  if (names === 'nobody') return {};
  const name = member.displayName ?? account;
  return {
    ...(name !== undefined && { name }),
    ...(names === 'community' && community && { community: community.name }),
  };
}
