import type { ReplyFile } from '../chat/reply.ts';
import { formatDay } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Member, Person } from '../core/people/index.ts';
import type { Collected, ExportedKind } from '../core/personal-data/index.ts';
import { wordsOfKind } from './entry-kinds.ts';

export type ExportFormat = 'json' | 'csv' | 'markdown';

/** What somebody chose, as they would type it, by the settings' names. */
export interface SettingsExport {
  ofPerson(person: Person): Readonly<Record<string, string>>;
  ofMember(member: Member): Readonly<Record<string, string>>;
}

/** Everything of a person's as a file. JSON holds all of it, CSV and Markdown the log. `today`: for the file's name. */
export function exportFile(
  format: ExportFormat,
  data: Collected,
  settings: SettingsExport,
  today: string,
): ReplyFile {
  const { text, ending, contentType } = writers[format](data, today, settings);
  return { name: `shipmate-${today}.${ending}`, contentType, bytes: new TextEncoder().encode(text) };
}

/** What was logged and is not deleted, the oldest date first. */
const logged = ({ entries }: Collected): readonly Entry[] =>
  entries.filter((it) => it.deletedAt === undefined);

interface Written {
  readonly text: string;
  readonly ending: string;
  readonly contentType: string;
}

const writers: Readonly<
  Record<ExportFormat, (data: Collected, today: string, settings: SettingsExport) => Written>
> = {
  json: (data, _today, settings) => ({
    text: `${JSON.stringify(wholeExport(data, settings), undefined, 2)}\n`,
    ending: 'json',
    contentType: 'application/json',
  }),
  csv: (data) => ({ text: csv(logged(data)), ending: 'csv', contentType: 'text/csv' }),
  markdown: (data, today) => ({
    text: markdown(logged(data), today),
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
  pictures: entry.pictures?.length ?? 0,
});

const wholeEntry = (entry: Entry) => ({
  id: entry.id,
  ...entryRow(entry),
  pictures: entry.pictures ?? [],
  revisions: entry.revisions.map((it) => ({
    ...it,
    at: new Date(it.at).toISOString(),
    day: formatDay(it.day),
  })),
});

/** How each kind of what is stored stands in the JSON, under its own names. */
const sections: {
  readonly [K in ExportedKind]: (data: Collected[K], settings: SettingsExport) => object;
} = {
  account: (person, settings) => ({
    person: person ? { ...wholePerson(person), settings: settings.ofPerson(person) } : null,
  }),
  memberships: (members, settings) => ({
    communities: members.map((member) => {
      const { communityId: _communityId, personId: _personId, chosen: _chosen, ...rest } = member;
      return { ...rest, joinedAt: isoTime(member.joinedAt), settings: settings.ofMember(member) };
    }),
  }),
  entries: (entries) => ({
    entries: entries.filter((it) => it.deletedAt === undefined).map(wholeEntry),
    deletedEntries: entries.filter((it) => it.deletedAt !== undefined).map(wholeEntry),
  }),
  deliveries: (deliveries) => ({
    messages: deliveries.map(({ kind, key, dueAt, state }) => ({ kind, key, dueAt: isoTime(dueAt), state })),
  }),
  whys: (chains) => ({
    whys: chains.map(({ entryId, chain, updatedAt }) => ({ entryId, updatedAt: isoTime(updatedAt), chain })),
  }),
  cards: (cards) => ({
    cards: cards.map(({ entryId, memory, history }) => ({
      entryId,
      due: isoTime(memory.dueAt),
      reviews: history.map((it) => ({ ...it, at: isoTime(it.at) })),
    })),
  }),
};

const isoTime = (at: number): string => new Date(at).toISOString();

function wholeExport(data: Collected, settings: SettingsExport): object {
  const section = <K extends ExportedKind>(kind: K): object => sections[kind](data[kind], settings);
  return Object.assign({}, ...(Object.keys(sections) as ExportedKind[]).map(section));
}

function wholePerson(person: Person): object {
  const {
    version: _version,
    dueAt: _dueAt,
    tzdb: _tzdb,
    chosen: _chosen,
    streakEvents: _events,
    weekOffered: _offered,
    ...own
  } = person;
  return {
    ...own,
    joinedAt: isoTime(person.joinedAt),
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
      followUps: person.followUps.map(({ entryId, day }) => ({ entryId, day: formatDay(day) })),
    }),
    ...(person.streakEvents && {
      streakEventsTold: person.streakEvents.told.map(({ kind, day }) => ({ kind, date: formatDay(day) })),
    }),
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
    'pictures',
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
      wordsOfKind(entry.kind).mark?.(entry),
      entry.project && `project: ${entry.project}`,
      entry.minutes && `${entry.minutes} min`,
      ...entry.tags.map((tag) => `#${tag}`),
      entry.pictures && `pictures: ${entry.pictures.length}`,
    ].filter(Boolean);
    const text = entry.text === '' ? '(no text)' : entry.text.split('\n').join('\n  ');
    lines.push(`- ${text}${details.length > 0 ? `\n  (${details.join(', ')})` : ''}`, ...painLines(entry));
  }
  return `${lines.join('\n')}\n`;
}
