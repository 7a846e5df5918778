import type { DiscordState } from '../model/state.ts';
import type { Identify } from './session.ts';

/** Why an IDENTIFY or RESUME is not followed: a close code, or opcode 9 (identify anew). */
export type Verdict = { readonly code: number; readonly reason: string } | 'invalid-session';

export const authenticationFailed: Verdict = { code: 4004, reason: 'Authentication failed.' };
export const invalidSequence: Verdict = { code: 4007, reason: 'Invalid seq.' };

const privileged = (1 << 1) | (1 << 8) | (1 << 15);
const knownIntents = 0b1_0011_1111_1111_1111_1111_1111 | privileged;

/** What is wrong with an IDENTIFY whose token is right. */
export function identifyFault(identify: Identify, state: DiscordState): Verdict | undefined {
  const { intents } = identify;
  const [shard, count] = identify.shard ?? [0, 1];
  if (!Number.isInteger(intents) || intents < 0 || intents & ~knownIntents) {
    return { code: 4013, reason: 'Invalid intent(s).' };
  }
  if (intents & privileged & ~state.settings.privilegedIntents)
    return { code: 4014, reason: 'Disallowed intent(s).' };
  if (!(count >= 1 && shard >= 0 && shard < count)) return { code: 4010, reason: 'Invalid shard.' };
  const guilds = [...state.guilds.values()].filter((it) => it.installed).length;
  return guilds > state.settings.guildsPerShard * count
    ? { code: 4011, reason: 'Sharding required.' }
    : undefined;
}
