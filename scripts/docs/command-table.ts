import type { Command } from '../../src/chat/command.ts';
import { commandGroups, inReadingOrder } from '../../src/chat/command-summary.ts';

/** The commands as a Markdown table, by group, in the order of `/help`. */
export function commandTable(commands: readonly Command[]): string {
  const ordered = inReadingOrder(commands);
  const rows = Object.entries(commandGroups).flatMap(([group, { title }]) =>
    ordered
      .filter((it) => it.group === group)
      .map(
        ({ name, summary, feature }, index) =>
          `| ${index === 0 ? `**${title}**` : ''} | \`/${name}\` | ${summary.replaceAll('|', '\\|')}${feature ? ' (organisers switch it on)' : ''} |`,
      ),
  );
  return ['| | command | what it does |', '|---|---|---|', ...rows].join('\n');
}
