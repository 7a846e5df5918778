import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { md } from '../src/chat/markdown.ts';
import { ensurePerson } from '../src/chat/person.ts';
import type { Answer } from '../src/chat/reply.ts';
import { cheer, type Entry } from '../src/core/log/index.ts';
import { editCopies } from '../src/messages/copies.ts';
import { count, excerpt } from '../src/messages/words.ts';

const recentMs = 14 * 24 * 60 * 60 * 1000;

export default {
  name: 'kudos',
  summary: "Cheer somebody's entry",
  communityOnly: true,
  leaf: leaf({
    summary: "Cheer somebody's entry; without one you choose from the latest",
    options: {
      entry: {
        kind: 'text',
        summary: 'Whose entry, or what it said',
        suggest: suggestShared,
        free: true,
        maxLength: 100,
      },
    },
    run: ({ entry }, context) => (entry === undefined ? choose(context) : give(entry.trim(), context)),
  }),
  actions: { give: { run: ([id], context, [selected]) => give(selected ?? id ?? '', context) } },
} satisfies Command;

async function recent({ community, stores, now }: Context): Promise<{ entry: Entry; name: string }[]> {
  if (!community) return [];
  const [entries, members] = await Promise.all([
    stores.entries.sharedWith(community.id, now - recentMs, now + 1),
    stores.members.listOfCommunity(community.id),
  ]);
  const names = new Map(members.map((it) => [it.personId, it.displayName]));
  return entries.toReversed().map((entry) => ({ entry, name: names.get(entry.personId) ?? 'Somebody' }));
}

const label = ({ entry, name }: { entry: Entry; name: string }): string =>
  excerpt(`${name}: ${entry.text}`, 75);

async function choose(context: Context): Promise<Answer> {
  const others = (await recent(context))
    .filter(({ entry }) => entry.personId !== context.person?.id)
    .slice(0, 25);
  if (others.length === 0)
    return privately(
      'nothing-to-cheer',
      md`Nobody else has shared anything these last two weeks. Yours could be the first!`,
    );
  return privately('kudos-choice', md`Whose work deserves a cheer?`, {
    select: {
      placeholder: 'Choose an entry…',
      action: { name: 'kudos.give' },
      choices: others.map((it) => ({ value: it.entry.id, label: label(it) })),
    },
  });
}

async function give(wanted: string, context: Context): Promise<Answer> {
  const { community, stores } = context;
  if (!community)
    return privately(
      'community-only',
      md`A cheer goes to an entry in a community: use it in one of its channels.`,
    );
  const id = await findId(wanted, context);
  const { person } = await ensurePerson(context);
  const cheered = id === undefined ? undefined : await cheer(stores.entries, community.id, id, person.id);
  if (!cheered?.ok) {
    if (cheered?.code === 'own-entry')
      return privately('own-entry', md`That one is yours. Well done, all the same!`);
    return privately('entry-gone', md`I can't find that entry here; its author may have made it private.`);
  }
  if (!cheered.fresh) return privately('cheered-before', md`You cheered that one already. It still counts!`);
  await editCopies(context, cheered.entry);
  const author = await stores.members.find(community.id, cheered.entry.personId);
  return privately(
    'cheered',
    md`👏 ${author?.displayName ?? 'They'} got your cheer (${count(cheered.entry.kudos.length, 'cheer')}).`,
  );
}

/** An entry's id, or the newest entry whose author or words match what was typed. */
async function findId(wanted: string, context: Context): Promise<string | undefined> {
  if (
    /^[\w-]{8,40}$/.test(wanted) &&
    context.community &&
    (await context.stores.entries.findShared(context.community.id, wanted))
  ) {
    return wanted;
  }
  const typed = wanted.toLowerCase().replace(/^@/, '');
  const others = (await recent(context)).filter(({ entry }) => entry.personId !== context.person?.id);
  return others.find((it) => `${it.name} ${it.entry.text}`.toLowerCase().includes(typed))?.entry.id;
}

async function suggestShared(typed: string, context: Context) {
  const others = (await recent(context)).filter(({ entry }) => entry.personId !== context.person?.id);
  return others
    .map((it) => ({ value: it.entry.id, label: label(it) }))
    .filter((it) => it.label.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, 25);
}
