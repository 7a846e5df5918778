import type { Entry } from '../log/index.ts';
import {
  askedIn,
  bankQuestion,
  checkQuestion,
  isQuestionDue,
  type PainEntry,
  putQuestion,
  type WhyAsker,
  type WhyChain,
} from '../why/index.ts';

/** What a chain is about, as it is stored. */
export const painEntryOf = ({ id, text, pain }: Entry): PainEntry => ({
  id,
  text,
  ...(pain?.error !== undefined && { errorText: pain.error }),
});

/**
 * The chain with its next question, if one is due. An asker that fails, or whose question does not pass the check, is not
 * asked twice: the bank then asks.
 */
export async function withQuestion(entry: PainEntry, chain: WhyChain, asker?: WhyAsker): Promise<WhyChain> {
  if (!isQuestionDue(chain)) return chain;
  const question = (await questionOf(entry, chain, asker)) ?? bankQuestion(entry, chain);
  const put = putQuestion(chain, question);
  return put.ok ? put.chain : chain;
}

async function questionOf(
  entry: PainEntry,
  chain: WhyChain,
  asker: WhyAsker | undefined,
): Promise<string | undefined> {
  if (!asker) return undefined;
  try {
    const text = (await asker.ask(entry, chain)).trim();
    return checkQuestion(text, { entry, chain, asked: askedIn(chain) }).ok ? text : undefined;
  } catch {
    return undefined;
  }
}
