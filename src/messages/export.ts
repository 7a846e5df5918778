import type { ReplyFile } from '../chat/reply.ts';
import { formatDay } from '../core/calendar/index.ts';
import type { DeckCard } from '../core/deck/index.ts';
import type { StoredChain } from '../core/learnings/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Member, Person } from '../core/people/index.ts';
import type { Delivery } from '../core/reminders/index.ts';
import { stateWords } from './pain.ts';

export type ExportFormat = 'json' | 'csv' | 'markdown';

/** As they would be typed, by name. */
export type ExportedSettings = Readonly<Record<string, string>>;

export interface ExportFacts {
  readonly person: Person;
  readonly settings: ExportedSettings;
  readonly members: readonly (Member & {
    readonly community: string;
    readonly settings: ExportedSettings;
  })[];
  /** Oldest date first, without deleted ones. */
  readonly entries: readonly Entry[];
  readonly chains: readonly StoredChain[];
  readonly cards: readonly DeckCard[];
  /** Deleted, and kept for 7 days. */
  readonly deleted: readonly Entry[];
  /** What was sent, or was to be sent, to them by itself. */
  readonly messages: readonly Delivery[];
  readonly today: string;
}

/** Everything of a person's as a file. JSON holds all of it, CSV and Markdown the log. */
export function exportFile(format: ExportFormat, facts: ExportFacts): ReplyFile {
  const { text, ending, contentType } = writers[format](facts);
  return { name: `shipmate-${facts.today}.${ending}`, contentType, bytes: new TextEncoder().encode(text) };
}

interface Written {
  readonly text: string;
  readonly ending: string;
  readonly contentType: string;
}

const writers: Readonly<Record<ExportFormat, (facts: ExportFacts) => Written>> = {
  json: (facts) => ({
    text: `${JSON.stringify(all(facts), undefined, 2)}\n`,
    ending: 'json',
    contentType: 'application/json',
  }),
  csv: ({ entries }) => ({ text: csv(entries), ending: 'csv', contentType: 'text/csv' }),
  markdown: ({ entries, today }) => ({
    text: markdown(entries, today),
    ending: 'md',
    contentType: 'text/markdown',
  }),
};

const entryRow = (entry: Entry) => ({
  date: formatDay(entry.day),
  writtenAt: new Date(entry.at).toISOString(),
  zone: entry.zone,
  kind: entry.kind,
  text: entry.text,
  project: entry.project ?? null,
  minutes: entry.minutes ?? null,
  tags: entry.tags,
  state: entry.pain?.state ?? null,
  error: entry.pain?.error ?? null,
  cause: entry.pain?.cause ?? null,
  fix: entry.pain?.fix ?? null,
  audience: entry.audience,
  backdated: entry.backdated,
  cheers: entry.kudos.length,
});

const wholeEntry = (entry: Entry) => ({
  id: entry.id,
  ...entryRow(entry),
  revisions: entry.revisions.map((it) => ({
    ...it,
    at: new Date(it.at).toISOString(),
    day: formatDay(it.day),
  })),
});

function all({ person, settings, members, entries, chains, cards, deleted, messages }: ExportFacts) {
  const { version: _version, dueAt: _dueAt, tzdb: _tzdb, chosen: _chosen, ...own } = person;
  return {
    person: {
      ...own,
      joinedAt: new Date(person.joinedAt).toISOString(),
      joinedDay: formatDay(person.joinedDay),
      rest: person.rest.map(formatDay),
      pauses: person.pauses.map((it) => ({
        from: formatDay(it.from),
        to: it.to === undefined ? null : formatDay(it.to),
      })),
      cadence: person.cadence.map((it) => ({ ...it, from: formatDay(it.from) })),
      lastActiveDay: formatDay(person.lastActiveDay),
      promptsFrom: formatDay(person.promptsFrom),
      ...(person.followUps && {
        followUps: person.followUps.map((it) => ({ ...it, day: formatDay(it.day) })),
      }),
      settings,
    },
    communities: members.map(({ communityId: _c, personId: _p, chosen: _chosen, ...member }) => ({
      ...member,
      joinedAt: new Date(member.joinedAt).toISOString(),
    })),
    entries: entries.map(wholeEntry),
    deletedEntries: deleted.map(wholeEntry),
    messages: messages.map(({ kind, key, dueAt, state }) => ({
      kind,
      key,
      dueAt: new Date(dueAt).toISOString(),
      state,
    })),
    whys: chains.map(({ entryId, chain, updatedAt }) => ({
      entryId,
      updatedAt: new Date(updatedAt).toISOString(),
      chain,
    })),
    cards: cards.map(({ entryId, memory, history }) => ({
      entryId,
      due: new Date(memory.dueAt).toISOString(),
      reviews: history.map((it) => ({ ...it, at: new Date(it.at).toISOString() })),
    })),
  };
}

function csv(entries: readonly Entry[]): string {
  const columns = [
    'date',
    'writtenAt',
    'zone',
    'kind',
    'text',
    'project',
    'minutes',
    'tags',
    'state',
    'error',
    'cause',
    'fix',
    'audience',
    'backdated',
    'cheers',
  ] as const;
  const rows = entries.map((entry) => {
    const row = { ...entryRow(entry), tags: entry.tags.join(' ') };
    return columns.map((column) => cell(row[column])).join(',');
  });
  return `${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}

/** RFC 4180, and no cell that a spreadsheet would run as a formula. */
function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Error, cause and fix as items under the entry's own. */
function painLines({ pain }: Entry): string[] {
  const { error, cause, fix } = pain ?? {};
  const indented = (text: string) => text.split('\n').join('\n    ');
  return [
    ...(error === undefined ? [] : ['', `    ${indented(error)}`, '']),
    ...(cause === undefined ? [] : [`  - cause: ${indented(cause)}`]),
    ...(fix === undefined ? [] : [`  - fix: ${indented(fix)}`]),
  ];
}

function markdown(entries: readonly Entry[], today: string): string {
  const lines = [`# My log, exported on ${today}`];
  let day: number | undefined;
  for (const entry of entries) {
    if (entry.day !== day) lines.push('', `## ${formatDay(entry.day)}`, '');
    day = entry.day;
    const details = [
      entry.pain ? `broke, ${stateWords[entry.pain.state]}` : entry.kind === 'pain' && 'broke',
      entry.project && `project: ${entry.project}`,
      entry.minutes && `${entry.minutes} min`,
      ...entry.tags.map((tag) => `#${tag}`),
    ].filter(Boolean);
    const text = entry.text === '' ? '(no words kept)' : entry.text.split('\n').join('\n  ');
    lines.push(`- ${text}${details.length > 0 ? `\n  (${details.join(', ')})` : ''}`, ...painLines(entry));
  }
  return `${lines.join('\n')}\n`;
}
