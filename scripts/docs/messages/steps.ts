/** An account that takes part in the tour. */
export interface Account {
  readonly name: string;
  readonly platform: 'discord' | 'slack';
  readonly organiser: boolean;
  /** What the profile says. */
  readonly zoneHint?: string;
}

interface Told {
  /** What is special about this message; with it, it is printed even if its code was printed before. */
  readonly note?: string;
  /** Only leads to what comes after it; nothing of it is printed. */
  readonly silent?: true;
}

/** One thing that happens. The tour is a list of these and nothing else. */
export type Step = Told &
  (
    | { readonly kind: 'type'; readonly who: Account; readonly text: string; readonly inDm: boolean }
    | { readonly kind: 'press' | 'choose'; readonly who: Account; readonly label: string }
    | { readonly kind: 'submit'; readonly who: Account; readonly values: Readonly<Record<string, string>> }
    | {
        readonly kind: 'menu';
        readonly who: Account;
        readonly label: string;
        readonly author: Account;
        readonly text: string;
      }
    /** Writes in the DM without a command, edits the last message there (`again`), or deletes it (no text). */
    | {
        readonly kind: 'write';
        readonly who: Account;
        readonly text?: string;
        /** Files that go with it, by their names. */
        readonly files?: readonly string[];
        readonly again?: true;
        /** Nobody listens. */
        readonly unheard?: true;
      }
    /** Uses `/log` with a picture in Discord's own option. */
    | { readonly kind: 'log-picture'; readonly who: Account; readonly text?: string }
    | { readonly kind: 'home'; readonly who: Account }
    | { readonly kind: 'lose-answer'; readonly who: Account }
    | { readonly kind: 'dm'; readonly who: Account; readonly open: boolean }
    | { readonly kind: 'channel'; readonly accepts: boolean }
    | { readonly kind: 'until'; readonly at: string }
  );

export interface Area {
  readonly title: string;
  /** With a command that organisers have to switch on; the project has none yet. */
  readonly planted?: true;
  readonly steps: readonly Step[];
}

type Note = string | undefined;
const noted = (note: Note) => (note === undefined ? {} : { note });

/** What an account can do. */
const acts = (who: Account) => ({
  account: who,
  /** `{code}` stands for the code that linking showed last. */
  types: (text: string, note?: Note): Step => ({ kind: 'type', who, text, inDm: false, ...noted(note) }),
  typesInDm: (text: string, note?: Note): Step => ({ kind: 'type', who, text, inDm: true, ...noted(note) }),
  writes: (text: string, note?: Note): Step => ({ kind: 'write', who, text, ...noted(note) }),
  sends: (files: readonly string[], text: string, note?: Note): Step => ({
    kind: 'write',
    who,
    text,
    files,
    ...noted(note),
  }),
  logsPicture: (text?: string, note?: Note): Step => ({
    kind: 'log-picture',
    who,
    ...(text !== undefined && { text }),
    ...noted(note),
  }),
  writesUnheard: (text: string): Step => ({ kind: 'write', who, text, unheard: true }),
  edits: (text: string, note?: Note): Step => ({ kind: 'write', who, text, again: true, ...noted(note) }),
  deletesMessage: { kind: 'write', who } satisfies Step as Step,
  losesMessage: { kind: 'write', who, unheard: true } satisfies Step as Step,
  /** The newest button with this label that they see. */
  presses: (label: string, note?: Note): Step => ({ kind: 'press', who, label, ...noted(note) }),
  /** The newest choice whose label has these words. */
  chooses: (label: string, note?: Note): Step => ({ kind: 'choose', who, label, ...noted(note) }),
  /** Sends the form that they opened last; what is not given stays as it was filled in. */
  submits: (values: Readonly<Record<string, string>>, note?: Note): Step => ({
    kind: 'submit',
    who,
    values,
    ...noted(note),
  }),
  /** Chooses from the menu of a message. */
  opensMenuOf: (author: Account, text: string, label: string, note?: Note): Step => ({
    kind: 'menu',
    who,
    label,
    author,
    text,
    ...noted(note),
  }),
  opensHome: (note?: Note): Step => ({ kind: 'home', who, ...noted(note) }),
  losesTheAnswer: { kind: 'lose-answer', who } satisfies Step as Step,
  closesDms: { kind: 'dm', who, open: false } satisfies Step as Step,
  opensDms: { kind: 'dm', who, open: true } satisfies Step as Step,
});

export const ada = acts({ name: 'Ada', platform: 'discord', organiser: false });
export const bob = acts({ name: 'Bob', platform: 'discord', organiser: false, zoneHint: 'Europe/Berlin' });
export const olga = acts({ name: 'Olga', platform: 'discord', organiser: true });
/** Ada's account in a Slack workspace. */
export const adaOnSlack = acts({ name: 'Ada', platform: 'slack', organiser: false });
/** Another one of hers there. */
export const adaAtWork = acts({ name: 'Ada at work', platform: 'slack', organiser: false });

/** The time, in UTC and Lisbon alike; all that is due by then happens. */
export const until = (at: string, note?: Note): Step => ({ kind: 'until', at, ...noted(note) });
export const channelRefuses: Step = { kind: 'channel', accepts: false };
export const channelAccepts: Step = { kind: 'channel', accepts: true };

export const silently = (...steps: readonly Step[]): Step[] => steps.map((it) => ({ ...it, silent: true }));
