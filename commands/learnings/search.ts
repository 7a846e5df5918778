import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { formatDay } from '../../src/core/calendar/index.ts';
import type { Entry } from '../../src/core/log/index.ts';
import { type Person, todayOf } from '../../src/core/people/index.ts';
import type { WhyChain } from '../../src/core/why/index.ts';
import { dateNotUnderstood } from '../../src/messages/dates.ts';
import { entryChoice } from '../../src/messages/history.ts';
import { learningLine } from '../../src/messages/learnings.ts';
import { learningsFile } from '../../src/messages/learnings-file.ts';
import { count } from '../../src/messages/words.ts';
import { filterOf, type Narrowing } from './filter.ts';

const shownAtOnce = 15;
const mostInFile = 10_000;

const nothingYet = ({ commandName }: Context): Answer =>
  privately(
    'nothing-learned',
    md`Your learning log is empty. Log what broke with ${code(commandName('stuck'))}, or what you built with ${code(commandName('log'))}.`,
  );

/** What was found, the newest first, to be opened; or what is wrong with a date. */
export async function searchLearnings(typed: Narrowing, context: Context): Promise<Answer> {
  const {
    person,
    services: { stores },
  } = context;
  if (!person) return nothingYet(context);
  const filter = await filterOf(typed, context, person);
  if ('unreadable' in filter) return privately('wrong-date', md`${dateNotUnderstood(filter.unreadable)}`);
  const found = await stores.entries.list(person.id, filter, { limit: shownAtOnce + 1 });
  const isNarrowed = Object.keys(filter).length > 0;
  if (found.length === 0) {
    return isNarrowed
      ? privately('nothing-found', md`Nothing found. Try fewer words or another spelling.`)
      : nothingYet(context);
  }
  return list(found, context, person);
}

function list(found: readonly Entry[], { now, commandName }: Context, person: Person): Answer {
  const shown = found.slice(0, shownAtOnce);
  const today = todayOf(person, now);
  const more =
    found.length > shownAtOnce &&
    md`_These are the newest ${shownAtOnce}. Narrow it down, or get everything with ${code(`${commandName('learnings')} as:markdown`)}._`;
  return privately(
    'learnings',
    joined([md`**What you learned**`, ...shown.map((it) => learningLine(it, today, person.language)), more]),
    {
      select: {
        placeholder: 'Open one…',
        action: { name: 'stuck.show' },
        choices: shown.map((it) => entryChoice(it, today, person.language)),
      },
      buttons: [[{ label: 'Get all as Markdown', action: { name: 'learnings.markdown' } }]],
    },
  );
}

/** All that was found as one Markdown file, by project and date, with the why chains. */
export async function exportLearnings(typed: Narrowing, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return nothingYet(context);
  const filter = await filterOf(typed, context, person);
  if ('unreadable' in filter) return privately('wrong-date', md`${dateNotUnderstood(filter.unreadable)}`);
  const found = await stores.entries.list(person.id, filter, { limit: mostInFile });
  if (found.length === 0) return privately('nothing-found', md`Nothing found, so there's no file.`);
  const chains = new Map<string, WhyChain>(
    (await stores.chains.all(person.id)).map((it) => [it.entryId, it.chain]),
  );
  const file = learningsFile(found, chains, formatDay(todayOf(person, now)));
  return privately(
    'learnings-file',
    md`Your learning log: ${count(found.length, 'entry', 'entries')}, by project and date. Only you can see this file.`,
    { file },
  );
}
