import { change, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined as inLines, type Markdown, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { type Apart, editEntry, joinEntries } from '../../src/core/log/index.ts';
import { dateProblemText } from '../../src/messages/logged.ts';
import { typingText } from '../../src/messages/typed.ts';
import { dateText } from '../../src/messages/words.ts';
import { typingAudience, withTyping } from '../../src/settings/person/typing.ts';
import { afterChange, afterRemoval } from '../history/finish.ts';
import { gone, streakLine } from '../history/mine.ts';
import { whoSees } from './typed-facts.ts';

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
  const moved = await editEntry(
    stores,
    person,
    id,
    (before) => (before.backdated ? undefined : { day: before.day - 1 }),
    limits,
  );
  if (!moved.ok) {
    if (!('earliest' in moved)) return gone;
    return privately(moved.code, md`${dateProblemText(moved, moved.latest, person.language)}`);
  }
  const refused = await afterChange(moved, person, context);
  return privately(
    'moved',
    inLines([
      md`Done, it counts for **${dateText(moved.entry.day, person.language)}** now.`,
      await streakLine(context, person),
      refused,
    ]),
    { buttons: [[{ label: 'Undo', action: { name: 'history.revert', args: [id], inPlace: true } }]] },
  );
}

const whyTexts: Readonly<Record<Exclude<Apart, 'not-found' | 'busy'>, Markdown>> = {
  'other-readers': md`Not the same people see both, so I left them apart.`,
  'other-day': md`They count for different days, so I left them apart.`,
  'other-project': md`They belong to different projects, so I left them apart.`,
  'too-long': md`Together they are too long for one entry, so I left them apart.`,
  'too-many-pictures': md`Together they have too many pictures for one entry, so I left them apart.`,
  'too-many-tags': md`Together they have too many tags for one entry, so I left them apart.`,
};

/** *Add it to the one before*: both become the earlier entry. */
export async function joinToBefore(id: string, into: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return gone;
  // Who sees one of them, or its day, may have been changed since the button was sent.
  const joined = await joinEntries(stores, person, { id, into }, now);
  if (!joined.ok) {
    const { code } = joined;
    return code === 'not-found' || code === 'busy' ? gone : privately('not-joined', whyTexts[code]);
  }
  const { entry, before, removed } = joined;
  const refused = [
    await afterChange({ entry, before }, person, context),
    await afterRemoval({ entry: { ...removed, deletedAt: now }, before: removed }, person, context),
  ];
  return privately('joined', inLines([md`Done, that's one entry now.`, ...refused]), {
    buttons: [
      [
        { label: 'Show it', action: { name: 'history.show', args: [into], inPlace: true } },
        { label: 'Take them apart', action: { name: 'history.revert', args: [into], inPlace: true } },
      ],
    ],
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
    inLines([
      md`OK. ${typingText(typingAudience(changed, { communities }))}`,
      value === 'private'
        ? undefined
        : md`This starts with your next message. To share the last one too, use its **Share** button.`,
      md`Change it with ${code(`${commandName('settings')} typing:private`)}.`,
    ]),
  );
}
