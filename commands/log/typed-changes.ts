import { change, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { deleteEntry, editEntry, fitText } from '../../src/core/log/index.ts';
import { refusedText } from '../../src/messages/history.ts';
import { dateProblemText } from '../../src/messages/logged.ts';
import { typingText } from '../../src/messages/typed.ts';
import { dateText } from '../../src/messages/words.ts';
import { editCopies, removeCopies } from '../../src/posts/copies.ts';
import { typingAudience, withTyping } from '../../src/settings/person/typing.ts';
import { gone, streakLine } from '../history/mine.ts';
import { isJoinable, whoSees } from './typed-facts.ts';

/** *It was for yesterday*: the entry counts for the day before (S7, S8). */
export async function moveToYesterday(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  const entry = person && (await stores.entries.find(person.id, id));
  if (!entry) return gone;
  // Pressed again, it moves no further.
  if (entry.backdated)
    return privately('moved-before', md`It counts for ${dateText(entry.day, person.language)} already.`);
  const limits = { now, backdateDays: rules.backdateDays };
  const moved = await editEntry(stores, person, id, { day: entry.day - 1 }, limits);
  if (!moved.ok) {
    if (!('earliest' in moved)) return gone;
    return privately(moved.code, md`${dateProblemText(moved, moved.latest, person.language)}`);
  }
  const refused = await editCopies(context, moved.entry, moved.before);
  return privately(
    'moved',
    joined([
      md`Done, it counts for **${dateText(moved.entry.day, person.language)}** now.`,
      await streakLine(context, person),
      refusedText(refused),
    ]),
    { buttons: [[{ label: 'Undo', action: { name: 'history.revert', args: [id], inPlace: true } }]] },
  );
}

const apart = (why: Markdown): Answer => privately('not-joined', why);

/** *Add it to the one before*: both texts become the earlier entry. */
export async function joinEntries(id: string, beforeId: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  const entry = person && (await stores.entries.find(person.id, id));
  const before = entry && (await stores.entries.find(person.id, beforeId));
  if (!entry || !before) return gone;
  // Who sees one of them may have been changed since the button was sent.
  if (!isJoinable(entry, before)) return apart(md`Not the same people see both, so I left them apart.`);
  const text = `${before.text}\n${entry.text}`;
  if (fitText(text).shortened)
    return apart(md`Together they are too long for one entry, so I left them apart.`);
  const limits = { now, backdateDays: rules.backdateDays };
  const longer = await editEntry(stores, person, before.id, { text }, limits);
  const removed = longer.ok ? await deleteEntry(stores, person, entry.id, now) : undefined;
  if (!longer.ok || !removed?.ok) return gone;
  const refused = [
    ...(await editCopies(context, longer.entry, longer.before)),
    ...(await removeCopies(context, removed.before)),
  ];
  return privately('joined', joined([md`Done, that's one entry now.`, refusedText(refused)]), {
    buttons: [[{ label: 'Show it', action: { name: 'history.show', args: [before.id], inPlace: true } }]],
  });
}

/** Who sees what they type from now on; what is logged already stays as it is. */
export async function chooseAudience(wanted: string, context: Context): Promise<Answer> {
  const {
    person,
    commandName,
    services: { stores },
  } = context;
  if (!person) return gone;
  const { communities } = await whoSees(person, stores);
  const value = communities.some((it) => it.id === wanted) ? wanted : 'private';
  const changed = await change(context, person, (current) => withTyping(current, value));
  return privately(
    'typing-chosen',
    joined([
      md`OK. ${typingText(typingAudience(changed, { communities }))}`,
      value === 'private'
        ? undefined
        : md`This starts with your next message. To share the last one too, use its **Share** button.`,
      md`Change it with ${code(`${commandName('settings')} typing:private`)}.`,
    ]),
  );
}
