import { joined, type Markdown, md } from '../chat/markdown.ts';
import { count } from './words.ts';

/** How a community is set up, for its organisers. It says how many joined, never what is private. */
export function setupText({
  name,
  members,
  settings,
  organisers,
}: {
  readonly name: string;
  readonly members: number;
  readonly settings: readonly Markdown[];
  readonly organisers: { readonly names: readonly string[]; readonly more: number };
}): Markdown {
  return joined([
    md`**${name}**: ${count(members, 'person', 'people')} joined so far`,
    ...settings.map((it) => md`- ${it}`),
    md`- Extra organisers: ${organisersText(organisers)}`,
  ]);
}

function organisersText({
  names,
  more,
}: {
  readonly names: readonly string[];
  readonly more: number;
}): string {
  if (names.length === 0 && more === 0) return 'none';
  const others = more > 0 ? [`${count(more, 'account')} I can't name`] : [];
  return [...names, ...others].join(', ');
}

/** Shared entries that a channel refused and that go out now; undefined: none. */
export const owedText = (owed: number): Markdown | undefined =>
  owed > 0
    ? md`I'm now posting ${count(owed, 'shared entry', 'shared entries')} that didn't get through before.`
    : undefined;
