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

/** Drives the playground as a visitor does: by its HTTP interface alone. */
export interface Visitor {
  join(name: string, zone: string, organiser: boolean): Promise<void>;
  say(member: string, text: string, channel?: string): Promise<Replied | undefined>;
  press(member: string, action: string, pressed?: Pressed): Promise<Replied | undefined>;
  /** The last messages of a place as a member sees them, oldest first. */
  messages(member: string, channel: string): Promise<readonly Replied[]>;
  /** The clock goes on by itself; an instant that it has passed is left. */
  moveTo(instant: number): Promise<void>;
}

export const buttonOf = (reply: Replied | undefined, label: string): string | undefined =>
  reply?.buttons?.flat().find((it) => it.label === label)?.action;

export function visitorOf(url: string): Visitor {
  async function call<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/playground/api/${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
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
      const { now } = await call<{ now: string }>('clock');
      if (Date.parse(now) < instant) await call('clock', { to: new Date(instant).toISOString() });
    },
  };
}
