import { createHmac } from 'node:crypto';
import type { TokenMemory } from '../chat/token-memory.ts';
import type { Store } from '../store/index.ts';

/** One for Discord, two for Slack, and what they were before. */
const most = 6;

/** Keeps keyed hashes of tokens with the installation. */
export function tokenMemory(store: Pick<Store, 'installation' | 'saveAcceptedTokens'>): TokenMemory {
  const { secret, acceptedTokens = [] } = store.installation;
  let known = acceptedTokens;
  const hash = (token: string): string => createHmac('sha256', secret).update(token).digest('base64url');
  return {
    has: (token) => known.includes(hash(token)),
    async remember(token) {
      if (known.includes(hash(token))) return;
      known = [hash(token), ...known].slice(0, most);
      await store.saveAcceptedTokens(known);
    },
  };
}
