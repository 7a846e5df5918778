import type { FakeMessage } from '../model/message.ts';
import type { FakeModal } from './modal.ts';

export interface OfferedChoice {
  readonly name: string;
  readonly value: string | number;
}

/**
 * What the person sees after a command, a press or a form. It is alive: follow-ups and edits that come later show up
 * in it, and `until` waits for them.
 */
export class Answer {
  /** 4 message, 5 deferred message, 6 deferred update, 7 update, 8 choices, 9 modal; undefined: none came. */
  type: number | undefined;
  /** The bot's answer, or the message that it updated. */
  message: FakeMessage | undefined;
  modal: FakeModal | undefined;
  choices: readonly OfferedChoice[] | undefined;
  readonly followUps: FakeMessage[] = [];
  /** Whether the message was edited since a deferred update. */
  updated = false;
  /** Real milliseconds until the first answer. */
  ackMs: number | undefined;
  /** 'not-delivered': no session heard of it. 'no-answer': "The application did not respond". */
  failure: 'not-delivered' | 'no-answer' | undefined;
  #waiting: (() => void)[] = [];

  get ephemeral(): boolean {
    return this.message?.ephemeral ?? false;
  }

  get deferred(): boolean {
    return this.type === 5 || this.type === 6;
  }

  get text(): string {
    return this.message?.text ?? '';
  }

  get labels(): readonly string[] {
    return this.message?.labels ?? [];
  }

  /** Resolves with this when the condition holds, or when the real time is over: ask `this` again then. */
  until(condition: (answer: this) => boolean, patienceMs = 5_000): Promise<this> {
    if (condition(this)) return Promise.resolve(this);
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((it) => it !== check);
        resolve(this);
      };
      const check = (): void => {
        if (condition(this)) done();
      };
      const timer = setTimeout(done, patienceMs);
      this.#waiting.push(check);
    });
  }

  /** For test reports: what can be seen, without the state around it. */
  toJSON(): object {
    const { type, text, labels, ephemeral, failure, choices, modal } = this;
    const followUps = this.followUps.map((it) => it.text);
    return { type, text, labels, ephemeral, followUps, failure, choices, modal: modal?.title };
  }

  changed(): void {
    for (const check of [...this.#waiting]) check();
  }
}
