import type { ReplyFile } from '../chat/reply.ts';
import { formatDay } from '../core/calendar/index.ts';
import { type Entry, isPain } from '../core/log/index.ts';
import type { WhyChain } from '../core/why/index.ts';
import { stateWords } from './pain.ts';

/** The learning log as one Markdown file: projects by name, what belongs to none last, each by date, with the why chains. */
export function learningsFile(
  entries: readonly Entry[],
  chains: ReadonlyMap<string, WhyChain>,
  today: string,
): ReplyFile {
  const projects = [...new Set(entries.map((it) => it.project ?? ''))].sort(byName);
  const sections = projects.map((project) => {
    const own = entries
      .filter((it) => (it.project ?? '') === project)
      .toSorted((a, b) => a.day - b.day || a.at - b.at);
    const title = project === '' ? 'No project' : inline(project);
    return [`## ${title}`, ...own.map((it) => section(it, chains.get(it.id)))].join('\n\n');
  });
  const text = `# What I learned, as of ${today}\n\n${sections.join('\n\n')}\n`;
  return {
    name: `learnings-${today}.md`,
    contentType: 'text/markdown',
    bytes: new TextEncoder().encode(text),
  };
}

const byName = (a: string, b: string): number =>
  Number(a === '') - Number(b === '') || a.localeCompare(b) || (a < b ? -1 : 1);

function section(entry: Entry, chain: WhyChain | undefined): string {
  const { kind, pain, text, tags, day } = entry;
  const date = formatDay(day);
  const said = text === '' ? '(no text)' : text;
  const tagged = tags.length > 0 ? tags.map((it) => `#${inline(it)}`).join(' ') : undefined;
  if (!isPain({ kind })) return [`### ${date}`, quoted(said), tagged].filter(Boolean).join('\n\n');
  return [
    `### ${date}, broke${pain ? ` (${stateWords[pain.state]})` : ''}`,
    quoted(said),
    pain?.error === undefined ? undefined : fenced(pain.error),
    pain?.cause === undefined ? undefined : `**Cause**\n\n${quoted(pain.cause)}`,
    pain?.fix === undefined ? undefined : `**Fix**\n\n${quoted(pain.fix)}`,
    chain && whys(chain),
    tagged,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function whys({ steps, rootCause, check }: WhyChain): string | undefined {
  const lines = steps.map(({ question, answer }, index) => {
    const indent = '  '.repeat(index);
    return `${indent}- ${inline(question)}\n${indent}  ${answer === undefined ? '(skipped)' : inline(answer)}`;
  });
  const end = [
    ...(rootCause === undefined ? [] : [`**Root cause:** ${inline(rootCause)}`]),
    ...(check === undefined ? [] : [`**Check first next time:** ${inline(check)}`]),
  ];
  if (lines.length === 0 && end.length === 0) return undefined;
  return ['**Why**', lines.join('\n'), ...end].filter((it) => it !== '').join('\n\n');
}

const special = /[\\`*_[\]<>#|~]/g;
const inline = (text: string): string => text.replace(/\s+/g, ' ').replace(special, '\\$&');
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line.replace(special, '\\$&')}`.trimEnd())
    .join('\n');

/** A fence longer than any run of backticks in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
