import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answered,
  answerQuestion,
  bankQuestion,
  concludeNow,
  confirmRootCause,
  goBack,
  isQuestionDue,
  type Moved,
  mostQuestions,
  type PainEntry,
  putQuestion,
  resumeChain,
  settleCheck,
  skipQuestion,
  startChain,
  stopChain,
  treeOf,
  type WhyChain,
} from '../../../src/core/why/index.ts';
import { runs } from '../../deep.ts';
import { textOf } from './score-pairs.ts';

const entry: PainEntry = {
  id: 'e1',
  text: 'the api cannot reach the database',
  errorText: textOf('refused-pg-2'),
};

const moved = (result: Moved | Answered): WhyChain => {
  if (!result.ok) throw new Error(result.code);
  return result.chain;
};
const asked = (chain: WhyChain): WhyChain => moved(putQuestion(chain, bankQuestion(entry, chain)));
const answers = [
  'it uses localhost from the .env file',
  'the api runs in its own container',
  'the container has a localhost of its own',
  'I copied the file from my laptop',
  'so it took the settings of my laptop',
];
const answeredAll = (): WhyChain =>
  answers.reduce((chain, answer) => moved(answerQuestion(asked(chain), answer)), startChain(entry));

describe('a chain', () => {
  it('starts from an entry with the kind and the headline of its error', () => {
    expect(startChain(entry)).toMatchObject({
      kind: 'connection',
      state: 'asking',
      steps: [],
      entryId: 'e1',
    });
    expect(startChain(entry).headline).toContain('ECONNREFUSED');
  });

  it('starts from the words of the entry where no error was pasted', () => {
    expect(startChain({ id: 'e2', text: 'npm says EADDRINUSE again' }).kind).toBe('port');
  });

  it('asks at most five questions and then proposes a root cause in the words of the member', () => {
    const chain = answeredAll();
    expect(chain.steps.length).toBe(mostQuestions);
    expect(chain).toMatchObject({ state: 'concluding', proposal: 'It took the settings of my laptop.' });
    expect(putQuestion(chain, 'One more?')).toEqual({ ok: false, code: 'not-asking' });
  });

  it('proposes a root cause earlier once an answer reaches one', () => {
    const told = [...answers.slice(0, 2), 'I assumed that localhost means my computer everywhere.'];
    const chain = told.reduce(
      (sofar, answer) => moved(answerQuestion(asked(sofar), answer)),
      startChain(entry),
    );
    expect(chain).toMatchObject({
      state: 'concluding',
      proposal: 'I assumed that localhost means my computer everywhere.',
    });
  });

  it.each([
    'no reason',
    'No particular reason, really.',
    'because there was no reason at all',
    "I don't know, it just is",
    'same as I said above',
    'that is just how it is',
    'not sure, maybe',
    'yes it does indeed',
    '???',
  ])('proposes the deepest answer that says something, and %j says nothing', (hollow) => {
    const told = ['I assumed the port was free', 'the container kept the old volume', hollow, hollow, hollow];
    let chain = startChain(entry);
    for (const answer of told)
      if (chain.state === 'asking') chain = moved(answerQuestion(asked(chain), answer));
    expect(moved(chain.state === 'asking' ? concludeNow(chain) : { ok: true, chain }).proposal).toBe(
      'The container kept the old volume.',
    );
    expect(chain.steps.map((it) => it.question).join()).not.toContain(`“${hollow}`);
  });

  it.each([
    'wrong port',
    'typo in DB_PASS',
    'der Port war belegt',
    '端口已被另一个进程占用',
    'I forgot to migrate',
  ])('takes %j as a root cause', (answer) => {
    const chain = moved(concludeNow(moved(answerQuestion(asked(startChain(entry)), answer))));
    expect(chain.proposal).toContain(answer.slice(1));
  });

  it('cuts a long root cause behind a word, with an ellipsis', () => {
    const long = `the volume ${'kept its older password '.repeat(20)}`;
    const chain = moved(concludeNow(moved(answerQuestion(asked(startChain(entry)), long))));
    expect(chain.proposal).toMatch(/ (?:kept|its|older|password)…$/);
    expect(chain.proposal?.length).toBeLessThanOrEqual(240);
  });

  it('counts a skipped question, and asks another one', () => {
    const first = asked(startChain(entry));
    const second = asked(moved(skipQuestion(first)));
    expect(second.pending).not.toBe(first.pending);
    let chain = startChain(entry);
    for (let count = 0; count < mostQuestions; count++) chain = moved(skipQuestion(asked(chain)));
    expect(chain.state).toBe('concluding');
    expect(chain.proposal).toBeUndefined();
    expect(confirmRootCause(chain)).toEqual({ ok: false, code: 'empty' });
    expect(moved(confirmRootCause(chain, 'The host was wrong.')).rootCause).toBe('The host was wrong.');
  });

  it('goes back to the question before, and from the proposal to the last question', () => {
    const one = moved(answerQuestion(asked(startChain(entry)), answers[0]!));
    const back = moved(goBack(asked(one)));
    expect(back.steps).toEqual([]);
    expect(back.pending).toBe(one.steps[0]!.question);
    expect(bankQuestion(entry, moved(answerQuestion(back, 'the other host')))).not.toBe(back.pending);
    const all = answeredAll();
    expect(moved(goBack(all))).toMatchObject({ state: 'asking', pending: all.steps[4]!.question });
    expect(goBack(startChain(entry))).toEqual({ ok: false, code: 'nothing-before' });
  });

  it('can be stopped at any time and taken up again where it was', () => {
    const open = asked(startChain(entry));
    expect(moved(resumeChain(moved(stopChain(open))))).toEqual(open);
    const proposed = answeredAll();
    expect(moved(resumeChain(moved(stopChain(proposed))))).toEqual(proposed);
    const confirmed = moved(confirmRootCause(proposed));
    expect(moved(resumeChain(moved(stopChain(confirmed))))).toEqual(confirmed);
    expect(stopChain(moved(stopChain(open)))).toEqual({ ok: false, code: 'over' });
  });

  it('can be concluded before the fifth question', () => {
    const chain = moved(concludeNow(asked(moved(answerQuestion(asked(startChain(entry)), answers[0]!)))));
    expect(chain).toMatchObject({ state: 'concluding', proposal: 'It uses localhost from the .env file.' });
  });

  it('ends with the confirmed or edited root cause and one thing to check next time', () => {
    const done = moved(
      settleCheck(moved(confirmRootCause(answeredAll(), ' I copied settings without reading them. '))),
    );
    expect(done).toMatchObject({ state: 'done', rootCause: 'I copied settings without reading them.' });
    expect(done.check).toMatch(/address|service/);
    expect(moved(settleCheck(moved(confirmRootCause(answeredAll())), 'print the host at start')).check).toBe(
      'print the host at start',
    );
  });

  it.each([
    'just tell me',
    'give me the fix',
    'Can you write the code?',
    'what is the solution',
    'how do I fix this?',
    'please show me',
  ])('answers %j with what would decide between two causes, and keeps its question open', (text) => {
    const open = asked(startChain(entry));
    const answered = answerQuestion(open, text);
    expect(answered).toMatchObject({ ok: true, chain: open });
    expect(answered.ok && 'instead' in answered ? Object.keys(answered.instead).sort() : []).toEqual([
      'first',
      'observation',
      'second',
    ]);
  });

  it('stores no secret that was typed as an answer', () => {
    const chain = moved(
      answerQuestion(asked(startChain(entry)), `it is postgres://ada:${'hunter'}22xy@db/ships`),
    );
    expect(JSON.stringify(chain)).not.toContain('22xy');
  });

  it('is shown as a tree of facts', () => {
    let chain = moved(answerQuestion(asked(startChain(entry)), answers[0]!));
    while (chain.state === 'asking') chain = moved(skipQuestion(asked(chain)));
    chain = moved(confirmRootCause(chain, 'It was me.'));
    expect(treeOf(chain).nodes.map(({ part, depth }) => `${depth} ${part}`)).toEqual([
      '0 pain',
      '1 question',
      '1 answer',
      '2 question',
      '2 skipped',
      '3 question',
      '3 skipped',
      '4 question',
      '4 skipped',
      '5 question',
      '5 skipped',
      '6 root-cause',
    ]);
  });

  it('survives JSON, never asks twice and never leaves its states, whatever is done in whatever order', () => {
    const move = fc.constantFrom(
      'ask',
      'answer',
      'skip',
      'back',
      'stop',
      'resume',
      'conclude',
      'confirm',
      'settle',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(move, fc.string({ maxLength: 40 })), { maxLength: 40 }), (moves) => {
        let chain = startChain(entry);
        for (const [what, text] of moves) {
          const results: Record<string, () => Moved | Answered> = {
            ask: () =>
              isQuestionDue(chain)
                ? putQuestion(chain, bankQuestion(entry, chain))
                : putQuestion(chain, 'x?'),
            answer: () => answerQuestion(chain, text),
            skip: () => skipQuestion(chain),
            back: () => goBack(chain),
            stop: () => stopChain(chain),
            resume: () => resumeChain(chain),
            conclude: () => concludeNow(chain),
            confirm: () => confirmRootCause(chain, text === '' ? undefined : text),
            settle: () => settleCheck(chain, text === '' ? undefined : text),
          };
          const result = results[what]!();
          if (result.ok) chain = result.chain;
          expect(JSON.parse(JSON.stringify(chain))).toEqual(chain);
          const questions = [
            ...chain.steps.map(({ question }) => question),
            ...(chain.pending ? [chain.pending] : []),
          ];
          expect(new Set(questions).size).toBe(questions.length);
          expect(questions.length).toBeLessThanOrEqual(mostQuestions);
          expect(chain.state === 'done').toBe(
            chain.check !== undefined && chain.rootCause !== undefined && chain.state !== 'stopped',
          );
        }
      }),
      runs(300),
    );
  });
});
