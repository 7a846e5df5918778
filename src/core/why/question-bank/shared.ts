import type { BankQuestion } from './question.ts';

/** Asked when the last answer calls for it, whatever the kind of error. */
export const turns: readonly BankQuestion[] = [
  {
    when: /\b(?:do(?:n'?t| not) know|no idea|not sure|unsure|dunno|no clue|can'?t tell)\b/i,
    ask: 'What is the smallest thing you could look at that would tell you more about {subject}?',
  },
  {
    when: /\b(?:how would i|how do i (?:find|see|check|know))\b/i,
    ask: 'If your suspicion about {subject} is right, what trace of it would a log, a list or a file show?',
  },
  {
    when: /^(?:yes|yep|yeah|correct|right|true|it does|sure)\b.{0,12}$/i,
    ask: 'What have you seen that shows this about {subject}?',
  },
  {
    when: /^(?:no|nope|never|it does ?n'?t)\b.{0,12}$/i,
    ask: 'If not that, what did you find out about {subject}?',
  },
  {
    when: /\b(?:locally|my (?:machine|laptop|computer)|on local)\b/i,
    ask: 'Which difference between the place where it works and the one where it fails affects {subject}?',
  },
  {
    when: /\b(?:worked|was fine|used to work|yesterday|last week)\b/i,
    ask: 'What changed around {subject} between the last time it worked and the first time it failed?',
  },
  {
    when: /\b(?:sometimes|random(?:ly)?|intermittent\w*|now and then|not always|flaky)\b/i,
    ask: 'When it fails, what is true of {subject} that is not true when it works?',
  },
  {
    when: /\b(?:tutorial|copied|stack ?overflow|chatgpt|copilot|the docs?|guide|boilerplate|template)\b/i,
    ask: 'What situation was that written for, and what is different about {subject} in yours?',
  },
  {
    when: /\b(?:i (?:thought|assumed|expected|believed)|should have|supposed to)\b/i,
    ask: 'You wrote {said}: what was that based on, and what would have shown you otherwise?',
  },
  {
    when: /\b(?:forgot|forgotten|missed|overlooked|did(?:n'?t| not) (?:notice|realize|realise))\b/i,
    ask: 'You wrote {said}: when could you have noticed, and what would have made you look?',
  },
  {
    when: /\b(?:typo|misspell\w*|wrong name|spelled)\b/i,
    ask: 'Which step accepted the wrong spelling without complaint, and what did it take it for?',
  },
  {
    when: /\b(?:someone|somebody|colleague|teammate|team|they) (?:changed|removed|added|told|did)\b/i,
    ask: 'What was that change meant to achieve, and how did it reach {subject} unnoticed?',
  },
];

/** The whys, once it is known what was the case. */
export const reasons: readonly string[] = [
  'You wrote {said}: why was that the case?',
  'You wrote {said}: what had to be true first for that to happen?',
  'You wrote {said}: which earlier step made that possible?',
  'You wrote {said}: why did nothing catch it earlier?',
  'You wrote {said}: what have you seen that proves it?',
];

/** The last one: from what happened to what let it happen. */
export const roots: readonly string[] = [
  'You wrote {said}: which one thing, done differently, would have prevented all of this?',
  'What did you believe about {subject} at the start that turned out to be wrong?',
  'You wrote {said}: what kept that hidden until it broke?',
  'You wrote {said}: which habit, rule or gap led to that?',
];

/** Where there is nothing to quote. */
export const plainRoots: readonly string[] = [
  'What did you believe about {subject} at the start that turned out to be wrong?',
  'Which one thing about {subject}, done differently, would have prevented this?',
];
