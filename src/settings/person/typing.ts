import type { Context } from '../../chat/context.ts';
import { chosenRule } from '../../core/linking/index.ts';
import { chosenIn, type Person, withChosen } from '../../core/people/index.ts';
import { type TypingAudience, typingItem, typingText } from '../../messages/typed.ts';
import { type Facts, personSetting } from '../setting.ts';

/** What becomes of what they type in the DM: `off`, `private`, or the id of the community that it goes to. */
export type Typing = string;

/** Undefined while they were not asked; it is private until then. */
export function typingOf(person: Person): Typing | undefined {
  const value = chosenIn(person, 'typing');
  return typeof value === 'string' ? value : undefined;
}

export const withTyping = (person: Person, value: Typing): Person => withChosen(person, 'typing', value);

/** Who sees what they type, by the communities they are in: one that they left sees nothing. */
export function typingAudience(person: Person, { communities }: Pick<Facts, 'communities'>): TypingAudience {
  const value = typingOf(person);
  if (value === 'off') return 'off';
  const community = communities.find((it) => it.id === value);
  return community ? { community: community.name } : 'private';
}

/** Two communities may have one name: a choice stands for its id. */
async function suggestAudience(typed: string, { person, services: { stores } }: Context) {
  const memberships = person ? await stores.members.listOfPerson(person.id) : [];
  const communities = await Promise.all(memberships.map((it) => stores.communities.find(it.communityId)));
  return [
    { value: 'private', label: 'private' },
    { value: 'off', label: 'off' },
    ...communities.flatMap((it) =>
      it && it.removedAt === undefined ? [{ value: it.id, label: it.name.slice(0, 100) }] : [],
    ),
  ].filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));
}

const shown = (person: Person, facts: Facts) => typingText(typingAudience(person, facts));

export const typing = personSetting<Typing>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'What you type in the DM: private, off, or the name of a community that sees it',
    maxLength: 100,
    suggest: suggestAudience,
  },
  parse(typed, { communities }) {
    const wanted = typed.trim().toLowerCase();
    if (wanted === 'off') return { value: 'off' };
    if (wanted === 'private' || wanted === 'on' || wanted === 'me') return { value: 'private' };
    const byId = communities.filter((it) => it.id === typed.trim());
    const [found, second] =
      byId.length > 0 ? byId : communities.filter((it) => it.name.trim().toLowerCase() === wanted);
    if (second) return { wrong: `You're in more than one ${second.name}. Choose one from the list.` };
    if (found) return { value: found.id };
    const names = communities.map((it) => it.name);
    return { wrong: `typing takes ${['private', 'off', ...names].join(', ')}.` };
  },
  apply: withTyping,
  confirm: (person, _value, facts) => shown(person, facts),
  show: (person, facts) => typingItem(typingAudience(person, facts)),
  export: (person) => typingOf(person) ?? 'private',
  // Sharing is consent: both must have given it.
  link: [
    chosenRule('typing', ([own, ...others]) =>
      own === undefined || others.every((it) => it === own) ? own : own === 'off' ? 'off' : 'private',
    ),
  ],
});
