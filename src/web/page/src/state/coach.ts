import type { Message, State } from './types.ts';

/** Where the first steps stand: which one, and the last message (`seq`) when it began. */
export interface Progress {
  readonly step: StepName;
  readonly since: number;
}

export type StepName = keyof typeof steps;

export interface Step {
  readonly title: string;
  readonly words: string;
  readonly button: string;
  /** Sent in this place, else in the one that is open. */
  readonly say?: { readonly text: string; readonly in?: 'general' | 'dm' };
  /** Nothing can come of it here. */
  readonly skip?: (state: State) => boolean;
  readonly isDone: (state: State, since: Since) => boolean;
}

/** What happened since the step began. */
interface Since {
  /** What came into the places that are loaded. */
  readonly fresh: readonly Message[];
  /** The clock was moved. */
  readonly travelled: boolean;
}

const hasAnswer = ({ fresh }: Since, code: string, command = '/'): boolean =>
  fresh.some((it) => it.code === code && it.answers?.command.startsWith(command));
const clockStands = ({ clock }: State): boolean => !clock.movable;
const logged = (_state: State, { fresh }: Since): boolean => fresh.some((it) => it.code === 'logged');

/** One thing to try at a time, in this order. */
export const steps = {
  log: {
    title: 'Log your first thing.',
    words: 'Send this one as it is, or write your own.',
    button: 'Send',
    say: { text: '/log set up Shipmate minutes:10' },
    isDone: logged,
  },
  prompt: {
    title: 'Now let time pass.',
    words: 'Shipmate asks what you built, by direct message.',
    button: 'Go to the next question',
    skip: ({ clock }) => !clock.movable || clock.nextPrompt === undefined,
    isDone: ({ channels, open }, { travelled }) =>
      travelled && (open === 'dm' || channels.some((it) => it.kind === 'dm' && it.unread > 0)),
  },
  dm: {
    title: 'Shipmate wrote to you.',
    words: 'Its questions come as direct messages.',
    button: 'Read it',
    skip: clockStands,
    isDone: ({ open }) => open === 'dm',
  },
  answer: {
    title: 'Answer it.',
    words: 'Just write what you built, or send this. No command needed.',
    button: 'Send',
    say: { text: 'wrote a health check', in: 'dm' },
    skip: clockStands,
    isDone: logged,
  },
  streak: {
    title: 'That is your streak.',
    words: 'See it as a picture of the year.',
    button: 'Send',
    say: { text: '/streak' },
    isDone: (_state, since) => hasAnswer(since, 'streak'),
  },
  broke: {
    title: 'Something broke?',
    words: 'Log the error, its cause and the fix, for you and for the others.',
    button: 'Log a broken connection',
    say: {
      text: '/stuck the API can\'t reach Postgres error:"Error: connect ECONNREFUSED 127.0.0.1:5432" cause:"the database container wasn\'t up" fix:"docker compose up -d db"',
      in: 'general',
    },
    isDone: (_state, since) => hasAnswer(since, 'logged', '/stuck'),
  },
  member: {
    title: 'Now be somebody else.',
    words: 'Add a second member; the menu switches between them.',
    button: 'Add a second member',
    isDone: ({ members }) => members.length > 1,
  },
  seen: {
    title: 'The same error meets the second member.',
    words: 'Shipmate has seen it before.',
    button: 'Log it as this member',
    say: {
      text: '/stuck my worker can\'t reach its database error:"Error: connect ECONNREFUSED ::1:5432"',
      in: 'general',
    },
    isDone: (_state, since) => hasAnswer(since, 'logged', '/stuck'),
  },
  roundup: {
    title: 'The week, for everybody.',
    words: 'It is posted once a week by itself; this is how it looks so far.',
    button: 'Send',
    say: { text: '/roundup', in: 'general' },
    isDone: (_state, since) => hasAnswer(since, 'roundup-preview'),
  },
} as const satisfies Record<string, Step>;

const order = Object.keys(steps) as StepName[];

export const stepNumber = (step: StepName): string => `${order.indexOf(step) + 1} of ${order.length}`;

export const lastSeq = ({ threads }: State): number =>
  Math.max(0, ...Object.values(threads).map((it) => it.messages.at(-1)?.seq ?? 0));

/** The step at which the page is now; undefined: all was tried. */
export function goOn(progress: Progress, state: State, travelled: boolean): Progress | undefined {
  const fresh = Object.values(state.threads)
    .flatMap((it) => it.messages)
    .filter((it) => it.seq > progress.since);
  const step: Step = steps[progress.step];
  const isOver = step.skip?.(state) === true || step.isDone(state, { fresh, travelled });
  if (!isOver) return progress;
  const next = order[order.indexOf(progress.step) + 1];
  return next && { step: next, since: lastSeq(state) };
}

export const progressText = ({ step, since }: Progress): string => `${step}@${since}`;

export function readProgress(text: string | undefined): Progress | undefined {
  const [name = '', since = '0'] = text?.split('@') ?? [];
  return order.includes(name as StepName) ? { step: name as StepName, since: Number(since) || 0 } : undefined;
}
