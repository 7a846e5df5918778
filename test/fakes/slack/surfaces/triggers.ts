import type { Ids } from '../ids.ts';

/** One thing that a member did, for which the app may open a view or answer. */
export interface Interaction {
  id: string;
  teamId: string;
  userId: string;
  /** The modal in which it happened: only such a trigger may push. */
  viewId?: string;
}

/** docs.slack.dev/interactivity/handling-user-interaction: a trigger lives 3 s and opens one view. */
const lifeMs = 3000;

export class Triggers {
  readonly #issued = new Map<string, { interaction: Interaction; at: number; used: boolean }>();
  readonly #ids: Ids;
  readonly #now: () => number;

  constructor(ids: Ids, now: () => number) {
    this.#ids = ids;
    this.#now = now;
  }

  issue(interaction: Interaction): string {
    const id = `${this.#ids.next('', 12)}.${interaction.teamId}.${this.#ids.hex(32)}`;
    this.#issued.set(id, { interaction, at: this.#now(), used: false });
    return id;
  }

  /** Uses a trigger up, or says why it cannot be used. */
  exchange(
    id: string,
    teamId: string,
  ): Interaction | 'expired_trigger_id' | 'exchanged_trigger_id' | 'invalid_trigger_id' {
    const held = this.#issued.get(id);
    if (!held || held.interaction.teamId !== teamId) return 'invalid_trigger_id';
    if (held.used) return 'exchanged_trigger_id';
    if (this.#now() - held.at > lifeMs) return 'expired_trigger_id';
    held.used = true;
    return held.interaction;
  }
}
