import type { AckError } from '../delivery/acks.ts';
import type { AckResult } from '../delivery/payload.ts';
import type { Effect } from '../effects.ts';
import type { Json } from '../json.ts';
import { FakeMessage, FakeView } from './surface.ts';

/** What came of something that a member did. The lists grow while the app goes on. */
export class Answer {
  /** Everything the app has shown this member, or done in the place, since. */
  readonly effects: Effect[] = [];
  acked = false;
  /** Real milliseconds to the acknowledgement, or until Slack gave up. */
  ackMs = 0;
  ackBody: unknown;
  /** Why Slack tells the member that it did not work. */
  failure: AckResult['failure'] | AckError;
  /** A view's errors by block_id, as the app gave them (`response_action: errors`). */
  errors: Record<string, string> | undefined;
  /** What Slack's client refused to send, by block_id; then the app has not heard of it. */
  clientErrors: Record<string, string> | undefined;
  /** The options suggested for an external select. */
  options: Json[] = [];

  /** What only this member sees. */
  get ephemeral(): FakeMessage[] {
    return this.#messages('ephemeral');
  }

  /** What was posted in the place, or in the member's DM. */
  get messages(): FakeMessage[] {
    return this.#messages('message');
  }

  /** Messages that were replaced. */
  get updates(): FakeMessage[] {
    return this.#messages('update');
  }

  /** The one message that a member reads as the answer: the last that only they see, else the last that was posted. */
  get shown(): FakeMessage {
    const message = this.ephemeral.at(-1) ?? this.messages.at(-1) ?? this.updates.at(-1);
    if (!message)
      throw new Error(`nothing was shown (${this.failure ?? 'the app acknowledged and said nothing'})`);
    return message;
  }

  /** The modal that was opened, pushed or updated last. */
  get view(): FakeView | undefined {
    const found = this.effects.findLast((each) => ['opened', 'pushed', 'updated'].includes(each.kind));
    return found?.view && new FakeView(found.view);
  }

  get home(): FakeView | undefined {
    const found = this.effects.findLast((each) => each.kind === 'home');
    return found?.view && new FakeView(found.view);
  }

  /** Everything to read in it, whatever way it came. */
  get text(): string {
    const messages = [...this.ephemeral, ...this.messages, ...this.updates].map((each) => each.text);
    return [...messages, ...(this.view ? [this.view.text] : [])].join('\n');
  }

  #messages(kind: Effect['kind']): FakeMessage[] {
    return this.effects
      .filter((each) => each.kind === kind && each.message)
      .map((each) => new FakeMessage(each.message!));
  }
}
