import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { type DeckCard, gradeCard, grades, isCardWorthy, keepCard } from '../src/core/deck/index.ts';
import type { Person } from '../src/core/people/index.ts';
import { backText, type CardFace, faceOf, frontText, gradeButtons, spanText } from '../src/messages/deck.ts';
import type { DeckFormat } from '../src/messages/deck-files.ts';
import { instantText } from '../src/messages/when.ts';
import { count } from '../src/messages/words.ts';
import { countCards, deckButtons, deckFormats, emptyDeck, writeDeck } from './review/deck.ts';

const lookedAt = 20;

export default {
  name: 'review',
  summary: 'Quiz yourself on your own past errors, or get them as a file',
  group: 'learn',
  leaf: leaf({
    summary: 'Quiz yourself on your own past errors, or get the whole deck as a file',
    options: { as: { kind: 'choice', summary: 'The whole deck as a file', choices: deckFormats } },
    run: ({ as }, context) => (as === undefined ? next(context) : writeDeck(as as DeckFormat, context)),
  }),
  actions: {
    next: { run: (_args, context) => next(context) },
    show: { run: ([id = ''], context) => show(id, context) },
    grade: { run: (args, context) => grade(args, context) },
    markdown: { run: (_args, context) => writeDeck('markdown', context) },
    html: { run: (_args, context) => writeDeck('html', context) },
    anki: { run: (_args, context) => writeDeck('anki', context) },
  },
} satisfies Command;

/** The card's face as its entry is now; a card whose entry is gone or says nothing any more leaves the deck. */
async function faceNow(
  card: DeckCard,
  { now, services: { stores } }: Context,
): Promise<CardFace | undefined> {
  const { personId, entryId } = card;
  const entry = await stores.entries.find(personId, entryId, { deleted: true });
  if (!entry || !isCardWorthy(entry)) {
    if (entry) await keepCard(stores.cards, entry, now);
    return undefined;
  }
  return faceOf(entry, (await stores.chains.find(personId, entryId))?.chain);
}

async function next(context: Context, before?: Markdown): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return emptyDeck(context);
  for (const card of await stores.cards.due(person.id, now, lookedAt)) {
    const face = await faceNow(card, context);
    if (!face) continue;
    const left = await stores.cards.countDue(person.id, now);
    return privately('review-front', joined([before, frontText(face, left)]), {
      buttons: [
        [
          {
            label: 'Show',
            style: 'primary',
            action: { name: 'review.show', args: [card.entryId], inPlace: true },
          },
        ],
      ],
    });
  }
  return nothingDue(context, person, before);
}

async function nothingDue(context: Context, person: Person, before: Markdown | undefined): Promise<Answer> {
  const {
    now,
    commandName,
    services: { stores },
  } = context;
  const nextDue = await stores.cards.nextDueAt(person.id);
  if (nextDue === undefined) return emptyDeck(context);
  const when = instantText(nextDue, person, now);
  const inPrompt = person.learning?.cardsInPrompt === true;
  return privately(
    'review-done',
    joined([
      before,
      md`All done for now. Your next card is due ${when}.`,
      !inPrompt &&
        md`_Want due cards mentioned in your daily prompt? Use ${code(`${commandName('settings')} cards:on`)}._`,
      md`Your deck has ${count(await countCards(context), 'card')}. You can get it as a file:`,
    ]),
    { buttons: [deckButtons] },
  );
}

async function show(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  const card = person && (await stores.cards.find(person.id, id));
  const face = card?.active ? await faceNow(card, context) : undefined;
  if (!card || !face) return next(context, md`_That card isn't in your deck anymore._`);
  return privately('review-back', backText(face), { buttons: [gradeButtons(card, now)] });
}

async function grade([entryId = '', typed, reps]: readonly string[], context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  const given = grades.find((it) => it === typed);
  if (!person || !given) return emptyDeck(context);
  const graded = await gradeCard(
    stores.cards,
    { personId: person.id, entryId, reps: Number(reps) },
    given,
    now,
  );
  if (graded.ok)
    return next(context, md`_You'll see it again in ${spanText(graded.card.memory.dueAt - now)}._`);
  return next(
    context,
    graded.code === 'graded-before'
      ? md`_You already graded that one._`
      : md`_That card isn't in your deck anymore._`,
  );
}
