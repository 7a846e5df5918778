import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Reply, ReplyPicture } from '../chat/reply.ts';
import type { Highlight, WeekFacts } from '../core/roundups/index.ts';
import { sumsOf } from './week.ts';
import { count, daysText, excerpt, listText, minutesText, nameText } from './words.ts';

const namesShown = 20;

/** The weekly community post. It celebrates who showed up and never says who did not. */
export function roundupMessage(facts: WeekFacts, communityName: string, picture?: ReplyPicture): Reply {
  return {
    code: facts.participants.length > 0 ? 'roundup' : 'roundup-quiet',
    visibility: 'public',
    text: joined([title(facts, communityName), ...body(facts)], '\n\n'),
    ...(facts.participants.length > 0 && { namesOthers: true, ...(picture && { picture }) }),
    buttons: [
      [
        { label: 'Log something', style: 'primary', action: { name: 'log.open' } },
        { label: 'Leave me out', action: { name: 'roundup.opt-out' } },
      ],
    ],
  };
}

const datesOf = ({ first, last }: WeekFacts): number => last - first + 1;
/** From Sunday to Sunday a week touches eight dates. */
const isWeek = (facts: WeekFacts): boolean => datesOf(facts) === 7 || datesOf(facts) === 8;

function title(facts: WeekFacts, communityName: string): Markdown {
  const span = isWeek(facts) ? 'The week' : count(datesOf(facts), 'day');
  return md`**${span} at ${communityName}**, ${daysText(facts.first, facts.last, 'en-GB')}`;
}

function body(facts: WeekFacts): Markdown[] {
  if (facts.participants.length === 0) {
    return [
      md`A quiet ${isWeek(facts) ? 'week' : 'time'}: nothing was shared. New week, fresh start – one line is enough.`,
    ];
  }
  const names = facts.participants.map((it) => nameText(it.name));
  const more = names.length > namesShown ? [`${names.length - namesShown} more`] : [];
  const { bug } = facts;
  const lines: (Markdown | undefined)[] = [
    md`${listText([...names.slice(0, namesShown), ...more])} showed up${sumsText(facts)}.`,
    facts.milestones.length > 0
      ? joined([
          md`**Milestones**`,
          ...facts.milestones.map(
            (it) => md`- **${nameText(it.name)}** reached ${count(it.days, 'day')} in a row 🎉`,
          ),
        ])
      : undefined,
    section('Built', facts.built),
    bug && section('Bug of the week', [bug]),
    section(
      'Learned the hard way',
      facts.learned.filter((it) => it.entry.id !== bug?.entry.id),
    ),
    commonSection(facts.common),
  ];
  return lines.filter((line) => line !== undefined);
}

/** What everybody did together, and before; nothing while that would say something of one of them (R32). */
function sumsText(facts: WeekFacts): string {
  const { numbers, before } = sumsOf(facts);
  if (numbers === undefined) return '';
  const work = facts.minutes > 0 ? `, ${minutesText(facts.minutes)} of work` : '';
  const earlier = isWeek(facts) ? 'the week before' : 'the time before';
  const beside = before
    ? ` (${earlier}: ${before.entries} by ${count(before.people, 'person', 'people')})`
    : '';
  return `: ${count(numbers.entries, 'entry', 'entries')}${work}${beside}`;
}

/** Errors that several people hit, without names. */
function commonSection(common: WeekFacts['common']): Markdown | undefined {
  if (common.length === 0) return undefined;
  return joined([
    md`**Seen by several people**`,
    ...common.map(
      (it) =>
        md`- ${excerpt(it.name, 80)}: ${count(it.people, 'person', 'people')}${it.cause === undefined ? '' : `. One cause: ${excerpt(it.cause, 120)}`}`,
    ),
  ]);
}

function section(title: string, highlights: readonly Highlight[]): Markdown | undefined {
  if (highlights.length === 0) return undefined;
  return joined([md`**${title}**`, ...highlights.map(line)]);
}

function line({ name, entry }: Highlight): Markdown {
  const cheers = entry.kudos.length > 0 ? md` (👏 ${entry.kudos.length})` : md``;
  const cause = entry.pain?.cause === undefined ? md`` : md` – cause: ${excerpt(entry.pain.cause, 120)}`;
  return md`- **${nameText(name)}**: ${excerpt(entry.text, 160)}${cause}${cheers}`;
}
