import { bringAlong } from '../core/linking/index.ts';
import { type Person, updatePerson } from '../core/people/index.ts';
import { heardAt } from '../core/reminders/index.ts';
import type { Context } from './context.ts';
import { code, joined, md } from './markdown.ts';
import { withOrganiserNotes } from './organiser-notes.ts';
import { type Answer, opensForm } from './reply.ts';

/** After an answer: the visit counts as heard of today, and a closed DM is mentioned once, kindly. */
export async function leave(context: Context, given: Answer): Promise<Answer> {
  const answer = await withOrganiserNotes(context, given);
  const person = await context.stores.people.findByIdentity(context.actor.identity);
  if (!person) return answer;
  // They were linked or parted while this was being written.
  const wrote = context.person;
  if (wrote && wrote.id !== person.id)
    await bringAlong(context.stores, wrote.id, person, context.actor.identity);
  const tell =
    person.dm?.closedAt !== undefined &&
    !person.dm.told &&
    !opensForm(answer) &&
    answer.visibility === 'private';
  await updatePerson(
    context.stores.people,
    person,
    { now: context.now, tzdb: context.rules.tzdb },
    (current) => told(heardAt(current, context.now), tell),
  );
  if (!tell || opensForm(answer)) return answer;
  const note = md`By the way: your DMs are closed to me, so your prompts wait. Open them, then ${code(context.commandName('start'))} goes on.`;
  return { ...answer, text: joined([answer.text, note], '\n\n') };
}

const told = (person: Person, tell: boolean): Person =>
  tell && person.dm ? { ...person, dm: { ...person.dm, told: true } } : person;
