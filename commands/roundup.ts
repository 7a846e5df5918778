import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import { ensurePerson } from '../src/chat/person.ts';
import type { Answer } from '../src/chat/reply.ts';
import { deliveryId, pendingDelivery } from '../src/core/reminders/index.ts';
import { nextRoundupAt, roundupPeriod, roundupWeek, weekFacts } from '../src/core/roundups/index.ts';
import { roundupMessage } from '../src/messages/roundup.ts';
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
  const { community, stores, now, rules, isOrganiser, person } = context;
  if (!community) return outside;
  const facts = await weekFacts(stores, community, roundupPeriod(community, now), rules.freezes);
  const message = roundupMessage(facts, community.name, await weekOf(facts, community.name));
  const next = nextRoundupAt(community, now);
  const when =
    next === undefined
      ? md`_Roundups are off here._`
      : community.channel === undefined
        ? md`_No channel is set for it yet; organisers choose one with ${code(context.commandName('setup channel'))}._`
        : md`_It goes out ${instantText(next, now, community.zone, person?.language ?? 'en-GB')} (${community.zone})._`;
  const posting =
    isOrganiser && community.channel !== undefined
      ? [{ label: 'Post it now', action: { name: 'roundup.post' } }]
      : [];
  return {
    ...message,
    code: 'roundup-preview',
    visibility: 'private',
    text: joined([message.text, when], '\n\n'),
    buttons: [[...posting, { label: 'Leave me out', action: { name: 'roundup.opt-out' } }]],
  };
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
  const owner = { communityId: community.id };
  const key = roundupWeek(community, now);
  const fresh = await stores.deliveries.put(
    pendingDelivery({ owner, kind: 'roundup', key, dueAt: now, expiresAt: now + postForMs }),
  );
  if (fresh) {
    knock();
    return privately('roundup-posted', md`On its way. It is this week's; the next one comes next week.`);
  }
  const before = await stores.deliveries.find(owner, deliveryId(owner, 'roundup', key));
  const text =
    before?.state === 'sent'
      ? md`This week's roundup was posted already; one a week is enough.`
      : md`This week's roundup was due already and did not get through (${before?.reason ?? 'on its way'}). The next one covers what it missed.`;
  return privately('roundup-posted-before', text);
}

async function consent(on: boolean, context: Context): Promise<Answer> {
  const { member } = await ensurePerson(context);
  if (!member) return outside;
  await context.stores.members.put({ ...member, inRoundup: on });
  if (on) return privately('roundup-in', md`Good to have you: what you share may show up in the roundup.`);
  return privately(
    'roundup-out',
    md`Done, roundups leave you out from now on. What you share stays where it is.`,
    {
      buttons: [[{ label: 'Put me back in', action: { name: 'roundup.opt-in' } }]],
    },
  );
}
