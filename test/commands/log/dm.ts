import {
  type Incoming,
  messageDeleted,
  messageEdited,
  messageWritten,
  type Place,
  type TypedMessage,
} from '../../../src/chat/interaction.ts';
import type { RenderedForm, RenderedReply } from '../../../src/chat/rendered.ts';
import type { Entry } from '../../../src/core/log/index.ts';
import { identityKey, type Person } from '../../../src/core/people/index.ts';
import { fakeMessenger } from '../../jobs/messenger.ts';
import { type BotHarness, openBotHarness } from '../../support/bot-harness.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** A Wednesday, 10:00 in UTC. */
export const morning = Date.parse('2027-03-10T10:00:00Z');
export const platform = 'test';

/** One account that writes to the bot in its DM, on a platform that keeps what was written. */
export interface Dm {
  /** The DM as the platform has it, also what the bot never heard of. */
  readonly history: Map<string, TypedMessage>;
  message(text: string, more?: Partial<TypedMessage>): TypedMessage;
  /** Writes, and the bot hears of it. */
  write(text: string, more?: Partial<TypedMessage>): Promise<RenderedReply | undefined>;
  edit(message: TypedMessage, text: string): Promise<RenderedReply | undefined>;
  remove(message: TypedMessage): Promise<RenderedReply | undefined>;
  say(text: string, where?: Place): Promise<RenderedReply>;
  press(reply: RenderedReply | undefined, label: string, where?: Place): Promise<RenderedReply>;
  /** Opens a form by typing, or by a button. */
  open(text: string, where?: Place): Promise<RenderedForm>;
  /** Sends a form as the platforms do: what is not given stays as it stood in it. */
  submit(form: RenderedForm, values: Readonly<Record<string, string>>, where?: Place): Promise<RenderedReply>;
  incoming(part: Pick<Incoming, 'eventId' | 'interaction'>): Incoming;
  person(): Promise<Person>;
  entries(): Promise<readonly Entry[]>;
  readonly last: () => TypedMessage;
}

export interface DmHouse extends BotHarness {
  readonly clock: { at: number };
  readonly messenger: ReturnType<typeof fakeMessenger> & { cannotRead: boolean; reads: number };
  account(user?: string): Dm;
}

export async function openDmHouse(): Promise<DmHouse> {
  const clock = { at: morning };
  const base = await openBotHarness({ now: () => clock.at });
  const accounts = new Map<string, Dm>();
  const messenger = Object.assign(fakeMessenger(platform), {
    cannotRead: false,
    reads: 0,
    async missed({ user }: { user: string }, _dm: unknown, from: number) {
      messenger.reads += 1;
      const dm = accounts.get(user);
      if (messenger.cannotRead || !dm) return undefined;
      const messages = [...dm.history.values()]
        .filter((it) => it.at >= from)
        .map((it) => dm.incoming(messageWritten(it)));
      return { messages, isWhole: true };
    },
    messageOf: async ({ user }: { user: string }, _dm: unknown, id: string) =>
      accounts.get(user)?.history.get(id),
  });
  base.bot.messengers.set(platform, messenger);
  let events = 0;

  function account(user = 'ada'): Dm {
    const known = accounts.get(user);
    if (known) return known;
    const place: Place = { kind: 'dm', platform, channel: `dm:${user}` };
    const identity = { platform, user };
    const history = new Map<string, TypedMessage>();
    let last: TypedMessage | undefined;
    const incoming = (part: Pick<Incoming, 'eventId' | 'interaction'>, where = place): Incoming => ({
      ...part,
      actor: { identity, displayName: user, isOrganiser: false },
      place: where,
    });
    const dispatch = async (it: Incoming) => {
      const outcome = await base.bot.dispatcher.dispatch(it);
      if (outcome.type === 'reply') return outcome.reply;
      if (outcome.type === 'nothing') return undefined;
      throw new Error(`Answered with ${JSON.stringify(outcome)}`);
    };
    const answered = async (it: Incoming) => {
      const reply = await dispatch(it);
      if (!reply) throw new Error('Nothing was answered');
      return reply;
    };
    const dm: Dm = {
      history,
      last: () => last as TypedMessage,
      message(text, more = {}) {
        last = { id: `m${++events}`, channelId: place.channel, text, at: clock.at, ...more };
        history.set(last.id, last);
        return last;
      },
      write: (text, more) => dispatch(incoming(messageWritten(dm.message(text, more)))),
      edit(message, text) {
        const edited = { ...message, text, editedAt: clock.at };
        history.set(message.id, edited);
        return dispatch(incoming(messageEdited(edited)));
      },
      remove(message) {
        history.delete(message.id);
        return dispatch(incoming(messageDeleted(message)));
      },
      say: (text, where) =>
        answered(incoming({ eventId: `e${++events}`, interaction: { type: 'text', text } }, where)),
      async open(text, where) {
        const asked = incoming({ eventId: `e${++events}`, interaction: { type: 'text', text } }, where);
        const outcome = await base.bot.dispatcher.dispatch(asked);
        if (outcome.type !== 'form') throw new Error(`No form: ${JSON.stringify(outcome)}`);
        return outcome.form;
      },
      submit(form, values, where) {
        const stood = Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, value]));
        const interaction = { type: 'submit', form: form.id, values: { ...stood, ...values } } as const;
        return answered(incoming({ eventId: `e${++events}`, interaction }, where));
      },
      press(reply, label, where) {
        const buttons = (reply?.buttons ?? []).flat();
        const found = buttons.find((it) => it.label === label);
        if (!found) throw new Error(`No "${label}", only ${buttons.map((it) => it.label).join(', ')}`);
        const interaction = { type: 'press', action: found.id, values: [] } as const;
        return answered(incoming({ eventId: `e${++events}`, interaction }, where));
      },
      incoming,
      async person() {
        const person = await base.store.people.findByIdentity(identity);
        if (!person) throw new Error(`Nobody is ${identityKey(identity)}`);
        return person;
      },
      async entries() {
        const person = await base.store.people.findByIdentity(identity);
        return person ? base.store.entries.list(person.id, {}, { limit: 100 }) : [];
      },
    };
    accounts.set(user, dm);
    return dm;
  }

  return { ...base, clock, messenger, account };
}

/** A channel of a community. */
export const channelIn = (external: string, name = external): Place => ({
  kind: 'channel',
  platform,
  channel: 'general',
  community: { external, name },
});
