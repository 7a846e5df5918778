import { type Markdown, md } from '../chat/markdown.ts';
import type { Day } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import { stateWords } from './pain.ts';
import { dayText, excerpt } from './words.ts';

/** One line of the learning log: what broke, how it stands, and the cause if it is known. */
export function learningLine(entry: Entry, today: Day, language: string): Markdown {
  const { pain, text, project } = entry;
  const where = project === undefined ? md`` : md` (${excerpt(project, 40)})`;
  const state = pain ? md`, _${stateWords[pain.state]}_` : md``;
  const cause = pain?.cause === undefined ? md`` : md`: ${excerpt(pain.cause, 80)}`;
  return md`- **${dayText(entry.day, today, language)}**${where} ${excerpt(text || '(no text)', 100)}${state}${cause}`;
}
