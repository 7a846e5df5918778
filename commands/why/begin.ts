import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { painEntryOf } from '../../src/core/learnings/index.ts';
import { todayOf } from '../../src/core/people/index.ts';
import { resumeChain, startChain, type WhyChain } from '../../src/core/why/index.ts';
import { entryChoice } from '../../src/messages/history.ts';
import { chainReply, restartQuestion, treeText } from '../../src/messages/why.ts';
import { gone, mine } from '../history/mine.ts';
import { asked, type Subject, save, subjectOf } from './subject.ts';

const choicesShown = 25;

/** Starts a chain, or goes on with it; without an entry, with the one that was open last. */
export async function begin(typed: string | undefined, context: Context): Promise<Answer> {
  const id = typed?.trim() ? typed : await lastOpen(context);
  if (id === undefined) return choose(context);
  const subject = await subjectOf(id, context);
  if (!subject) return notAPain(id, context);
  const known = subject.stored?.chain;
  const resumed = known && resumeChain(known);
  const chain = known ? (resumed?.ok ? resumed.chain : known) : startChain(painEntryOf(subject.entry));
  return goOn(subject, chain, context);
}

/** A new chain in the place of the old one; one that reached its root is given up only when that is said twice. */
export async function beginAnew(id: string, isSure: boolean, context: Context): Promise<Answer> {
  const subject = await subjectOf(id, context);
  if (!subject) return gone;
  const known = subject.stored?.chain;
  if (known?.state === 'done' && !isSure) return restartQuestion(known);
  return goOn(subject, startChain(painEntryOf(subject.entry)), context);
}

/** A chain as a small tree. */
export async function tree(typed: string | undefined, context: Context): Promise<Answer> {
  const id = typed?.trim() ? typed : ((await lastOpen(context)) ?? 'latest');
  const subject = await subjectOf(id, context);
  if (!subject) return notAPain(id, context);
  const chain = subject.stored?.chain;
  if (!chain) {
    return privately('no-chain', md`You haven't asked why about that one yet.`, {
      buttons: [
        [
          {
            label: 'Ask me why',
            style: 'primary',
            action: { name: 'why.begin', args: [subject.entry.id], inPlace: true },
          },
        ],
      ],
    });
  }
  const [buttons = []] = chainReply(chain, subject.entry).buttons ?? [];
  const others = buttons.filter((it) => it.action.name !== 'why.tree');
  return privately('why-tree', treeText(chain), { buttons: [others] });
}

async function goOn(subject: Subject, chain: WhyChain, context: Context): Promise<Answer> {
  const { chain: next, note } = await asked(subject, chain, context);
  return chainReply(await save(subject, next, context), subject.entry, note);
}

async function lastOpen({ person, services: { stores } }: Context): Promise<string | undefined> {
  const [last] = person ? await stores.chains.open(person.id, 1) : [];
  return last?.entryId;
}

/** No chain is open: which pain point shall it be about? */
async function choose(context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  const found = person ? await stores.entries.list(person.id, { kind: 'pain' }, { limit: choicesShown }) : [];
  const pains = found.filter((it) => it.text !== '');
  if (!person || pains.length === 0) {
    return nothingBroke(context);
  }
  const today = todayOf(person, now);
  return privately('why-choice', md`Which one should I ask about?`, {
    select: {
      placeholder: 'Choose one…',
      action: { name: 'why.begin', inPlace: true },
      choices: pains.map((it) => entryChoice(it, today, person.language)),
    },
  });
}

const nothingBroke = ({ commandName }: Context): Answer =>
  privately(
    'nothing-to-ask',
    md`You haven't logged anything that broke. When something does, use ${code(commandName('stuck'))}, and I'll ask why.`,
  );

const notFound = ({ commandName }: Context): Answer =>
  privately(
    'entry-gone',
    md`I couldn't find anything with those words. Search your whole log with ${code(`${commandName('learnings')} …`)}.`,
  );

async function notAPain(typed: string, context: Context): Promise<Answer> {
  if (!(await mine(typed, context)))
    return typed.trim() === 'latest' ? nothingBroke(context) : notFound(context);
  return privately(
    'not-a-pain',
    md`That one went well! I only ask why about things that broke. Log one with ${code(context.commandName('stuck'))}.`,
  );
}
