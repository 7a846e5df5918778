import { bringAlong } from '../core/linking/index.ts';
import { type Person, updatePerson } from '../core/people/index.ts';
import { heardAt } from '../core/reminders/index.ts';
import type { Context } from './context.ts';
import { code, joined, md } from './markdown.ts';
import { withOrganiserNotes } from './organiser-notes.ts';
import { type Answer, opensForm } from './reply.ts';
import { withoutTold, withUndelivered } from './undelivered.ts';

/**
 * After an answer: the visit counts as heard of today, and once, kindly, a closed DM is mentioned and what was saved while
 * its answer did not get through.
 */
export async function leave(context: Context, given: Answer): Promise<Answer> {
  const noted = await withOrganiserNotes(context, given);
  const person = await context.stores.people.findByIdentity(context.actor.identity);
  if (!person) return noted;
  // They were linked or parted while this was being written.
  const wrote = context.person;
  if (wrote && wrote.id !== person.id)
    await bringAlong(context.stores, wrote.id, person, context.actor.identity);
  const { answer, told: undelivered } = await withUndelivered(context.stores.entries, person, noted);
  const tell =
    person.dm?.closedAt !== undefined &&
    !person.dm.told &&
    !opensForm(answer) &&
    answer.visibility === 'private';
  await updatePerson(
    context.stores.people,
    person,
    { now: context.now, tzdb: context.rules.tzdb },
    (current) => withoutTold(told(heardAt(current, context.now), tell), undelivered),
  );
  if (!tell || opensForm(answer)) return answer;
  const note = md`By the way: your DMs are closed to me, so your prompts wait. Open them, then ${code(context.commandName('start'))} goes on.`;
  return { ...answer, text: joined([answer.text, note], '\n\n') };
}

const told = (person: Person, tell: boolean): Person =>
  tell && person.dm ? { ...person, dm: { ...person.dm, told: true } } : person;
