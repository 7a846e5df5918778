/** What the playground takes, as a real platform's limits. Applied in `render` and in `parse`. */
export const limits = {
  /** Characters of a member's name. */
  name: 32,
  /** Characters of a message's text; what is longer is cut, and the whole is attached as a file. */
  text: 20_000,
  /** Characters of a field's value. */
  field: 4_000,
  fields: 25,
  rows: 5,
  buttonsInRow: 5,
  label: 80,
  choices: 25,
  /** Bytes of an attached file; a stored document may have 16 MiB. */
  file: 15 * 1024 * 1024,
  /** Characters of a command shown above its answer. */
  shownCommand: 200,
  colours: 8,
} as const;

export const platform = 'playground';
export const community = { external: 'playground', name: 'Playground' } as const;

export interface Channel {
  readonly name: string;
  readonly topic: string;
}

/** The first one is where a visitor arrives. */
export const channels: readonly Channel[] = [
  { name: 'general', topic: 'Say hello, log what you built, cheer each other on' },
  { name: 'shipped', topic: 'Things that went live' },
  { name: 'roundup', topic: 'The week of this community' },
];

export const dmChannel = (memberId: string): string => `dm:${memberId}`;
export const dmOwner = (channel: string): string | undefined =>
  channel.startsWith('dm:') ? channel.slice(3) : undefined;

const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** The name as it is kept, or what is wrong with it in a sentence. */
export function checkName(
  given: string,
): { readonly ok: true; readonly name: string } | { readonly ok: false; readonly problem: string } {
  const name = given.normalize('NFC').trim();
  const length = [...name].length;
  if (length === 0) return { ok: false, problem: 'A name needs at least one letter.' };
  if (length > limits.name)
    return { ok: false, problem: `A name may have ${limits.name} characters; this one has ${length}.` };
  if (invisible.test(name))
    return { ok: false, problem: 'A name may not hold line breaks or invisible control characters.' };
  return { ok: true, name };
}

/** Two names are the same member's if this is equal. */
export const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
