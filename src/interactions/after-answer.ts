import type { Context } from '../chat/context.ts';
import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import { type Answer, opensForm } from '../chat/reply.ts';
import { updatePerson } from '../core/account/index.ts';
import { moveLateWrites } from '../core/linking/index.ts';
import type { Person } from '../core/people/index.ts';
import { deliveryId, isRefused, recordActivity } from '../core/reminders/index.ts';
import { sharedPictureOf } from '../core/sharing/index.ts';
import { notPostedText } from '../messages/not-posted.ts';
import { notPostedNote } from './not-posted.ts';
import { withOrganiserNotes } from './organiser-notes.ts';
import { withStreakNews } from './streak-news.ts';
import { withoutTold, withUndelivered } from './undelivered.ts';

/**
 * After an answer: the visit counts as heard of today, and once, kindly, a closed DM is mentioned and what was saved while
 * its answer did not get through; and what happened to the streak.
 */
export async function afterAnswer(context: Context, given: Answer): Promise<Answer> {
  const noted = await withOrganiserNotes(context, given);
  const found = await context.services.stores.people.findByIdentity(context.actor.identity);
  if (!found) return noted;
  // They were linked or parted while this was being written.
  const wrote = context.person;
  if (wrote && wrote.id !== found.id)
    await moveLateWrites(context.services.stores, wrote.id, found, context.actor.identity);
  // What was read later is answered in one message, made of these answers: that one tells the news, and the next one the rest.
  if (context.caughtUp) {
    await visited(context, found);
    return noted;
  }
  const { answer: saved, told: undelivered } = await withUndelivered(
    context.services.stores.entries,
    found,
    noted,
  );
  const tellsNews = !opensForm(saved) && saved.visibility === 'private';
  const { answer, person } = tellsNews
    ? await withStreakNews(context, found, saved)
    : { answer: saved, person: found };
  const unposted = await unpostedNote(context, person);
  const canTell = !opensForm(answer) && answer.visibility === 'private';
  const tell = person.dm?.closedAt !== undefined && !person.dm.told && canTell;
  await visited(context, person, (current) =>
    withoutTold(told(current, tell, canTell || !unposted ? person : {}), undelivered),
  );
  if (opensForm(answer) || !canTell || !(tell || unposted)) return answer;
  const note = md`By the way: I can't DM you, so your prompts are on hold. Open your DMs, then use ${code(context.commandName('start'))}.`;
  return { ...answer, text: joined([answer.text, tell && note, unposted], '\n\n') };
}

/** The visit counts as heard of today; `also`: what else changes. */
const visited = (
  { now, actedAt, services: { stores, rules } }: Context,
  person: Person,
  also: (current: Person) => Person = (current) => current,
): Promise<Person> =>
  updatePerson(stores.people, person, { now, tzdb: rules.tzdb }, (current) =>
    also(recordActivity(current, actedAt)),
  );

const unpostedNote = async (context: Context, person: Person): Promise<Markdown | undefined> => {
  const notes = [await shareNote(context, person), await pictureNote(context, person)];
  const said = notes.filter((it) => it !== undefined);
  return said.length > 0 ? joined(said, '\n\n') : undefined;
};

/** The picture that they shared last did not get there; said once. */
async function pictureNote(
  { services: { stores } }: Context,
  { id, pictureRefused: key }: Person,
): Promise<Markdown | undefined> {
  const owner = { personId: id };
  const owed =
    key === undefined ? undefined : await stores.deliveries.find(owner, deliveryId(owner, 'picture', key));
  if (!owed || !isRefused(owed)) return undefined;
  const community = await stores.communities.find(sharedPictureOf(owed)?.communityId ?? '');
  const why = notPostedText({ reason: owed.reason ?? '', isFinal: true });
  return md`By the way: the picture you shared with ${community?.name ?? 'your community'} is ${why}. You can share it again any time.`;
}

/** What they shared last stands nowhere; said once. */
async function shareNote(context: Context, { id, shareRefused }: Person): Promise<Markdown | undefined> {
  const {
    services: { stores },
  } = context;
  const entry = shareRefused === undefined ? undefined : await stores.entries.find(id, shareRefused);
  const why = entry && (await notPostedNote(context, entry));
  if (!why) return undefined;
  const community = await stores.communities.find(entry.communityId ?? '');
  return md`By the way: what you shared with ${community?.name ?? 'your community'} is ${why}. It's safe in your log. If the channel works again within 7 days, I'll post it then.`;
}

type Refused = Pick<Person, 'shareRefused' | 'pictureRefused'>;

/** `heard`: what they were told of, or need not be. What was refused since is still to be told. */
function told(person: Person, tell: boolean, heard: Refused): Person {
  const left = without(without(person, 'shareRefused', heard), 'pictureRefused', heard);
  return tell && left.dm ? { ...left, dm: { ...left.dm, told: true } } : left;
}

function without(person: Person, what: keyof Refused, heard: Refused): Person {
  if (heard[what] === undefined || person[what] !== heard[what]) return person;
  const { [what]: _told, ...rest } = person;
  return rest;
}
