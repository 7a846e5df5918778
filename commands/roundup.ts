import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import { ensurePerson } from '../src/chat/person.ts';
import type { Answer } from '../src/chat/reply.ts';
import type { Community, Member } from '../src/core/people/index.ts';
import { type Delivery, deliveryId, laneOf, pendingDelivery } from '../src/core/reminders/index.ts';
import {
  longestPeriodMs,
  nextRoundupAt,
  roundupPeriod,
  roundupWeek,
  weekFacts,
} from '../src/core/roundups/index.ts';
import { refusedText } from '../src/messages/history.ts';
import { roundupMessage } from '../src/messages/roundup.ts';
import { rewriteRoundups, roundupsWith } from '../src/messages/roundup-copies.ts';
import { weekOf } from '../src/messages/week.ts';
import { instantText } from '../src/messages/words.ts';

const postForMs = 60 * 60 * 1000;

export default {
  name: 'roundup',
  summary: "The community's week: see it before it is posted",
  communityOnly: true,
  leaf: leaf({
    summary: "The community's week so far; organisers may post it now",
    options: {
      action: {
        kind: 'choice',
        summary: 'Look at it (the default) or post it now',
        choices: [
          { value: 'preview', label: 'preview' },
          { value: 'post', label: 'post it now (organisers)' },
        ],
      },
    },
    run: ({ action }, context) => (action === 'post' ? post(context) : preview(context)),
  }),
  actions: {
    post: { run: (_args, context) => post(context) },
    'opt-out': { run: (_args, context) => consent(false, context) },
    'opt-in': { run: (_args, context) => consent(true, context) },
  },
} satisfies Command;

const outside = privately(
  'community-only',
  md`A roundup belongs to a community: use it in one of its channels.`,
);

async function preview(context: Context): Promise<Answer> {
  const { community, stores, now, rules, isOrganiser, member } = context;
  if (!community) return outside;
  const facts = await weekFacts(stores, community, roundupPeriod(community, now), rules.freezes);
  const message = roundupMessage(facts, community.name, await weekOf(facts, community.name));
  const posted = await postedThisWeek(community, context);
  const posting =
    isOrganiser && community.channel !== undefined && (!posted || notSent(posted) !== undefined)
      ? [{ label: 'Post it now', action: { name: 'roundup.post' } }]
      : [];
  return {
    ...message,
    code: 'roundup-preview',
    visibility: 'private',
    text: joined([message.text, whenText(community, posted !== undefined, context)], '\n\n'),
    buttons: [[...posting, member?.inRoundup === false ? inButton : outButton]],
  };
}

const outButton = { label: 'Leave me out', action: { name: 'roundup.opt-out' } } as const;
const inButton = { label: 'Put me back in', action: { name: 'roundup.opt-in' } } as const;

function postedThisWeek(community: Community, { stores, now }: Context): Promise<Delivery | undefined> {
  const owner = { communityId: community.id };
  return stores.deliveries.find(owner, deliveryId(owner, 'roundup', roundupWeek(community, now)));
}

function whenText(community: Community, posted: boolean, { now, person, commandName }: Context): Markdown {
  const soon = nextRoundupAt(community, now);
  if (soon === undefined) return md`_Roundups are off here._`;
  if (community.channel === undefined)
    return md`_No channel is set for it yet; organisers choose one with ${code(commandName('setup channel'))}._`;
  // A week gets one roundup only (rule 29 of docs/reminders.md).
  const isThisWeeks = roundupWeek(community, soon) === roundupWeek(community, now);
  const next = posted && isThisWeeks ? (nextRoundupAt(community, soon) ?? soon) : soon;
  return md`_It goes out ${instantText(next, now, community.zone, person?.language ?? 'en-GB')} (${community.zone})._`;
}

async function post(context: Context): Promise<Answer> {
  const { community, stores, now, isOrganiser, knock, commandName } = context;
  if (!community) return outside;
  if (!isOrganiser)
    return privately('organisers-only', md`Only organisers post it. It comes by itself every week.`);
  if (community.channel === undefined) {
    return privately(
      'no-channel',
      md`Choose a channel first: ${code(`${commandName('setup channel')} #general`)}.`,
    );
  }
  const before = await postedThisWeek(community, context);
  const ended = before && notSent(before);
  const owed = pendingDelivery({
    owner: { communityId: community.id },
    kind: 'roundup',
    key: roundupWeek(community, now),
    lane: laneOf(community, 'roundup'),
    dueAt: now,
    expiresAt: now + postForMs,
  });
  const fresh = before
    ? ended !== undefined && (await stores.deliveries.reopen(owed, ended))
    : await stores.deliveries.put(owed);
  if (fresh) {
    knock();
    return privately('roundup-posted', md`On its way. It is this week's; the next one comes next week.`);
  }
  return privately('roundup-posted-before', beforeText(before));
}

/** How it came to its end, if it certainly was not sent: it may then be posted by hand. */
function notSent({ state, reason }: Delivery): 'missed' | 'dropped' | 'failed' | 'parked' | undefined {
  if (reason === 'uncertain') return undefined;
  return state === 'missed' || state === 'dropped' || state === 'failed' || state === 'parked'
    ? state
    : undefined;
}

function beforeText(before: Delivery | undefined): Markdown {
  if (before?.state === 'sent') return md`This week's roundup was posted already; one a week is enough.`;
  if (before?.state === 'missed')
    return md`I do not know whether this week's roundup arrived: please look in the channel. The next one covers this week too.`;
  return md`This week's roundup is on its way already.`;
}

async function consent(on: boolean, context: Context): Promise<Answer> {
  const { member } = await ensurePerson(context);
  if (!member) return outside;
  await context.stores.members.put({ ...member, inRoundup: on });
  const refused = await rewriteTheirs(member, context);
  if (on)
    return privately(
      'roundup-in',
      joined([md`Good to have you: roundups may show what you share.`, refusedText(refused)]),
      { buttons: [[outButton]] },
    );
  return privately(
    'roundup-out',
    joined([
      md`Done: roundups leave you out, the last one too. What you share stays where it is.`,
      refusedText(refused),
    ]),
    { buttons: [[inButton]] },
  );
}

/** Makes the last roundups anew in which their entries would stand. */
async function rewriteTheirs(
  { communityId, personId }: Member,
  context: Context,
): Promise<readonly string[]> {
  const { stores, now } = context;
  const shared = await stores.entries.sharedWith(communityId, now - longestPeriodMs, now + 1);
  const instants = shared.filter((it) => it.personId === personId).map((it) => it.at);
  return rewriteRoundups(context, await roundupsWith(context, communityId, instants));
}
