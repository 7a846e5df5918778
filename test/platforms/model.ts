import type { Identity } from '../../src/core/people/index.ts';
import type { Store } from '../../src/store/index.ts';
import { dice } from './dice.ts';

/** What a person has, as far as the model goes. */
export interface Modelled {
  readonly promptTime: number;
  readonly prompts: string;
  readonly entries: readonly string[];
}

export interface ModelRun {
  readonly done: number;
  readonly expected: Readonly<Record<string, Modelled>>;
  readonly actual: Readonly<Record<string, Modelled>>;
  /** Texts that came to be seen otherwise than they were typed, and whatever else went wrong. */
  readonly complaints: readonly string[];
}

export interface Logging {
  readonly text: string;
  readonly kind: string;
  readonly audience: string;
  readonly minutes: number | undefined;
}

/** An answer with its buttons. */
export interface Shown {
  readonly failure?: string | undefined;
  readonly labels: readonly string[];
}

/** Somebody on a platform, who started with prompts at 09:00. */
export interface Player<S extends Shown> {
  readonly name: string;
  readonly identity: Identity;
  log(entry: Logging): Promise<S>;
  /** Privately, by the form. */
  logByForm(text: string, minutes: number): Promise<S>;
  /** Privately, from the menu of a message of theirs with that text. */
  logFromMessage(text: string, broke: boolean): Promise<S>;
  /** Opens the form behind "Edit", and sends it with another text; gives the text that it held. */
  edit(
    shown: S,
    text: string,
  ): Promise<{ readonly held: string | undefined; readonly failure?: string | undefined }>;
  undo(shown: S): Promise<Shown>;
  promptAt(time: string): Promise<Shown>;
  stop(): Promise<Shown>;
  start(): Promise<Shown>;
}

/** A community on a fake platform, whose shared entries are posted somewhere. */
export interface Stage<S extends Shown> {
  readonly store: Store;
  readonly players: readonly Player<S>[];
  /** Texts of one line that can be typed, and of several lines that can be typed into a form. */
  readonly texts: readonly string[];
  /** Texts of messages that people wrote. */
  readonly messages: readonly string[];
  /** What their author sees of a text that the platform hands on otherwise (mentions, say); the text itself unless given. */
  readonly seen?: (typed: string) => string;
  /** Sends what is due; then gives what stands where shared entries go, as people read it. */
  shared(): Promise<readonly string[]>;
  /** What the platform and the log complain of. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

interface Kept<S> extends Logging {
  text: string;
  gone: boolean;
  readonly shown: S;
}

const line = ({ text, kind, minutes, audience }: Logging): string =>
  JSON.stringify([text, kind, minutes ?? null, audience]);

/**
 * People log by command, form and message menu, edit, take back, and change their settings. A model of what they did, made of
 * nothing but what they did, has to equal the store; and every shared text has to be read as it was typed.
 */
export async function playModel<S extends Shown>(
  stage: Stage<S>,
  options: {
    readonly interactions: number;
    readonly seed: number;
    readonly finished?: (done: number) => void;
  },
): Promise<ModelRun> {
  const { one, whole, chance } = dice(options.seed);
  const complaints: string[] = [];
  const people = stage.players.map((player) => ({
    player,
    kept: [] as Kept<S>[],
    promptTime: 540,
    prompts: 'on',
  }));
  type Somebody = (typeof people)[number];

  const typed = (): string => `note ${one(stage.texts)} end`;
  const fine = <A extends Shown>(answer: A, what: string): A => {
    if (answer.failure) complaints.push(`${what}: ${answer.failure}`);
    return answer;
  };
  const seen = stage.seen ?? ((text) => text);
  const keep = ({ kept }: Somebody, entry: Logging, shown: S): void => {
    kept.push({ ...entry, text: seen(entry.text), gone: false, shown });
  };
  const latest = ({ kept }: Somebody, label: string): Kept<S> | undefined =>
    kept.findLast((it) => !it.gone && it.shown.labels.includes(label));

  const deeds: ((who: Somebody) => Promise<unknown>)[] = [
    async (who) => {
      const entry = {
        text: typed(),
        kind: one(['progress', 'progress', 'pain']),
        audience: one(['private', 'community']),
        minutes: chance(0.5) ? 1 + whole(1_440) : undefined,
      };
      keep(who, entry, fine(await who.player.log(entry), 'log'));
    },
    async (who) => {
      const entry = {
        text: `${typed()}\n${typed()}`,
        kind: 'progress',
        audience: 'private',
        minutes: 1 + whole(100),
      };
      keep(who, entry, fine(await who.player.logByForm(entry.text, entry.minutes), 'form'));
    },
    async (who) => {
      const broke = chance(0.5);
      const text = `note ${one(stage.messages)} end`;
      const entry = { text, kind: broke ? 'pain' : 'progress', audience: 'private', minutes: undefined };
      keep(who, entry, fine(await who.player.logFromMessage(text, broke), 'menu'));
    },
    async (who) => {
      const entry = latest(who, 'Edit');
      if (!entry) return;
      const text = `${[...(entry.text.split('\n')[0] ?? '')].slice(0, 60).join('')} ${typed()}`;
      const { held, failure } = await who.player.edit(entry.shown, text);
      if (failure) complaints.push(`edit: ${failure}`);
      if (held !== entry.text)
        complaints.push(`edit: the form shows ${JSON.stringify(held)} for ${JSON.stringify(entry.text)}`);
      entry.text = seen(text);
    },
    async (who) => {
      const entry = latest(who, 'Undo');
      if (!entry) return;
      fine(await who.player.undo(entry.shown), 'undo');
      entry.gone = true;
    },
    async (who) => {
      who.promptTime = 5 * whole(288);
      const time = `${Math.floor(who.promptTime / 60)}:${String(who.promptTime % 60).padStart(2, '0')}`;
      fine(await who.player.promptAt(time), 'settings');
    },
    async (who) => {
      who.prompts = who.prompts === 'on' ? 'stopped' : 'on';
      if (who.prompts === 'stopped') fine(await who.player.stop(), 'stop');
      else fine(await who.player.start(), 'start');
    },
  ];
  const weighted = [0, 0, 0, 1, 2, 3, 3, 4, 5, 6].map((index) => deeds[index]!);
  for (let done = 0; done < options.interactions; done++) {
    await one(weighted)(one(people)).catch((error: unknown) => complaints.push(String(error)));
    options.finished?.(done + 1);
  }

  const shared = await stage.shared();
  for (const { text, audience, gone } of people.flatMap((it) => it.kept)) {
    if (audience === 'community' && !gone && !shared.some((it) => it.includes(text)))
      complaints.push(`not shown as typed: ${JSON.stringify(text)}`);
  }
  complaints.push(...stage.complaints());
  const expected: Record<string, Modelled> = {};
  const actual: Record<string, Modelled> = {};
  for (const { player, kept, promptTime, prompts } of people) {
    const entries = kept.filter((it) => !it.gone).map(line);
    expected[player.name] = { promptTime, prompts, entries: entries.sort() };
    const stored = await storedOf(stage.store, player.identity);
    if (stored) actual[player.name] = stored;
  }
  await stage.close();
  return { done: options.interactions, expected, actual, complaints };
}

async function storedOf(store: Store, identity: Identity): Promise<Modelled | undefined> {
  const person = await store.people.findByIdentity(identity);
  if (!person) return undefined;
  const entries: string[] = [];
  for await (const { text, kind, minutes, audience, deletedAt } of store.entries.all(person.id)) {
    if (deletedAt === undefined) entries.push(line({ text, kind, minutes, audience }));
  }
  return { promptTime: person.promptTime, prompts: person.prompts, entries: entries.sort() };
}
