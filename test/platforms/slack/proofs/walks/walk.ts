import type { FakeChannel } from '../../../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../../../fakes/slack/index.ts';
import type { SlackHarness } from '../../slack-harness.ts';
import type { Hands } from '../hands.ts';

/** What every walk goes with. Each has people of its own, so that none depends on another. */
export interface Walk {
  readonly harness: SlackHarness;
  readonly hands: Hands;
  /** The bot is in it, and it is where roundups and shared entries go. */
  readonly general: FakeChannel;
  /** Somebody who has started, in Lisbon. */
  readonly member: (name: string) => Promise<FakeUser>;
  readonly stranger: (name: string) => FakeUser;
  readonly organiser: FakeUser;
  readonly clock: {
    /** Moves on, and does what is due then. */
    readonly forward: (ms: number) => Promise<void>;
    /** Moves on to the next time of day in UTC. */
    readonly to: (hour: number, minute?: number) => Promise<void>;
  };
}

export const hourMs = 60 * 60_000;
