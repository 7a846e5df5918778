import { Binary, type Doc, doc, isDoc, type Maybe } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type Credentials, ScramConversation } from './scram.ts';

const mechanism = 'SCRAM-SHA-256';

/** Whether one connection may do anything. Without credentials, on the Unix socket, it may from the start. */
export class AuthSession {
  private readonly credentials: Credentials | undefined;
  private conversation: ScramConversation | undefined;
  private step: 'first' | 'final' | 'empty' = 'first';
  private skipEmpty = false;
  private done: boolean;

  constructor(credentials: Credentials | undefined) {
    this.credentials = credentials;
    this.done = credentials === undefined;
  }

  get authenticated(): boolean {
    return this.done;
  }

  get mechanisms(): readonly string[] {
    return this.credentials ? [mechanism] : [];
  }

  start(command: Doc, database: Maybe): Doc {
    if (!this.credentials || command.get('mechanism') !== mechanism)
      return fail(
        'AuthenticationFailed',
        `Received authentication for mechanism ${String(command.get('mechanism'))} which is not enabled`,
      );
    if (database !== 'admin') return refuse();
    this.conversation = new ScramConversation(this.credentials);
    const options = command.get('options');
    this.skipEmpty = isDoc(options) && options.get('skipEmptyExchange') === true;
    const answer = this.conversation.first(textOf(command.get('payload')));
    this.step = 'final';
    return answer === undefined ? refuse() : this.answer(answer, false);
  }

  continue(command: Doc): Doc {
    if (!this.conversation) return fail('ProtocolError', 'No SASL session state found');
    if (this.step === 'empty') {
      this.done = true;
      return this.answer('', true);
    }
    const answer = this.conversation.final(textOf(command.get('payload')));
    if (answer === undefined) {
      this.conversation = undefined;
      return refuse();
    }
    this.step = 'empty';
    this.done = this.skipEmpty;
    return this.answer(answer, this.skipEmpty);
  }

  private answer(text: string, done: boolean): Doc {
    return doc({ conversationId: 1, done, payload: new Binary(Buffer.from(text)) });
  }
}

const refuse = (): never => fail('AuthenticationFailed', 'Authentication failed.');

const textOf = (payload: Maybe): string =>
  payload instanceof Binary ? Buffer.from(payload.buffer.subarray(0, payload.position)).toString() : '';
