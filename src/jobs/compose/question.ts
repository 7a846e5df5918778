import { clockAt, type Day, type Instant, wallTime } from '../../core/calendar/index.ts';
import type { Member, Person } from '../../core/people/index.ts';
import type { QuestionFacts } from '../../messages/prompt-questions.ts';
import { questionsOf } from '../../settings/question-list.ts';
import type { JobDependencies } from '../dependencies.ts';

const openDays = 7;

/** Reads what a prompt's question is chosen by (R41). `memberships`: their person's. */
export async function readQuestion(
  { stores }: Pick<JobDependencies, 'stores'>,
  person: Person,
  day: Day,
  now: Instant,
  memberships: Promise<readonly Member[]>,
): Promise<QuestionFacts> {
  const isOpen = { kind: 'pain', state: 'open', from: day - openDays, to: day - 1 } as const;
  const [{ projects, tags }, [open], members] = await Promise.all([
    stores.entries.vocabulary(person.id),
    stores.entries.list(person.id, isOpen, { limit: 1 }),
    memberships,
  ]);
  const communities = await Promise.all(members.map((it) => stores.communities.find(it.communityId)));
  const present = communities.filter((it) => it !== undefined && it.removedAt === undefined);
  const own = [person, ...present].flatMap((it) => (it ? questionsOf(it) : []));
  const [project] = projects;
  const [tag] = tags;
  return {
    day,
    minutes: wallTime(clockAt(person.clocks, now).zone, now).minutes,
    own,
    ...(project !== undefined && { project }),
    ...(tag !== undefined && { tag }),
    ...(open && open.text !== '' && { open: { text: open.text, day: open.day } }),
  };
}
