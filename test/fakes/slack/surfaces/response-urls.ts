import type { Ids } from '../ids.ts';

export interface ResponseTarget {
  teamId: string;
  userId: string;
  channel: string;
  interaction: string;
  /** The message whose button was pressed: what `replace_original` and `delete_original` are about. */
  messageTs?: string;
}

/** docs.slack.dev/interactivity/handling-user-interaction: five uses within 30 minutes. */
const mostUses = 5;
const lifeMs = 30 * 60_000;

export class ResponseUrls {
  readonly #issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  readonly #ids: Ids;
  readonly #now: () => number;

  constructor(ids: Ids, now: () => number) {
    this.#ids = ids;
    this.#now = now;
  }

  /** A path below the fake's address. */
  issue(target: ResponseTarget): string {
    const path = `/commands/${target.teamId}/${this.#ids.next('', 12)}/${this.#ids.hex(24)}`;
    this.#issued.set(path, { target, at: this.#now(), uses: 0 });
    return path;
  }

  use(path: string): ResponseTarget | 'expired_url' | 'invalid_url' | 'used_url' {
    const held = this.#issued.get(path);
    if (!held) return 'invalid_url';
    if (this.#now() - held.at > lifeMs) return 'expired_url';
    if (held.uses >= mostUses) return 'used_url';
    held.uses += 1;
    return held.target;
  }
}
