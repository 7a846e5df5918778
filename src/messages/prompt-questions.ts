import { type Markdown, md } from '../chat/markdown.ts';
import { type Day, weekdayOf } from '../core/calendar/index.ts';
import { excerpt } from './words.ts';

/** What a prompt's question is chosen by (R41). */
export interface QuestionFacts {
  readonly day: Day;
  /** The wall clock of the person, in minutes after midnight. */
  readonly minutes: number;
  /** What they logged last. */
  readonly project?: string;
  readonly tag?: string;
  /** The newest pain point of the last week that is open. */
  readonly open?: { readonly text: string; readonly day: Day };
  /** Questions that the person or an organiser wrote. */
  readonly own: readonly string[];
}

type PartOfDay = 'morning' | 'afternoon' | 'evening';
type About = 'anything' | 'weekday' | 'project' | 'tag' | 'open';

interface Question {
  readonly about: About;
  readonly parts: readonly PartOfDay[];
  readonly weekdays?: readonly number[];
  readonly text: (facts: Words) => Markdown;
}

interface Words {
  readonly project: string;
  readonly tag: string;
  readonly open: string;
}

const always: readonly PartOfDay[] = ['morning', 'afternoon', 'evening'];
const early: readonly PartOfDay[] = ['morning'];
const later: readonly PartOfDay[] = ['afternoon', 'evening'];
const late: readonly PartOfDay[] = ['evening'];

const plain = (about: About, parts: readonly PartOfDay[], ...texts: readonly string[]): Question[] =>
  texts.map((text) => ({ about, parts, text: () => md`${text}` }));
const onDays = (weekdays: readonly number[], parts: readonly PartOfDay[], ...texts: readonly string[]) =>
  plain('weekday', parts, ...texts).map((it): Question => ({ ...it, weekdays }));
const of = (about: About, parts: readonly PartOfDay[], text: Question['text']): Question => ({
  about,
  parts,
  text,
});

const monday = [1];
const midweek = [2, 3, 4];
const friday = [5];
const weekend = [6, 7];

/** Every question that Shipmate knows by itself. */
export const promptQuestions: readonly Question[] = [
  ...plain(
    'anything',
    early,
    'What will you build today?',
    "What's one small thing you could ship today?",
    "What's first on your list today?",
    'What would make today a good coding day?',
    "What's the smallest next step?",
    'Which part of your code gets some love today?',
    'What would you like to understand better today?',
    'What could you finish today?',
    'If you have half an hour today, what will you build?',
    'What are you curious to try today?',
    'What will you have working by tonight?',
    "What's the next thing your code should be able to do?",
  ),
  ...plain(
    'anything',
    ['afternoon'],
    'What are you working on?',
    "What's moving forward today?",
    'What have you got working so far today?',
    "What's the next small step?",
    'What have you figured out so far today?',
    'What are you in the middle of?',
    'Anything in your way right now?',
    'What could you still ship today?',
  ),
  ...plain(
    'anything',
    late,
    'What did you build today?',
    'What did you ship today, however small?',
    'What moved forward today?',
    "What's the one thing you got done today?",
    'What works now that did not work this morning?',
    'What did you learn today?',
    'What surprised you in your code today?',
    'What are you happy with today?',
    'What broke today, and what did it teach you?',
    'What did you try today?',
    'Which problem did you get past today?',
    'What would you show a friend from today?',
    'What was the hardest bit today?',
    'What did you change today, even a little?',
  ),
  ...onDays(
    monday,
    early,
    'New week! What would you like to ship by Friday?',
    'Where do you pick up this week?',
  ),
  ...onDays(monday, later, 'How did the week start? What did you get done today?'),
  ...onDays(midweek, early, "What's today's step towards what you want this week?"),
  ...onDays(midweek, later, 'Halfway there: what did you get working?', 'What got easier this week?'),
  ...onDays(friday, early, 'What would you like to finish before the weekend?'),
  ...onDays(
    friday,
    later,
    'What are you taking into the weekend as done?',
    'What was your best bit of code this week?',
  ),
  ...onDays(weekend, early, 'Anything fun to build this weekend?'),
  ...onDays(weekend, later, 'Did you build anything today, just because?', 'What did you tinker with today?'),
  of('project', early, ({ project }) => md`What's next for ${project}?`),
  of('project', early, ({ project }) => md`What will you add to ${project} today?`),
  of('project', ['afternoon'], ({ project }) => md`How's ${project} coming along?`),
  of('project', later, ({ project }) => md`What's new in ${project}?`),
  of('project', late, ({ project }) => md`What did ${project} learn to do today?`),
  of('project', late, ({ project }) => md`Did ${project} move forward today, or something else?`),
  of('tag', early, ({ tag }) => md`More ${tag} today, or something else?`),
  of('tag', ['afternoon'], ({ tag }) => md`What are you doing with ${tag} today?`),
  of('tag', later, ({ tag }) => md`What did you find out about ${tag} lately?`),
  of('tag', late, ({ tag }) => md`What did you do with ${tag} today?`),
  of('open', early, ({ open }) => md`${open} was still open. What will you try next?`),
  of('open', always, ({ open }) => md`${open} was still open. Did you get past it?`),
  of('open', later, ({ open }) => md`${open} was still open. Any news?`),
  of('open', late, ({ open }) => md`${open} was still open. What do you know about it now?`),
];

/** In the order in which they take turns. */
const turns: readonly (readonly About[])[] = [
  ['weekday'],
  ['project', 'tag'],
  ['anything'],
  ['open', 'project'],
];

/** R41. The same date at the same hour asks the same. */
export function promptQuestion(facts: QuestionFacts): Markdown {
  const { day, own, open } = facts;
  if (open && open.day === day - 1) return chosen(facts, ['open']) ?? fallback(facts);
  if (own.length > 0 && day % 2 === 0) return md`${own[(day / 2) % own.length] ?? ''}`;
  return chosen(facts, turns[day % turns.length] ?? []) ?? fallback(facts);
}

const fallback = (facts: QuestionFacts): Markdown => chosen(facts, ['anything']) ?? md`What did you build?`;

function chosen(facts: QuestionFacts, about: readonly About[]): Markdown | undefined {
  const { day, project, tag, open } = facts;
  const part = partOfDay(facts.minutes);
  const weekday = weekdayOf(day);
  const known: Readonly<Record<About, boolean>> = {
    anything: true,
    weekday: true,
    project: project !== undefined,
    tag: tag !== undefined,
    open: open !== undefined,
  };
  const fitting = promptQuestions.filter(
    (it) =>
      about.includes(it.about) &&
      known[it.about] &&
      it.parts.includes(part) &&
      (it.weekdays?.includes(weekday) ?? true),
  );
  // A general one may stand in for another kind on the next date.
  const turn = about.includes('anything') ? day : Math.floor(day / turns.length);
  const question = fitting[turn % Math.max(1, fitting.length)];
  return question?.text({
    project: excerpt(project ?? '', 60),
    tag: excerpt(tag ?? '', 40),
    open: openText(facts),
  });
}

/** Before 04:00 it is still the evening before. */
function partOfDay(minutes: number): PartOfDay {
  if (minutes < 4 * 60 || minutes >= 17 * 60) return 'evening';
  return minutes < 12 * 60 ? 'morning' : 'afternoon';
}

function openText({ open, day }: QuestionFacts): string {
  const what = `"${excerpt(open?.text ?? '', 80)}"`;
  return open?.day === day - 1 ? `Yesterday ${what}` : what;
}
