import { currentStreak } from '../chat/answers.ts';
import type { Context } from '../chat/context.ts';
import type { Home, HomePart } from '../chat/home.ts';
import { code, joined, type Markdown, md, plainText } from '../chat/markdown.ts';
import type { Button } from '../chat/reply.ts';
import { type Day, dayAt, formatDay } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import { type Person, pauseOn } from '../core/people/index.ts';
import { wasAskedToday } from '../core/reminders/index.ts';
import { readLedger, type Streak } from '../core/streaks/read.ts';
import { wordsOfKind } from '../messages/entry-kinds.ts';
import { todayText } from '../messages/today.ts';
import { twelveWeeks } from '../messages/weeks.ts';
import { unlessSharedText } from '../messages/who-sees.ts';
import { count, dayText, excerpt } from '../messages/words.ts';
import { settingsText } from '../settings/text.ts';
import { communitiesOf } from './communities-of.ts';
import { notPostedNote } from './not-posted.ts';

const shownEntries = 5;

/** Somebody's own page: today, the streak and its last twelve weeks, what they logged, their settings. */
export async function homeOf(context: Context): Promise<Home> {
  const { person } = context;
  return { parts: person ? await partsOf(context, person) : welcome(context) };
}

function welcome({ commandName }: Context): readonly HomePart[] {
  return [
    { type: 'heading', text: 'What did you build today?' },
    {
      type: 'text',
      text: joined([
        md`I check in once a day, by DM, at your local time, and keep your log and streak.`,
        md`${unlessSharedText} ${code(commandName('help'))} shows everything I can do.`,
      ]),
    },
    {
      type: 'buttons',
      buttons: [
        { label: 'Start', style: 'primary', action: { name: 'start.join' } },
        { label: 'Log it', action: { name: 'log.open' } },
      ],
    },
  ];
}

async function partsOf(context: Context, person: Person): Promise<readonly HomePart[]> {
  const {
    now,
    member,
    community,
    commandName,
    services: { stores, rules },
  } = context;
  const here = member && community && { member, community: community.name };
  const today = dayAt(person.clocks, now);
  const [entries, recent, streak, ledger, cardsDue, wasAsked, communities] = await Promise.all([
    stores.entries.list(person.id, { from: today, to: today }, { limit: 10 }),
    stores.entries.list(person.id, {}, { limit: shownEntries }),
    currentStreak(context, person),
    readLedger(stores, person, now, rules),
    stores.cards.countDue(person.id, now),
    wasAskedToday(stores.deliveries, person, now),
    communitiesOf(stores, person),
  ]);
  return [
    { type: 'heading', text: 'Today' },
    { type: 'text', text: todayText({ person, now, today, entries, streak, wasAsked, commandName }) },
    { type: 'buttons', buttons: todayButtons(person, today, entries) },
    ...(cardsDue > 0 ? dueParts(cardsDue) : []),
    { type: 'heading', text: 'Your last 12 weeks' },
    { type: 'text', text: twelveWeeks(ledger) },
    { type: 'buttons', buttons: streakButtons },
    { type: 'heading', text: 'What you logged' },
    { type: 'text', text: weekText(ledger) },
    ...(await Promise.all(recent.map((entry) => entryPart(entry, today, person.language, context)))),
    ...(recent.length > 0 ? [finder] : []),
    { type: 'heading', text: 'Settings' },
    {
      type: 'text',
      text: settingsText({
        person,
        now,
        here,
        wasAsked,
        communities,
        stop: commandName('stop'),
        example: `${commandName('settings')} prompt:09:00 zone:Lisbon`,
      }),
    },
  ];
}

function todayButtons(person: Person, today: Day, entries: readonly Entry[]): readonly Button[] {
  const date = formatDay(today);
  const open = entries.length === 0;
  const skipped = person.skippedDay === today;
  return [
    { label: 'Log it', style: open ? 'primary' : 'secondary', action: { name: 'log.open', args: [date] } },
    { label: 'Something broke', action: { name: 'stuck.open', args: [date] } },
    ...(person.prompts === 'on'
      ? []
      : [{ label: 'Start prompts', action: { name: 'start.join' } } satisfies Button]),
    ...(open && person.prompts === 'on' && !skipped && !pauseOn(person, today)
      ? [{ label: 'Skip today', action: { name: 'today.skip', args: [date] } } satisfies Button]
      : []),
    ...(skipped ? [{ label: 'Remind me today', action: { name: 'today.unskip' } } satisfies Button] : []),
  ];
}

const dueParts = (cards: number): readonly HomePart[] => [
  { type: 'heading', text: 'Due' },
  { type: 'text', text: md`${count(cards, 'card')} from your deck, about what broke before.` },
  { type: 'buttons', buttons: [{ label: 'Review', action: { name: 'review.next' } }] },
];

const streakButtons: readonly Button[] = [
  { label: 'Send me my year', action: { name: 'streak.year', args: ['light'] } },
  { label: 'Explain my streak', action: { name: 'streak.why' } },
];

/** The days logged since Monday. */
function weekText({ days, today }: Streak): Markdown {
  const monday = today - ((today + 3) % 7);
  const logged = days.filter((it) => it.day >= monday && it.logged).length;
  return logged === 0
    ? md`Nothing yet this week. One line is enough.`
    : md`This week: **${count(logged, 'day')}** logged.`;
}

async function entryPart(entry: Entry, today: Day, language: string, context: Context): Promise<HomePart> {
  const { shortMark } = wordsOfKind(entry.kind);
  const mark = shortMark === undefined ? '' : ` (${shortMark})`;
  const unposted = await notPostedNote(context, entry);
  const shared =
    entry.audience === 'community' ? ` (shared${unposted ? `, ${plainText(unposted)}` : ''})` : '';
  return {
    type: 'item',
    text: `${dayText(entry.day, today, language)}${mark}${shared}: ${excerpt(entry.text || '(no text)', 300)}`,
    menu: [
      { label: 'Edit', action: { name: 'history.edit', args: [entry.id] } },
      { label: 'Delete', action: { name: 'history.delete', args: [entry.id] } },
      { label: 'Open', action: { name: 'history.show', args: [entry.id] } },
    ],
  };
}

const finder: HomePart = {
  type: 'picker',
  placeholder: 'Find an entry…',
  suggest: { command: 'history', subcommand: 'edit', option: 'entry' },
  action: { label: 'Find', action: { name: 'history.show' } },
};
