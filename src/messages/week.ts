import type { ReplyPicture } from '../chat/reply.ts';
import { type Highlight, sumsFromPeople, type WeekFacts, type WeekNumbers } from '../core/roundups/index.ts';
import { weekPicture } from '../pictures/index.ts';
import { excerpt } from './words.ts';

const wordsShown = 200;

/** A community's roundup as a picture; none when nobody shared anything. */
export async function weekOf(facts: WeekFacts, community: string): Promise<ReplyPicture | undefined> {
  const { first, last, participants, bug } = facts;
  if (participants.length === 0) return undefined;
  const [top] = facts.built;
  const people = participants.map((it) => {
    const moment = facts.moments.find(({ entry }) => entry.personId === it.personId);
    return {
      personId: it.personId,
      name: it.name ?? '',
      moment: moment && wordsOf(moment),
      milestone: facts.milestones.find(({ personId }) => personId === it.personId)?.days,
    };
  });
  const best = people.find((it) => it.personId === top?.entry.personId);
  return weekPicture(
    {
      first,
      last,
      community,
      highlight: top && best ? { ...best, moment: wordsOf(top) } : undefined,
      people: people.filter((it) => it !== best),
      bug: bug && bugOf(bug),
      ...sumsOf(facts),
    },
    'light',
  );
}

/** Sums of this time and of the one before, where each says nothing of a single person (R32). */
export function sumsOf({ participants, entries, before }: WeekFacts): {
  readonly numbers?: WeekNumbers;
  readonly before?: WeekNumbers;
} {
  const numbers = { entries, people: participants.length };
  if (numbers.people < sumsFromPeople) return {};
  return { numbers, ...(before && before.people >= sumsFromPeople && { before }) };
}

const wordsOf = ({ entry }: Highlight): string => excerpt(entry.text, wordsShown);

const bugOf = ({ name = '', entry: { text, pain } }: Highlight) => ({
  name,
  title: excerpt(text, wordsShown),
  cause: excerpt(pain?.cause ?? '', wordsShown),
  fix: pain?.fix === undefined ? undefined : excerpt(pain.fix, wordsShown),
});
