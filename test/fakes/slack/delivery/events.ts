import type { Json } from '../json.ts';
import type { TeamRecord } from '../model.ts';
import type { SlackState } from '../state.ts';
import type { Deliveries } from './deliver.ts';
import type { AckResult, Payload } from './payload.ts';

/** docs.slack.dev/apis/events-api: three retries, almost at once, after a minute and after five. */
const retryAfterMs = [0, 60_000, 300_000];

interface Retry {
  payload: Payload;
  attempt: number;
  reason: string;
  due: number;
}

/** The Events API: subscriptions, the outer event, retries. */
export class Events {
  readonly #state: SlackState;
  readonly #deliveries: Deliveries;
  #pending: Retry[] = [];

  constructor(state: SlackState, deliveries: Deliveries) {
    this.#state = state;
    this.#deliveries = deliveries;
  }

  /**
   * Tells the app of an event it has subscribed to; `name` is the subscription's (`message.im`), else the type. `from` is the
   * workspace of who caused it, which is what `team_id` names; the app's stands in `authorizations`.
   */
  async emit(
    team: TeamRecord,
    event: Json,
    name = String(event.type),
    from = team.id,
  ): Promise<AckResult | undefined> {
    const { app, faults } = this.#state;
    if (!team.installation || (app.events && !app.events.has(name))) return undefined;
    const payload: Payload = { kind: 'event', type: name, body: this.#outer(team, event, from) };
    const copies = Array.from({ length: faults.eventCopies }, (_, index) =>
      this.#deliveries.send({ ...payload, retry: { attempt: index + 1, reason: 'http_timeout' } }),
    );
    const [result] = await Promise.all([this.#deliveries.send(payload), ...copies]);
    if (!result.acked && !result.noRetry) {
      this.#plan(payload, 1, result);
      await this.deliverDue();
    }
    return result;
  }

  /** Sends the retries whose time has come on the fake's clock. */
  async deliverDue(): Promise<void> {
    for (;;) {
      const next = this.#pending.find((each) => each.due <= this.#state.now());
      if (!next) return;
      this.#pending = this.#pending.filter((each) => each !== next);
      const { attempt, reason, payload } = next;
      const result = await this.#deliveries.send({ ...payload, retry: { attempt, reason } });
      if (!result.acked && !result.noRetry) this.#plan(payload, attempt + 1, result);
    }
  }

  /** Retries that wait for their time. */
  get waiting(): number {
    return this.#pending.length;
  }

  #plan(payload: Payload, attempt: number, result: AckResult): void {
    const delay = retryAfterMs[attempt - 1];
    if (delay === undefined) return;
    const due = this.#state.now() + delay;
    this.#pending.push({ payload, attempt, reason: reasonOf(payload, result), due });
  }

  #outer(team: TeamRecord, event: Json, from: string): Json {
    const { app, ids, now } = this.#state;
    const user = typeof event.user === 'string' ? event.user : team.botUserId;
    return {
      token: app.verificationToken,
      team_id: from,
      context_team_id: team.id,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: ids.next('Ev'),
      event_time: Math.floor(now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: team.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: from !== team.id,
      event_context: `4-${ids.hex(16)}-${user}`,
    };
  }
}

function reasonOf(payload: Payload, { failure }: AckResult): string {
  if (failure === 'http_error') return 'http_error';
  if (failure === 'connection_failed') return 'connection_failed';
  return failure === 'timeout' || payload.kind === 'event' ? 'http_timeout' : 'unknown_error';
}
