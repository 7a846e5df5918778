import type { Instant } from '../../core/calendar/index.ts';
import type { PlaygroundMessage } from './ports.ts';

/** What just happened in the playground, for whoever looks at it live. */
export type FeedEvent =
  /** New, changed or removed. */
  | { readonly type: 'message'; readonly message: PlaygroundMessage }
  | { readonly type: 'members' }
  /** So much has changed that a reader does better to read everything again. */
  | { readonly type: 'reset' }
  | { readonly type: 'read'; readonly member: string; readonly channel: string; readonly seq: number }
  /** `target`: where the clock is on its way to; absent once it stands. */
  | { readonly type: 'clock'; readonly now: Instant; readonly from?: Instant; readonly target?: Instant };

export interface Feed {
  publish(event: FeedEvent): void;
  /** Returns how to leave. */
  subscribe(listener: (event: FeedEvent) => void): () => void;
}

export function createFeed(): Feed {
  const listeners = new Set<(event: FeedEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
