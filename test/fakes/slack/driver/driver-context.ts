import type { Deliveries } from '../delivery/deliver.ts';
import type { Events } from '../delivery/events.ts';
import type { SlackState } from '../state.ts';
import type { WatchOptions } from './watch.ts';

/** What members and workspaces act through. */
export interface DriverContext {
  state: SlackState;
  deliveries: Deliveries;
  events: Events;
  watching: WatchOptions;
}
