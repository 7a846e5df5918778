import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { ensurePerson } from '../src/core/account/present.ts';
import { cheer } from '../src/core/log/index.ts';
import { idsOf, ownIdOf } from '../src/core/people/index.ts';
import { choicesFor, findShared, recentlyShared, sharedChoices } from '../src/interactions/shared-entries.ts';
import { count, nameText } from '../src/messages/words.ts';
import { editCopies } from '../src/posts/copies.ts';

export default {
  name: 'kudos',
  summary: "Cheer someone's entry",
  group: 'together',
  communityOnly: true,
  leaf: leaf({
    summary: "Cheer someone's entry; without one, choose from the latest",
    options: {
      entry: {
        kind: 'text',
        summary: 'Whose entry, or what it said',
        suggest: suggestOthers,
        free: true,
        maxLength: 100,
      },
    },
    run: ({ entry }, context) => (entry === undefined ? choose(context) : give(entry.trim(), context)),
  }),
  actions: { give: { run: ([id], context, [selected]) => give(selected ?? id ?? '', context) } },
} satisfies Command;

async function choose(context: Context): Promise<Answer> {
  const others = await ofOthers(context);
  if (others.length === 0)
    return privately(
      'nothing-to-cheer',
      md`No one else has shared anything in the last two weeks. You could be the first!`,
    );
  return privately('kudos-choice', md`Whose work deserves a cheer?`, {
    namesOthers: true,
    select: {
      placeholder: 'Choose an entry…',
      action: { name: 'kudos.give' },
      choices: sharedChoices(others),
    },
  });
}

const isOfOthers =
  ({ person }: Context) =>
  (entry: { readonly personId: string }): boolean =>
    entry.personId !== person?.id;

const ofOthers = async (context: Context) => {
  const isTheirs = isOfOthers(context);
  return (await recentlyShared(context)).filter(({ entry }) => isTheirs(entry));
};

async function give(wanted: string, context: Context): Promise<Answer> {
  const {
    community,
    services: { stores },
  } = context;
  const entry = community && (await findShared(wanted, context, isOfOthers(context)));
  if (!entry) return privately('entry-gone', md`I can't find that entry here. It may be private now.`);
  const { person } = await ensurePerson(context);
  const by = ownIdOf(person, context.actor.identity);
  const cheered = await cheer(stores.entries, community.id, entry.id, by, idsOf(person));
  if (!cheered.ok) return notCheered(cheered.code);
  if (!cheered.fresh) return privately('cheered-before', md`You already cheered that one. It still counts!`);
  await editCopies(context, cheered.entry);
  const author = await stores.members.find(community.id, cheered.entry.personId);
  return privately(
    'cheered',
    md`👏 ${nameText(author?.displayName)} got your cheer (${count(cheered.entry.kudos.length, 'cheer')}).`,
    { namesOthers: true },
  );
}

function notCheered(why: 'not-found' | 'own-entry' | 'busy'): Answer {
  if (why === 'own-entry') return privately('own-entry', md`That one's yours. Nice work, though!`);
  return why === 'busy'
    ? privately('busy', md`Lots of people are cheering that one. Please try again.`)
    : privately('entry-gone', md`That entry isn't shared here anymore.`);
}

async function suggestOthers(typed: string, context: Context) {
  return choicesFor(typed, await ofOthers(context));
}
