import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import type { Answer, Button } from '../src/chat/reply.ts';
import { ensurePerson, prospect } from '../src/core/account/present.ts';
import { type Instant, wallTime } from '../src/core/calendar/index.ts';
import { type Community, roundupChannelOf } from '../src/core/people/index.ts';
import { type Delivery, deliveryId, laneOf, pendingDelivery } from '../src/core/reminders/index.ts';
import { nextRoundupOf, roundupPeriod, roundupWeek } from '../src/core/roundups/index.ts';
import { refusedText } from '../src/messages/history.ts';
import { instantText, readerIn } from '../src/messages/when.ts';
import { count } from '../src/messages/words.ts';
import { drawnRoundup } from '../src/posts/drawn-roundup.ts';
import { rewriteRoundupsOf } from '../src/posts/roundup-copies.ts';
import { settings } from '../src/settings/table.ts';
import { joinLeaderboard, leaveLeaderboard, showLeaderboard } from './roundup/leaderboard.ts';

const postForMs = 60 * 60 * 1000;

export default {
  name: 'roundup',
  summary: "Preview the community's week, or see the leaderboard",
  group: 'together',
  communityOnly: true,
  leaf: leaf({
    summary: "The community's week so far, or its leaderboard; organisers can post it now",
    options: {
      view: {
        kind: 'choice',
        summary: 'What to see: the week (the default) or the leaderboard',
        choices: [
          { value: 'week', label: 'the week so far' },
          { value: 'leaderboard', label: 'the leaderboard' },
        ],
      },
      action: {
        kind: 'choice',
        summary: 'Preview it (the default) or post it now',
        choices: [
          { value: 'preview', label: 'preview' },
          { value: 'post', label: 'post it now (organisers)' },
        ],
      },
    },
    run: ({ view, action }, context) => {
      if (view === 'leaderboard') return action === 'post' ? notPosted(context) : showLeaderboard(context);
      return action === 'post' ? post(undefined, context) : preview(context);
    },
  }),
  actions: {
    post: { run: ([told], context) => post(told, context) },
    'opt-out': { run: (_args, context) => consent(false, context) },
    'opt-in': { run: (_args, context) => consent(true, context) },
    leaderboard: { run: (_args, context) => showLeaderboard(context) },
    'leaderboard-join': { run: (_args, context) => joinLeaderboard(context) },
    'leaderboard-leave': { run: (_args, context) => leaveLeaderboard(context) },
  },
} satisfies Command;

const notPosted = async ({ commandName }: Context): Promise<Answer> =>
  privately(
    'leaderboard-not-posted',
    md`Nothing was posted: the leaderboard can't be. Post the roundup with ${code(`${commandName('roundup')} action:post`)}, or see the leaderboard with ${code(`${commandName('roundup')} view:leaderboard`)}.`,
  );

const outside = privately(
  'community-only',
  md`Roundups only work in a community. Try it in one of its channels.`,
);

async function preview(context: Context): Promise<Answer> {
  const {
    community,
    now,
    isOrganiser,
    member,
    services: { stores, rules },
  } = context;
  if (!community) return outside;
  const period = (await roundupPeriod(stores.deliveries, community, now)) ?? { from: now, to: now };
  const message = await drawnRoundup(stores, community, period, rules.freezes);
  const posted = await postedThisWeek(community, context);
  const mayPost =
    isOrganiser && roundupChannelOf(community) !== undefined && (!posted || notSent(posted) !== undefined);
  const afterThis = await nextRoundupOf(stores.deliveries, community, now, true);
  return {
    ...message,
    code: 'roundup-preview',
    visibility: 'private',
    text: joined(
      [
        message.text,
        await whenText(community, context),
        mayPost ? insteadText(community, afterThis, context) : undefined,
      ],
      '\n\n',
    ),
    buttons: [
      [
        ...(mayPost ? [postButton(afterThis)] : []),
        member?.inRoundup === false ? inButton : outButton,
        leaderboardButton,
      ],
    ],
  };
}

const outButton = { label: 'Leave me out', action: { name: 'roundup.opt-out' } } as const;
const inButton = { label: 'Put me back in', action: { name: 'roundup.opt-in' } } as const;

const leaderboardButton = { label: 'Leaderboard', action: { name: 'roundup.leaderboard' } } as const;

/** It carries when the next one was said to come, so that an old button asks again. */
const postButton = (next: Instant | undefined): Button => ({
  label: 'Post it now',
  action: { name: 'roundup.post', args: [String(next ?? 'off')] },
});

function postedThisWeek(
  community: Community,
  { now, services: { stores } }: Context,
): Promise<Delivery | undefined> {
  const owner = { communityId: community.id };
  return stores.deliveries.find(owner, deliveryId(owner, 'roundup', roundupWeek(community, now)));
}

async function whenText(community: Community, context: Context): Promise<Markdown> {
  const {
    now,
    commandName,
    services: { stores },
  } = context;
  const next = await nextRoundupOf(stores.deliveries, community, now);
  if (next === undefined) return md`_Roundups are off here._`;
  if (roundupChannelOf(community) === undefined)
    return md`_It has no channel yet. Organisers can choose one with ${code(commandName('setup channel'))}._`;
  return md`_It goes out ${roundupInstant(next, community, context)} (${community.zone})._`;
}

const roundupInstant = (at: Instant, { zone }: Community, { now, person }: Context): string =>
  instantText(at, readerIn(zone, person?.language), now);

/** What posting it by hand means for the one that comes by itself: a week gets one. */
function insteadText(community: Community, next: Instant | undefined, context: Context): Markdown {
  if (next === undefined) return md`_Roundups are off, so this will be the only one._`;
  const days = wallTime(community.zone, next).day - wallTime(community.zone, context.now).day;
  return md`_If you post it now, the next one comes ${roundupInstant(next, community, context)}, in ${count(days, 'day')}._`;
}

/** `told`: when the next one comes, as it was said before; without it that is said first. */
async function post(told: string | undefined, context: Context): Promise<Answer> {
  const {
    community,
    now,
    isOrganiser,
    commandName,
    services: { stores, wakeDeliveryWorker },
  } = context;
  if (!community) return outside;
  if (!isOrganiser)
    return privately('organisers-only', md`Only organisers can post it. It comes out every week anyway.`);
  if (roundupChannelOf(community) === undefined) {
    return privately(
      'no-channel',
      md`Choose a channel first with ${code(`${commandName('setup channel')} #general`)}.`,
    );
  }
  const before = await postedThisWeek(community, context);
  const ended = before && notSent(before);
  if (before && ended === undefined) return privately('roundup-posted-before', beforeText(before));
  const next = await nextRoundupOf(stores.deliveries, community, now, true);
  if (told !== String(next ?? 'off')) {
    return privately(
      'roundup-post-asked',
      joined([md`**Post the roundup now?**`, insteadText(community, next, context)]),
      { buttons: [[{ ...postButton(next), style: 'primary' }]] },
    );
  }
  const owed = pendingDelivery({
    owner: { communityId: community.id },
    kind: 'roundup',
    key: roundupWeek(community, now),
    lane: laneOf(community, 'roundup'),
    dueAt: now,
    expiresAt: now + postForMs,
  });
  const fresh = ended ? await stores.deliveries.reopen(owed, ended) : await stores.deliveries.put(owed);
  if (!fresh) return privately('roundup-posted-before', beforeText(undefined));
  wakeDeliveryWorker();
  return privately(
    'roundup-posted',
    next === undefined
      ? md`On its way! Roundups are off, so there's no next one.`
      : md`On its way! The next one comes ${roundupInstant(next, community, context)}.`,
  );
}

/** How it came to its end, if it certainly was not sent: it may then be posted by hand. */
function notSent({ state, reason }: Delivery): 'missed' | 'dropped' | 'failed' | 'parked' | undefined {
  if (reason === 'uncertain') return undefined;
  return state === 'missed' || state === 'dropped' || state === 'failed' || state === 'parked'
    ? state
    : undefined;
}

function beforeText(before: Delivery | undefined): Markdown {
  if (before?.state === 'sent') return md`This week's roundup is already posted. One a week is enough.`;
  if (before?.state === 'missed')
    return md`I'm not sure this week's roundup arrived. Please check the channel. The next one will cover this week, too.`;
  return md`This week's roundup is already on its way.`;
}

async function consent(on: boolean, context: Context): Promise<Answer> {
  // Roundups may show a newcomer's shared entries anyway; only who wants to be left out has chosen something.
  const { member } = on ? prospect(context) : await ensurePerson(context);
  if (!member) return outside;
  if (!on || context.member)
    await context.services.stores.members.put(settings.roundup.apply(member, on, context));
  const refused = await rewriteRoundupsOf(context.services, member);
  if (on)
    return privately(
      'roundup-in',
      joined([md`Good to have you! Roundups can show what you share.`, refusedText(refused)]),
      { buttons: [[outButton]] },
    );
  return privately(
    'roundup-out',
    joined([
      md`Done. You're out of roundups, including those already posted. Your shared entries stay where they are.`,
      refusedText(refused),
    ]),
    { buttons: [[inButton]] },
  );
}
