import type { Incoming } from '../../../../src/chat/interaction.ts';
import type { RenderedReply } from '../../../../src/chat/rendered.ts';
import type { Entry } from '../../../../src/core/log/index.ts';
import type { SlackHarness } from '../slack-harness.ts';
import { argsOf, doneBy, type Seen } from './witness.ts';

/** What people typed, by what they were told came of it. */
interface Words {
  readonly text: string;
  readonly kind: string;
  readonly minutes?: number;
  /** `anything`: words that were not typed at once, as a root cause is. */
  readonly pain: Readonly<Record<string, string>>;
}
interface Kept extends Words {
  readonly owner: string;
  readonly audience: string;
  readonly gone: boolean;
  readonly before: readonly Words[];
}
interface Chosen {
  readonly prompts?: string;
  readonly zone?: string;
  readonly promptTime?: number;
}

/** What somebody was told, and what they had done. */
interface Told {
  readonly user: string;
  /** What the button that was pressed, or the form, carries. */
  readonly args: readonly string[];
  /** The entry that is shown. */
  readonly shown: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly reply: RenderedReply;
  readonly incoming: Incoming;
}

const anything = '(anything)';
const parts = ['error', 'cause', 'fix'] as const;
const zones: Readonly<Record<string, string>> = { Lisbon: 'Europe/Lisbon', Tokyo: 'Asia/Tokyo', UTC: 'UTC' };

/**
 * What has to be stored of everybody, made of nothing but what they did and what they were told: what they logged, word for
 * word, and what they chose. Whoever erased themselves has nothing. Of linked accounts each has what it wrote; their settings
 * are one person's, so they are not looked at.
 */
export function createKept() {
  const kept = new Map<string, Kept>();
  const chosen = new Map<string, Chosen>();
  /** By user, whose accounts theirs is linked with, themselves included. */
  const linked = new Map<string, ReadonlySet<string>>();
  const everLinked = new Set<string>();
  const typers = new Map<string, string>();
  /** What was typed in DMs, and the entry that it became, by message. */
  const written = new Map<string, string>();
  const entryOf = new Map<string, string>();
  /** What was put into an entry, and how many changes that one had then. */
  const joined = new Map<string, { readonly id: string; readonly changes: number }[]>();

  const one = (user: string): ReadonlySet<string> => linked.get(user) ?? new Set([user]);
  const change = (id: string | undefined, how: (it: Kept) => Kept): void => {
    const it = kept.get(id ?? '');
    if (it) kept.set(id ?? '', how(it));
  };
  const choose = (user: string, what: Chosen): void =>
    void chosen.set(user, { ...chosen.get(user), ...what });
  const edited = (id: string, how: (it: Words) => Words): void =>
    change(id, ({ owner, audience, gone, before, ...it }) => ({
      ...how(it),
      owner,
      audience,
      gone,
      before: [it, ...before],
    }));

  function link(maker: string, typer: string): void {
    const all = new Set([...one(maker), ...one(typer)]);
    for (const user of all) {
      linked.set(user, all);
      everLinked.add(user);
    }
  }
  /** Only sides part themselves, or one of two. */
  function part(user: string): void {
    const rest = new Set([...one(user)].filter((it) => it !== user));
    linked.delete(user);
    for (const other of rest) linked.set(other, rest);
  }
  function erase(user: string): void {
    for (const each of one(user)) {
      for (const [id, { owner }] of kept) if (owner === each) kept.delete(id);
      chosen.delete(each);
      linked.delete(each);
    }
  }

  const after: Readonly<Record<string, (told: Told) => void>> = {
    logged({ user, shown, incoming, reply }) {
      entryOf.set(messageOf(incoming), shown);
      if (kept.has(shown)) return;
      kept.set(shown, {
        owner: user,
        ...typedWords(incoming, written),
        audience: buttonArg(reply, 'history.hide') === undefined ? 'private' : 'community',
        gone: false,
        before: [],
      });
    },
    retyped: ({ incoming }) =>
      edited(entryOf.get(messageOf(incoming)) ?? '', (it) => ({
        ...it,
        text: fitted(written.get(messageOf(incoming))),
      })),
    edited: ({ shown, typed }) =>
      edited(shown, ({ kind, pain }) => ({
        kind,
        pain,
        text: fitted(typed.text),
        ...(typed.minutes?.trim() && { minutes: Number(typed.minutes) }),
      })),
    'stuck-saved': (told) => pained(told),
    'fix-came-back': (told) => pained(told),
    'why-done'({ args: [id = ''], reply }) {
      if (reply.text.source.includes('I also saved it as the cause in your log'))
        edited(id, (it) => ({ ...it, pain: { ...it.pain, cause: anything } }));
    },
    blanked({ args: [id = ''] }) {
      edited(id, ({ kind }) => ({ text: '', kind, pain: {} }));
      change(id, (it) => ({ ...it, audience: 'private' }));
    },
    reverted({ shown }) {
      const last = joined.get(shown)?.at(-1);
      if (last && last.changes === kept.get(shown)?.before.length) {
        joined.get(shown)?.pop();
        change(last.id, (it) => ({ ...it, gone: false }));
      }
      change(shown, ({ owner, audience, gone, kind, before: [last, ...before], ...now }) => ({
        owner,
        audience,
        gone,
        ...(last ?? now),
        kind,
        before,
      }));
    },
    undone: ({ reply }) => change(buttonArg(reply, 'history.restore'), (it) => ({ ...it, gone: true })),
    deleted: ({ reply }) => change(buttonArg(reply, 'history.restore'), (it) => ({ ...it, gone: true })),
    restored: ({ shown }) => change(shown, (it) => ({ ...it, gone: false })),
    'made-private': ({ args }) => change(args[0], (it) => ({ ...it, audience: 'private' })),
    shared: ({ args }) => change(args[0], (it) => ({ ...it, audience: 'community' })),
    started: ({ user, typed }) => choose(user, { prompts: 'on', ...chosenIn(typed) }),
    joined({ args: [id = '', into = ''] }) {
      const added = kept.get(id);
      edited(into, (it) => ({ ...it, text: `${it.text}\n${added?.text}`, ...minutesOf(it, added) }));
      change(id, (it) => ({ ...it, gone: true }));
      const changes = kept.get(into)?.before.length ?? 0;
      joined.set(into, [...(joined.get(into) ?? []), { id, changes }]);
    },
    'settings-changed': ({ user, typed, args: [zone], incoming: { interaction } }) =>
      choose(
        user,
        chosenIn(
          interaction.type === 'press' && doneBy(interaction.action) === 'settings.move'
            ? { zone: zone ?? '' }
            : typed,
        ),
      ),
    'zone-chosen': ({ user, args: [zone = ''] }) => choose(user, { zone }),
    stopped: ({ user }) => choose(user, { prompts: 'stopped' }),
    'link-agreed': ({ user, args: [code = ''] }) => typers.set(code, user),
    linked: ({ user, args: [code = ''] }) => link(user, typers.get(code) ?? user),
    unlinked: ({ user }) => part(user),
    erased: ({ user }) => erase(user),
  };
  const pained = ({ shown, typed }: Told): void =>
    edited(shown, (it) => ({
      ...it,
      kind: 'pain',
      ...(typed.text !== undefined && { text: fitted(typed.text) }),
      pain: withParts(it.pain, typed),
    }));

  function saw({ code, incoming, outcome }: Seen): void {
    if (outcome.type !== 'reply') return;
    const { interaction, actor } = incoming;
    if (interaction.type === 'message' || interaction.type === 'message-edited')
      written.set(interaction.message.id, interaction.message.text);
    after[code]?.({
      user: actor.identity.user,
      args:
        interaction.type === 'press'
          ? argsOf(interaction.action)
          : interaction.type === 'submit'
            ? argsOf(interaction.form)
            : [],
      shown: buttonArg(outcome.reply, 'history.edit') ?? '',
      typed: valuesOf(incoming),
      reply: outcome.reply,
      incoming,
    });
  }

  return {
    saw,
    size: () => [...kept.values()].filter((it) => !it.gone).length,
    /** How the store differs from it, a sentence each. */
    async differences({ store, team }: SlackHarness, users: readonly string[]): Promise<string[]> {
      const found: string[] = [];
      for (const user of users) {
        const person = await store.people.findByIdentity({ platform: 'slack', team: team.id, user });
        const stored = new Map<string, string>();
        const mine = [...kept].filter(([, it]) => it.owner === user && !it.gone);
        for await (const entry of person ? store.entries.all(person.id) : []) {
          if (entry.identity.user !== user || entry.deletedAt !== undefined) continue;
          stored.set(entry.id, lineOf(storedWords(entry, kept.get(entry.id)), entry.audience));
        }
        for (const [id, it] of mine) {
          const line = lineOf(it, it.audience);
          if (stored.get(id) !== line)
            found.push(`${user} has ${brief(stored.get(id) ?? 'nothing')} for ${brief(line)}`);
          stored.delete(id);
        }
        found.push(
          ...[...stored.values()].map((line) => `${user} has ${brief(line)}, which they did not log`),
        );
        const wanted = chosen.get(user);
        if (!wanted || everLinked.has(user)) continue;
        const actual: Chosen = {
          prompts: person?.prompts ?? '',
          zone: person?.clocks.at(-1)?.zone ?? '',
          promptTime: person?.promptTime ?? 0,
        };
        for (const [name, value] of Object.entries(wanted) as [keyof Chosen, unknown][])
          if (actual[name] !== value) found.push(`${user} has ${name} ${actual[name]} for ${value}`);
      }
      return found;
    },
  };
}

/** The message that was written, or that a button is about. */
function messageOf({ interaction }: Incoming): string {
  if (interaction.type === 'message' || interaction.type === 'message-edited') return interaction.message.id;
  return interaction.type === 'press' ? (argsOf(interaction.action)[0] ?? '') : '';
}

const minutesOf = (a: Words, b: Words | undefined): { readonly minutes?: number } => {
  const minutes = (a.minutes ?? 0) + (b?.minutes ?? 0);
  return minutes > 0 ? { minutes } : {};
};

const wordsOf = ({ text, kind, minutes, pain }: Words): Words => ({
  text,
  kind,
  pain,
  ...(minutes !== undefined && { minutes }),
});

const lineOf = ({ text, kind, minutes, pain }: Words, audience: string): string =>
  JSON.stringify([text, kind, minutes ?? null, audience, parts.map((part) => pain[part] ?? null)]);

/** Long enough to be told from others; a run of one letter says nothing. */
const brief = (line: string): string => line.replace(/(.)\1{20,}/gu, '$1…$1');

/** What is stored; `anything` where the model does not know the words. */
function storedWords({ text, kind, minutes, pain }: Entry, modelled: Words | undefined): Words {
  const held = parts.flatMap((part) => {
    const words = pain?.[part];
    return words === undefined ? [] : [[part, modelled?.pain[part] === anything ? anything : words]];
  });
  return wordsOf({ text, kind, pain: Object.fromEntries(held), ...(minutes !== undefined && { minutes }) });
}

/** The first argument of the button that does this. */
function buttonArg({ buttons = [] }: RenderedReply, does: string): string | undefined {
  const button = buttons.flat().find(({ id }) => doneBy(id) === does);
  return button && argsOf(button.id)[0];
}

/** Spaces, control and formatting characters alone are no words. */
const visible = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\u2800\u3164]/u;
const fitted = (text = ''): string => text.toWellFormed().replaceAll('\r\n', '\n').trim();

function withParts(before: Words['pain'], typed: Readonly<Record<string, string>>): Words['pain'] {
  const after = { ...before };
  for (const part of parts) {
    const words = typed[part];
    if (words === undefined) continue;
    if (!visible.test(words)) delete after[part];
    else after[part] = fitted(words);
  }
  return after;
}

function valuesOf({ interaction }: Incoming): Record<string, string> {
  if (interaction.type === 'submit') return { ...interaction.values };
  return interaction.type === 'command' ? (interaction.options as Record<string, string>) : {};
}

function typedWords(incoming: Incoming, written: ReadonlyMap<string, string>): Words {
  const { interaction } = incoming;
  const isTyped =
    interaction.type === 'message' ||
    (interaction.type === 'press' && doneBy(interaction.action) === 'log.message');
  const inDm = isTyped ? written.get(messageOf(incoming)) : undefined;
  if (inDm !== undefined) return { text: fitted(inDm), kind: 'progress', pain: {} };
  if (interaction.type === 'shortcut') {
    const kind = interaction.label.endsWith('what broke') ? 'pain' : 'progress';
    return { text: fitted(interaction.message.text), kind, pain: {} };
  }
  const typed = valuesOf(incoming);
  const isPain =
    interaction.type === 'submit'
      ? doneBy(interaction.form) === 'stuck.new' || argsOf(interaction.form)[0] === 'pain'
      : (interaction.type === 'command' && interaction.name === 'stuck') || typed.kind === 'pain';
  return {
    text: fitted(typed.text),
    kind: isPain ? 'pain' : 'progress',
    ...(typed.minutes && { minutes: Number(typed.minutes) }),
    pain: isPain ? withParts({}, typed) : {},
  };
}

/** A time as `9pm` or `21:30`, a zone as people here type it. */
function chosenIn({ zone, time, prompt }: Readonly<Record<string, string>>): Chosen {
  const [, hours = '', minutes = '0', half = ''] = /^(\d+)(?::(\d+))?(pm)?$/.exec(time ?? prompt ?? '') ?? [];
  return {
    ...(zone && { zone: zones[zone] ?? zone }),
    ...(hours && { promptTime: (Number(hours) + (half ? 12 : 0)) * 60 + Number(minutes) }),
  };
}
