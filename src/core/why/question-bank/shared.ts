import type { BankQuestion } from './question.ts';

/** Asked when the last answer calls for it, whatever the kind of error. */
export const turns: readonly BankQuestion[] = [
  {
    when: /\b(?:do(?:n'?t| not) know|no idea|not sure|unsure|dunno|no clue|can'?t tell)\b/i,
    ask: 'What is the smallest thing that you could look at which would tell you more about the {subject}?',
  },
  {
    when: /\b(?:how would i|how do i (?:find|see|check|know))\b/i,
    ask: 'What would the {subject} leave behind, in a log, a list or a file, if your suspicion were right?',
  },
  {
    when: /^(?:yes|yep|yeah|correct|right|true|it does|sure)\b.{0,12}$/i,
    ask: 'What did you see that shows it, as far as the {subject} is concerned?',
  },
  {
    when: /^(?:no|nope|never|it does ?n'?t)\b.{0,12}$/i,
    ask: 'What did you find about the {subject} in its place?',
  },
  {
    when: /\b(?:locally|my (?:machine|laptop|computer)|on local)\b/i,
    ask: 'Between the place where it works and the one where it fails, which difference touches the {subject}?',
  },
  {
    when: /\b(?:worked|was fine|used to work|yesterday|last week)\b/i,
    ask: 'Between the last time it worked and the first time it failed, what changed around the {subject}?',
  },
  {
    when: /\b(?:sometimes|random(?:ly)?|intermittent\w*|now and then|not always|flaky)\b/i,
    ask: 'What do the times when the {subject} fails have in common that the others lack?',
  },
  {
    when: /\b(?:tutorial|copied|stack ?overflow|chatgpt|copilot|the docs?|guide|boilerplate|template)\b/i,
    ask: 'For which situation was that written, and where does your {subject} differ from it?',
  },
  {
    when: /\b(?:i (?:thought|assumed|expected|believed)|should have|supposed to)\b/i,
    ask: 'You expected {said}. What did that rest on, and what would have shown you otherwise?',
  },
  {
    when: /\b(?:forgot|forgotten|missed|overlooked|did(?:n'?t| not) (?:notice|realize|realise))\b/i,
    ask: 'At which moment could you have noticed {said}, and what was missing there to make you look?',
  },
  {
    when: /\b(?:typo|misspell\w*|wrong name|spelled)\b/i,
    ask: 'Which step accepted the wrong spelling without a word, and what did it take it for?',
  },
  {
    when: /\b(?:someone|somebody|colleague|teammate|team|they) (?:changed|removed|added|told|did)\b/i,
    ask: 'What did that change mean to achieve, and how could it reach your {subject} unseen?',
  },
];

/** The whys, once it is known what was the case. */
export const reasons: readonly string[] = [
  'You wrote {said}. Why was that so?',
  'One level below {said}: what had to be the case first?',
  'You wrote {said}. Which earlier step made that possible?',
  'Why did nothing stop it before it came to {said}?',
  'You wrote {said}. What does that rest on?',
];

/** The last one: from what happened to what let it happen. */
export const roots: readonly string[] = [
  'Looking at {said}: which one thing, had it been different, would have kept all of this from happening?',
  'What did you believe about the {subject} at the start that you now know to be different?',
  'What let {said} stay unseen until the error showed it?',
  'Behind {said}, what is the habit, rule or gap from which it came?',
];

/** Where there is nothing to quote. */
export const plainRoots: readonly string[] = [
  'What did you believe about the {subject} at the start that you now know to be different?',
  'Which one thing about the {subject}, had it been different, would have kept this error from happening?',
];
