import { answerQuestion, putQuestion, startChain, type WhyAsker } from '../../src/core/why/index.ts';
import { codeErrors } from './errors-code.ts';
import { databaseErrors } from './errors-database.ts';
import { surroundingsErrors } from './errors-surroundings.ts';
import { planted } from './planted.ts';
import { passes, type Row, type Scores, score } from './score.ts';
import type { Asked, SampleError } from './types.ts';

export const errors: readonly SampleError[] = [...databaseErrors, ...codeErrors, ...surroundingsErrors];

/** Has an asker go down a chain on every error, fed with the answers of that error, as far as the chain lasts. */
export async function interview(asker: WhyAsker): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  for (const error of errors) {
    const entry = { id: error.id, text: error.text, errorText: error.errorText };
    let chain = startChain(entry);
    const questions: string[] = [];
    for (const answer of error.answers) {
      if (chain.state !== 'asking') break;
      const question = await asker.ask(entry, chain);
      questions.push(question);
      const put = putQuestion(chain, question);
      const answered = put.ok ? answerQuestion(put.chain, answer) : put;
      if (!answered.ok) throw new Error(`${error.id}: the chain refuses (${answered.code})`);
      chain = answered.chain;
    }
    all.push({ error, questions });
  }
  return all;
}

export const scoreAsker = async (asker: WhyAsker): Promise<Scores> => score(await interview(asker));

/** The scores of every planted helper, by its name. */
export const scorePlanted = (): readonly {
  readonly name: string;
  readonly caught: boolean;
  readonly scores: Scores;
}[] =>
  planted.map(({ name, caughtBy, ask }) => {
    const scores = score(
      errors.map((error) => ({ error, questions: error.answers.map((_, turn) => ask(error, turn)) })),
    );
    return { name, caught: !scores[caughtBy].ok && !passes(scores), scores };
  });

/** Everything in the shape of the bench: name, value, bar, ok. */
export async function evaluate(name: string, asker: WhyAsker): Promise<Readonly<Record<string, Row>>> {
  const rows = Object.entries(await scoreAsker(asker)).map(
    ([measure, row]) => [`${name} ${measure}`, row] as const,
  );
  const traps = scorePlanted().map(
    ({ name: fault, caught }) =>
      [`planted helper that ${fault} is caught`, { value: caught ? 1 : 0, bar: 1, ok: caught }] as const,
  );
  return Object.fromEntries([...rows, ...traps]);
}
