import type { MessageRecord, ViewRecord } from './model.ts';

/** Something that the app did and a member can see. */
export interface Effect {
  kind: 'delete' | 'ephemeral' | 'home' | 'message' | 'opened' | 'pushed' | 'update' | 'updated';
  teamId: string;
  /** The member to whom it was done, where it was one. */
  userId?: string;
  channel?: string;
  message?: MessageRecord;
  view?: ViewRecord;
  /** The interaction whose trigger, response_url or acknowledgement was used. */
  interaction?: string;
}

const mostListeners = 500;

/** Tells whoever waits what the app has done, in order. */
export class Effects {
  readonly #always: ((effect: Effect) => void)[] = [];
  readonly #listeners = new Set<(effect: Effect) => void>();

  emit(effect: Effect): void {
    for (const listener of [...this.#always, ...this.#listeners]) listener(effect);
  }

  /** Listens until so many others have come after it: nobody says when an interaction is over. */
  listen(listener: (effect: Effect) => void): void {
    this.#listeners.add(listener);
    const [oldest] = this.#listeners;
    if (this.#listeners.size > mostListeners && oldest) this.#listeners.delete(oldest);
  }

  /** Listens for good. */
  always(listener: (effect: Effect) => void): void {
    this.#always.push(listener);
  }
}
