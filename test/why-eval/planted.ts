import type { Measure } from './score.ts';
import type { SampleError } from './types.ts';

type Ask = (error: SampleError, turn: number) => string;

export interface Planted {
  readonly name: string;
  /** The measure that has to catch it. */
  readonly caughtBy: Measure;
  readonly ask: Ask;
}

const openings = ['Which', 'What exactly is the', 'Where does the', 'Since when has the', 'Who changed the'];
const subject = (error: SampleError): string => error.topic.split(' ')[0]!;
const turned = (list: readonly string[], turn: number): string => list[turn % list.length]!;

const elsewhere = [
  'What is the nicest beach that somebody could visit in August?',
  'Which colour suits a kitchen with little daylight best?',
  'Who won the football championship in nineteen ninety?',
  'How many moons circle around Jupiter and Saturn together?',
  'Where do swallows spend the cold winter months?',
];

/** Helpers that look like ours and are not: each has one fault, and the score must see it. */
export const planted: readonly Planted[] = [
  {
    name: 'gives answers',
    caughtBy: 'gives no answer',
    ask: (error, turn) =>
      turned(
        [
          `Have you tried to restart whatever holds the ${subject(error)}?`,
          `You should change the ${subject(error)} in your settings, right?`,
          `Did you forget to configure the ${subject(error)} at all?`,
          `Why don't you use another ${subject(error)} for a moment?`,
          `Isn't it so that the problem is the ${subject(error)} itself?`,
        ],
        turn,
      ),
  },
  {
    name: 'repeats itself',
    caughtBy: 'was not asked before',
    ask: (error) => `Which ${subject(error)} did the program really see at that moment?`,
  },
  { name: 'is off topic', caughtBy: 'is about this error', ask: (_, turn) => turned(elsewhere, turn) },
  { name: 'always asks why', caughtBy: 'narrows the cause', ask: () => 'Why?' },
  {
    name: 'asks no question',
    caughtBy: 'is one question in plain text',
    ask: (error, turn) =>
      `${turned(openings, turn)} ${subject(error)} matters a great deal in cases like this one.`,
  },
  {
    name: 'asks two questions',
    caughtBy: 'is one question in plain text',
    ask: (error, turn) =>
      `${turned(openings, turn)} ${subject(error)} that you see there? And which ${error.topic.split(' ')[1 + turn]} do you expect?`,
  },
  {
    name: 'writes code',
    caughtBy: 'is one question in plain text',
    ask: (error, turn) =>
      `${turned(openings, turn)} ${subject(error)} that \`console.log(${error.topic.split(' ')[turn]})\` prints at that line?`,
  },
];
