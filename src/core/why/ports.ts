import type { PainEntry, WhyChain } from './types.ts';

/**
 * Who asks the next question: the bank, or a model. Gets this entry and this chain and nothing of anybody else. What it
 * answers is shown only if `checkQuestion` lets it pass; it may reject or be aborted, and the bank then asks.
 */
export interface WhyAsker {
  ask(entry: PainEntry, chain: WhyChain, signal?: AbortSignal): Promise<string>;
}
