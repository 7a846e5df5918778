import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Reply, ReplyPicture } from '../chat/reply.ts';
import type { Riders } from '../core/account/index.ts';
import type { Day } from '../core/calendar/index.ts';
import { type Entry, isPain } from '../core/log/index.ts';
import { ridersButtons, ridersText } from './riders.ts';
import { type EventFacts, eventButtons, eventsText } from './streak-events.ts';
import { count, daysText, excerpt, minutesText } from './words.ts';

/** What a weekly summary is made of. */
export interface SummaryFacts {
  /** The dates that it covers. */
  readonly first: Day;
  readonly last: Day;
  readonly language: string;
  /** Logged on these dates, the newest first. */
  readonly entries: readonly Entry[];
  readonly streak: number;
  readonly news: EventFacts;
  readonly riders: Riders;
  /** The year. */
  readonly picture?: ReplyPicture | undefined;
}

const shown = 5;

/** The week of one person, for them alone. */
export function summaryMessage(facts: SummaryFacts): Reply {
  const { entries, news, riders, picture } = facts;
  const built = entries.filter((it) => !isPain(it) && it.text !== '');
  const understood = entries.filter((it) => it.pain && it.pain.state !== 'open' && it.text !== '');
  const text = [
    joined([md`**Your week, ${daysText(facts.first, facts.last, facts.language)}**`, totals(facts)]),
    section('You built', built),
    section('You got to the bottom of', understood),
    eventsText(news),
    ridersText(riders),
  ];
  return {
    code: 'summary',
    visibility: 'private',
    text: joined(text, '\n\n'),
    ...(picture && { picture }),
    buttons: [
      ...[eventButtons(news)].filter((it) => it.length > 0),
      ...ridersButtons(riders),
      [
        { label: 'No more summaries', action: { name: 'settings.week', args: ['off'] } },
        { label: 'Stop', action: { name: 'stop.now' } },
      ],
    ],
  };
}

function totals({ entries, streak }: SummaryFacts): Markdown {
  const days = new Set(entries.map((it) => it.day)).size;
  const minutes = entries.reduce((sum, it) => sum + (it.minutes ?? 0), 0);
  const work = minutes > 0 ? `, ${minutesText(minutes)} of work` : '';
  const now = streak > 0 ? ` Your streak is at ${count(streak, 'day')}.` : '';
  return md`You logged on ${count(days, 'day')}: ${count(entries.length, 'entry', 'entries')}${work}.${now}`;
}

function section(title: string, entries: readonly Entry[]): Markdown | undefined {
  if (entries.length === 0) return undefined;
  const more = entries.length - shown;
  return joined([
    md`**${title}**`,
    ...entries.slice(0, shown).map((it) => md`- ${excerpt(it.text, 120)}`),
    more > 0 && md`- … and ${more} more`,
  ]);
}
