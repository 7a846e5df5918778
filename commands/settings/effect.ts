import type { Markdown } from '../../src/chat/markdown.ts';
import type { Member, Person } from '../../src/core/people/index.ts';

export type PersonSetting =
  | 'zone'
  | 'prompt'
  | 'day-start'
  | 'cadence'
  | 'nudge'
  | 'language'
  | 'cards'
  | 'assistant';
export type MemberSetting = 'audience' | 'roundup' | 'leaderboard';

/** What is wrong with what was typed. */
export interface Wrong {
  readonly wrong: string;
}

/** What an option does to the person, and what is said of it then. */
export interface PersonEffect {
  readonly person: (person: Person) => Person;
  readonly said: (person: Person) => Markdown;
}

/** What an option does to a membership, and what is said of it with the community's name. */
export interface MemberEffect {
  readonly member: Partial<Member>;
  readonly said: (community: string) => Markdown;
}

export type Effect = PersonEffect | MemberEffect | Wrong;
