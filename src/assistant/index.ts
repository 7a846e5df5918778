import { createHash, randomBytes } from 'node:crypto';
import type { Assistant, AssistantSession, QuotaStore } from '../core/learnings/index.ts';
import { askedIn, checkQuestion, type PainEntry, type WhyAsker, type WhyChain } from '../core/why/index.ts';
import { createBreaker } from './breaker.ts';
import { dailyBudget } from './budget.ts';
import { modelClient } from './client.ts';
import { instructions, messagesFor } from './prompt.ts';

/** How a question to the model ended, for metrics. */
export type AssistantOutcome = 'asked' | 'cached' | 'refused' | 'failed' | 'timeout' | 'resting' | 'budget';

export interface AssistantOptions {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
  /** Where the daily budget is counted. */
  readonly quotas: QuotaStore;
  /** The product's time, for the daily budget. */
  readonly now: () => number;
  /** The machine's, in milliseconds. */
  readonly monotonic: () => number;
  readonly observe: (outcome: AssistantOutcome, seconds: number) => void;
  /** All tries together; the bank asks after that. */
  readonly timeoutMs?: number;
  readonly perMember?: number;
  readonly perCommunity?: number;
}

const cached = 500;

/** The model as an asker: one deadline for all tries, a breaker, a cache by content, a daily budget, and the check. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { timeoutMs = 4_500, perMember = 40, perCommunity = 1_000 } = options;
  const client = modelClient(options);
  const breaker = createBreaker({ failures: 3, restMs: 60_000, monotonic: options.monotonic });
  const budget = dailyBudget({ quotas: options.quotas, perMember, perCommunity, now: options.now });
  const cache = new Map<string, string>();
  const canary = randomBytes(12).toString('hex');
  const secrets = [canary, ...instructions.split('\n')];

  async function ask(entry: PainEntry, chain: WhyChain, aborted?: AbortSignal): Promise<string> {
    const started = options.monotonic();
    const ended = (outcome: AssistantOutcome) =>
      options.observe(outcome, (options.monotonic() - started) / 1000);
    const messages = messagesFor(entry, chain, canary);
    const key = createHash('sha256')
      .update(messages[1]?.content ?? '')
      .digest('base64url');
    const known = cache.get(key);
    if (known !== undefined) {
      ended('cached');
      return known;
    }
    if (!breaker.allows()) {
      ended('resting');
      throw new Error('The model rests after failures');
    }
    const deadline = AbortSignal.timeout(timeoutMs);
    let question: string;
    try {
      const signal = aborted ? AbortSignal.any([deadline, aborted]) : deadline;
      question = (await client.question(messages, signal, timeoutMs)).trim();
      breaker.succeeded();
    } catch (error) {
      breaker.failed();
      ended(deadline.aborted ? 'timeout' : 'failed');
      throw error;
    }
    const verdict = checkQuestion(question, { entry, chain, asked: askedIn(chain), secrets });
    if (!verdict.ok) {
      ended('refused');
      throw new Error(`The model's question was refused: ${verdict.reason}`);
    }
    if (cache.size >= cached) cache.delete(cache.keys().next().value as string);
    cache.set(key, question);
    ended('asked');
    return question;
  }

  const asker: WhyAsker = { ask };
  return {
    async openSession(who): Promise<AssistantSession> {
      const { spent, news } = await budget.take(who);
      if (spent === undefined) return { asker };
      options.observe('budget', 0);
      return news ? { spent } : {};
    },
  };
}
