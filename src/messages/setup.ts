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
    md`- Organisers named here: ${organisersText(organisers)}`,
  ]);
}

function organisersText({
  names,
  more,
}: {
  readonly names: readonly string[];
  readonly more: number;
}): string {
  if (names.length === 0 && more === 0) return 'none besides the platform’s own';
  const others = more > 0 ? [`${count(more, 'account')} whose name I do not know`] : [];
  return [...names, ...others].join(', ');
}

/** Shared entries that a channel refused and that go out now; undefined: none. */
export const owedText = (owed: number): Markdown | undefined =>
  owed > 0
    ? md`${count(owed, 'shared entry', 'shared entries')} that could not be posted before ${owed === 1 ? 'follows' : 'follow'} now.`
    : undefined;
