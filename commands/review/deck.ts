import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, md } from '../../src/chat/markdown.ts';
import type { Answer, Button } from '../../src/chat/reply.ts';
import { formatDay } from '../../src/core/calendar/index.ts';
import { isCardWorthy } from '../../src/core/deck/index.ts';
import { todayOf } from '../../src/core/people/index.ts';
import { faceOf } from '../../src/messages/deck.ts';
import { type DeckFormat, deckFile, type FiledCard } from '../../src/messages/deck-files.ts';
import { count } from '../../src/messages/words.ts';

/** What `as:` takes. */
export const deckFormats = [
  { value: 'markdown', label: 'Markdown' },
  { value: 'html', label: 'a page to print' },
  { value: 'anki', label: 'a file for Anki' },
] as const satisfies readonly { value: DeckFormat; label: string }[];

/** A button for each kind of file. */
export const deckButtons: readonly Button[] = [
  { label: 'Markdown', action: { name: 'review.markdown' } },
  { label: 'Printable page', action: { name: 'review.html' } },
  { label: 'Anki file', action: { name: 'review.anki' } },
];

export const emptyDeck = ({ commandName }: Context): Answer =>
  privately(
    'deck-empty',
    md`Your deck is empty. Log what broke with ${code(commandName('stuck'))}; once you add a cause or a fix, it becomes a card.`,
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

const hints: Readonly<Record<DeckFormat, string>> = {
  markdown: 'Only you can see this file.',
  html: 'Open it in a browser to print it. Only you can see this file.',
  anki: 'In Anki, go to File > Import and choose this file. Importing a newer one updates the same notes.',
};

/** The deck as a file. */
export async function writeDeck(format: DeckFormat, context: Context): Promise<Answer> {
  const cards = await cardsOf(context);
  const { person, now } = context;
  if (!person || cards.length === 0) return emptyDeck(context);
  const file = deckFile(format, cards, formatDay(todayOf(person, now)));
  return privately('deck-file', md`${count(cards.length, 'card')}. ${hints[format]}`, { file });
}

/** How many cards the deck has. */
export async function countCards(context: Context): Promise<number> {
  return (await cardsOf(context)).length;
}
