import type { Markdown } from '../../../src/chat/markdown.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';
import type { Reply, ReplyPicture } from '../../../src/chat/reply.ts';
import { staleButton, tooFast, unexpected } from '../../../src/chat/wording.ts';
import type { Entry } from '../../../src/core/log/index.ts';
import type { WeekFacts } from '../../../src/core/roundups/index.ts';
import { welcomeText } from '../../../src/interactions/organiser-notes.ts';
import { pictureNowhere, sharedPictureMessage } from '../../../src/messages/picture.ts';
import { keptPictureText, leftOutText, noPictureText } from '../../../src/messages/pictures.ts';
import { type ReminderFacts, reminderMessage } from '../../../src/messages/reminders.ts';
import { roundupMessage } from '../../../src/messages/roundup.ts';
import type { EventFacts } from '../../../src/messages/streak-events.ts';
import { summaryMessage } from '../../../src/messages/summary.ts';
import { spentText } from '../../../src/messages/why.ts';
import { zoneKept, zoneOffer } from '../../../src/messages/zone-offer.ts';
import { formTooSlow, notShown } from '../../../src/platforms/discord/fixed-replies.ts';
import { hintText } from '../../../src/platforms/playground/adapter.ts';
import { notShared } from '../../../src/platforms/slack/answer.ts';
import { belongsTo, hasItsOwn } from '../../../src/platforms/slack/foreign.ts';
import { openAgain } from '../../../src/platforms/slack/forms.ts';
import type { Message } from './drive.ts';

const reminder: ReminderFacts = {
  kind: 'prompt',
  date: '2026-12-07',
  name: 'Ada',
  streak: 12,
  freezesHeld: 1,
  longest: 12,
  daysHere: 40,
  question: { day: 20_794, minutes: 1080, own: [] },
  late: false,
  weekly: false,
};

const news = (events: EventFacts['events'], wayBack?: readonly number[]): EventFacts => ({
  events,
  today: 20_794,
  maxFreezes: 2,
  language: 'en-GB',
  ...(wayBack && { wayBack }),
});
const ended = { kind: 'streak-ended', day: 20_793, count: 71, held: 0 } as const;

const entry = (text: string, day: number, more: Partial<Entry> = {}): Entry =>
  ({ id: text, kind: 'progress', text, day, tags: [], ...more }) as Entry;
const fixed = entry('Redis refuses', 20_789, {
  kind: 'pain',
  pain: { cause: 'it was not started', fix: 'start it first', state: 'fixed' },
});

const drawn = (alt: string): ReplyPicture => ({
  png: new Uint8Array(),
  alt,
  fileName: 'picture.png',
  width: 1,
  height: 1,
});

const week: WeekFacts = {
  first: 20_787,
  last: 20_793,
  participants: [{ personId: 'ada', name: 'Ada', entries: 5, days: 1 }],
  entries: 5,
  minutes: 0,
  milestones: [{ personId: 'ada', name: 'Ada', days: 30 }],
  moments: [],
  built: [],
  learned: [],
  common: [{ name: 'ECONNREFUSED', people: 5, cause: 'Redis was not started' }],
};

/** What a tour through a member's days does not come by: sent after weeks, by a platform, or when something went wrong. */
export const rareMessages: readonly Message[] = [
  shown('By DM, after `/log` with a picture', keptPictureText),
  shown(
    'A picture in a Slack workspace that did not grant `files:read`',
    noPictureText(leftOutText([{ name: 'screen.png', reason: 'closed' }])),
    'not allowed to read files',
  ),
  shown(
    'A prompt after a downtime, with due cards',
    reminderMessage({ ...reminder, late: true, cardsDue: 3 }),
    'late',
  ),
  shown(
    'A prompt by a weekly cadence',
    reminderMessage({ ...reminder, week: { done: 1, target: 3 } }),
    'with a weekly cadence',
  ),
  shown(
    'A prompt after a week without an answer',
    reminderMessage({ ...reminder, weekly: true }),
    'once a week',
  ),
  shown(
    'A prompt the day after a freeze was used',
    reminderMessage({
      ...reminder,
      news: news([{ kind: 'freeze-used', day: 20_793, count: 92, held: 1 }]),
    }),
    'after a freeze',
  ),
  shown(
    'A prompt the day after a streak ended',
    reminderMessage({ ...reminder, streak: 0, news: news([ended], [20_793]) }),
    'after an end',
  ),
  shown(
    'A prompt some days after a streak ended',
    reminderMessage({ ...reminder, streak: 0, news: news([{ ...ended, day: 20_790 }]) }),
    'days after an end',
  ),
  shown(
    'A prompt after Shipmate was away',
    reminderMessage({
      ...reminder,
      news: news([{ kind: 'date-excused', day: 20_793, count: 12, held: 0 }]),
    }),
    'after an outage',
  ),
  shown(
    'A prompt a week after a fix, and after two weeks',
    reminderMessage({ ...reminder, riders: { followUp: fixed, offersWeek: true } }),
    'with what rides in it',
  ),
  shown(
    'The weekly summary',
    summaryMessage({
      first: 20_787,
      last: 20_793,
      language: 'en-GB',
      entries: [entry('Built the parser', 20_792, { minutes: 40 }), fixed],
      streak: 12,
      news: news([]),
      riders: { followUp: fixed, offersWeek: false },
      picture: drawn('The year'),
    }),
  ),
  shown(
    'A milestone in the channel',
    sharedPictureMessage(
      { view: 'milestone', of: 100, theme: 'light', shape: 'wide' },
      { current: 100 },
      'Ada',
      drawn('Ada: 100 days in a row'),
    ),
    'a milestone',
  ),
  ...(
    [
      ['in the first week', { daysHere: 2, freezesHeld: 0, streak: 2 }],
      ['with a long streak', { freezesHeld: 0, streak: 71 }],
      ['with a streak', { freezesHeld: 0, streak: 5 }],
      ['after a break', { freezesHeld: 0, streak: 0 }],
      ['before the first entry', { freezesHeld: 0, streak: 0, longest: 0 }],
    ] as const
  ).map(([when, more]) =>
    shown(`A nudge ${when}`, reminderMessage({ ...reminder, kind: 'nudge', ...more }), when),
  ),
  shown('A nudge where a freeze is held', reminderMessage({ ...reminder, kind: 'nudge' }), 'with a freeze'),
  shown(
    'A nudge by a weekly cadence',
    reminderMessage({ ...reminder, kind: 'nudge', week: { done: 2, target: 3 } }),
    'with a weekly cadence',
  ),
  shown('A week with a milestone and an error that many hit', roundupMessage(week, 'Rust Lisbon'), 'more'),
  shown('A member shares a picture with a community that they left', pictureNowhere()),
  shown('The same with one that has no channel', pictureNowhere('Rust Lisbon'), 'without a channel'),
  shown('A profile changed its zone', zoneOffer('Asia/Tokyo', 'Europe/Lisbon')),
  shown('The member keeps it', zoneKept),
  said(
    'welcome',
    'The bot arrives in a community',
    welcomeText((name) => `/${name}`),
  ),
  said('budget-spent', 'The language model’s questions for the day are used up', spentText('member-budget')),
  said('budget-spent', 'The same for a whole community', spentText('community-budget'), 'for a community'),
  shown(
    'A button of an older version',
    staleButton((name) => `/${name}`),
  ),
  shown('Too many commands in a minute', tooFast(7)),
  shown('A command failed', unexpected('k3x9qa')),
];

/** What one platform alone has to say. */
export const platformMessages: readonly Message[] = [
  shown('On Discord, a form came too late', formTooSlow),
  shown('On Discord, an answer was refused', notShown),
  shown(
    'On Slack, a form came too late',
    openAgain('What broke?', { type: 'press' } as never, 'expired_trigger_id'),
  ),
  shown(
    'On Slack, a form could not be opened',
    openAgain('What broke?', { type: 'press' } as never, 'x'),
    'refused',
  ),
  shown('On Slack, a file was refused', notShared(undefined)),
  said('other-workspace', 'On Slack, to a guest whose workspace has no Shipmate', belongsTo('Night Shift')),
  said('other-workspace', 'The same where nobody knows whose it is', belongsTo(undefined), 'of no workspace'),
  said(
    'other-workspace',
    'To a guest whose workspace has one',
    hasItsOwn('Night Shift', 'Day Shift'),
    'with its own',
  ),
  said('forgotten-slash', 'In the playground, a command without its slash', hintText('log')),
];

function shown(after: string, reply: Reply | RenderedReply, note?: string): Message {
  return { code: reply.code, after, said: reply as RenderedReply, ...(note !== undefined && { note }) };
}

function said(code: string, after: string, text: Markdown, note?: string): Message {
  return shown(after, { code, visibility: 'private', text }, note);
}
