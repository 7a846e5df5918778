import type { PainEntry, WhyChain } from '../types.ts';

export interface QuestionContext {
  readonly entry: PainEntry;
  readonly chain: WhyChain;
  /** What was asked before in this chain. */
  readonly asked: readonly string[];
  /** Strings that must never come out: canaries and the instructions that a model was given. */
  readonly secrets?: readonly string[];
}
