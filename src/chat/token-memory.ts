/**
 * Which tokens a platform has taken before. A refusal of one of those may pass and is tried again; a refusal of any other is
 * the operator's to fix.
 */
export interface TokenMemory {
  has(token: string): boolean;
  remember(token: string): Promise<void>;
}
