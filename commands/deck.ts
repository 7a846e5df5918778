import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { formatDay } from '../src/core/calendar/index.ts';
import { isCardWorthy } from '../src/core/deck/index.ts';
import { todayOf } from '../src/core/people/index.ts';
import { faceOf } from '../src/messages/deck.ts';
import { type DeckFormat, deckFile, type FiledCard } from '../src/messages/deck-files.ts';
import { count } from '../src/messages/words.ts';

const formats = [
  { value: 'markdown', label: 'Markdown' },
  { value: 'html', label: 'a page to print' },
  { value: 'anki', label: 'a file for Anki' },
] as const satisfies readonly { value: DeckFormat; label: string }[];

export default {
  name: 'deck',
  summary: 'Your cards: Markdown, a page to print, a file for Anki',
  group: 'learn',
  leaf: leaf({
    summary: 'Your cards, made of what broke, its cause and its fix; as a file if you like',
    options: { as: { kind: 'choice', summary: 'Which kind of file', choices: formats } },
    run: ({ as }, context) => (as === undefined ? overview(context) : write(as as DeckFormat, context)),
  }),
  actions: {
    markdown: { run: (_args, context) => write('markdown', context) },
    html: { run: (_args, context) => write('html', context) },
    anki: { run: (_args, context) => write('anki', context) },
  },
} satisfies Command;

const empty = ({ commandName }: Context): Answer =>
  privately(
    'deck-empty',
    md`Your deck is empty. What broke becomes a card as soon as its cause or its fix is written down: ${code(commandName('stuck'))}.`,
  );

/** The cards as their entries are now, oldest entry first. */
async function cardsOf({ person, services: { stores } }: Context): Promise<FiledCard[]> {
  if (!person) return [];
  const [cards, chains] = await Promise.all([stores.cards.all(person.id), stores.chains.all(person.id)]);
  const chainOf = new Map(chains.map((it) => [it.entryId, it.chain]));
  const entries = await Promise.all(cards.map((it) => stores.entries.find(person.id, it.entryId)));
  return entries
    .filter((it) => it !== undefined)
    .filter(isCardWorthy)
    .toSorted((a, b) => a.day - b.day || a.at - b.at)
    .map((it) => ({ id: it.id, face: faceOf(it, chainOf.get(it.id)) }));
}

async function overview(context: Context): Promise<Answer> {
  const {
    person,
    now,
    commandName,
    services: { stores },
  } = context;
  const cards = await cardsOf(context);
  if (!person || cards.length === 0) return empty(context);
  const due = await stores.cards.countDue(person.id, now);
  const inPrompt = person.learning?.cardsInPrompt === true;
  return privately(
    'deck',
    joined([
      md`**Your deck:** ${count(cards.length, 'card')}, ${due} due.`,
      !inPrompt &&
        md`_${code(`${commandName('settings')} cards:on`)} mentions due cards in your daily prompt, in one line._`,
    ]),
    {
      buttons: [
        [
          ...(due > 0
            ? [{ label: 'Review', style: 'primary' as const, action: { name: 'review.next' } }]
            : []),
          { label: 'Markdown', action: { name: 'deck.markdown' } },
          { label: 'To print', action: { name: 'deck.html' } },
          { label: 'For Anki', action: { name: 'deck.anki' } },
        ],
      ],
    },
  );
}

const hints: Readonly<Record<DeckFormat, string>> = {
  markdown: 'Only you get this file.',
  html: 'Open it in a browser and print it. Only you get this file.',
  anki: 'In Anki: File, Import, choose this file. Importing a later one updates the same notes.',
};

async function write(format: DeckFormat, context: Context): Promise<Answer> {
  const cards = await cardsOf(context);
  const { person, now } = context;
  if (!person || cards.length === 0) return empty(context);
  const file = deckFile(format, cards, formatDay(todayOf(person, now)));
  return privately('deck-file', md`${count(cards.length, 'card')}. ${hints[format]}`, { file });
}
