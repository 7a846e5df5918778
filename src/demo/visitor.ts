/** A reply of the bot, as the playground's interface gives it. */
interface Replied {
  readonly id?: string;
  readonly code: string;
  readonly text: string;
  readonly bot?: boolean;
  readonly author?: string;
  readonly buttons?: readonly (readonly { readonly label: string; readonly action: string }[])[];
  readonly form?: { readonly action: string };
}

interface Pressed {
  readonly message?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** Drives the playground as a visitor does: by its HTTP interface alone, over a socket or without one. */
export interface Visitor {
  join(name: string, zone: string, organiser: boolean): Promise<void>;
  say(member: string, text: string, channel?: string): Promise<Replied | undefined>;
  press(member: string, action: string, pressed?: Pressed): Promise<Replied | undefined>;
  /** The last messages of a place as a member sees them, oldest first. */
  messages(member: string, channel: string): Promise<readonly Replied[]>;
  /** The clock stands still in between; an instant that it has passed is left. */
  moveTo(instant: number): Promise<void>;
}

export const buttonOf = (reply: Replied | undefined, label: string): string | undefined =>
  reply?.buttons?.flat().find((it) => it.label === label)?.action;

/** Asks an address below `/playground/api/`, by POST where there is a body; throws what is no success. */
export type Call = (path: string, body?: object) => Promise<unknown>;

export function visitorOf(ask: Call): Visitor {
  const call = async <T>(path: string, body?: object): Promise<T> => (await ask(path, body)) as T;
  let now = Number.NEGATIVE_INFINITY;
  const first = async (answer: Promise<{ readonly replies: readonly Replied[] }>) =>
    (await answer).replies[0];
  return {
    async join(name, zone, organiser) {
      await call('members', { name, zone, organiser });
    },
    say: (member, text, channel = 'general') => first(call('say', { member, channel, text })),
    press: (member, action, pressed = {}) => first(call('press', { member, action, ...pressed })),
    async messages(member, channel) {
      const place = channel === 'dm' ? `dm=${member}` : `channel=${channel}`;
      return (await call<{ messages: Replied[] }>(`messages?${place}&member=${member}&limit=12`)).messages;
    },
    async moveTo(instant) {
      if (instant <= now) return;
      const moved = await call<{ now: string }>('clock', { to: new Date(instant).toISOString() });
      now = Date.parse(moved.now);
    },
  };
}
