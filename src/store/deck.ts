import type { Connection } from 'mongoose';
import type { CardStore, DeckCard } from '../core/deck/index.ts';
import type { Written } from '../core/people/index.ts';
import { isDuplicate, modelOf, trusted } from './connection.ts';
import { ownedSchema } from './owned.ts';

type CardDocument = DeckCard & { readonly _id: string };

const schema = ownedSchema<CardDocument>(['_id', 'personId'], {
  _id: String,
  personId: { type: String, required: true },
  entryId: { type: String, required: true },
  active: { type: Boolean, required: true },
  memory: {
    type: {
      dueAt: Number,
      stability: Number,
      difficulty: Number,
      scheduledDays: Number,
      learningSteps: Number,
      reps: Number,
      lapses: Number,
      state: Number,
      lastReviewAt: Number,
      _id: false,
    },
    required: true,
  },
  history: { type: [{ at: Number, grade: String, _id: false }], required: true },
  version: { type: Number, required: true },
});
schema.index({ personId: 1, active: 1, 'memory.dueAt': 1 });

export const cardModel = (connection: Connection) => modelOf(connection, 'cards', schema);

const idOf = (personId: string, entryId: string): string => `${personId}:${entryId}`;
const cardOf = ({ _id, ...card }: CardDocument): DeckCard => card;

export function cardStore(connection: Connection): CardStore {
  const model = cardModel(connection);
  const dueBy = (personId: string, now: number) => ({
    personId,
    active: true,
    'memory.dueAt': trusted({ $lte: now }),
  });
  return {
    async find(personId, entryId) {
      const found = await model.findOne({ _id: idOf(personId, entryId) }).lean<CardDocument>();
      return found ? cardOf(found) : undefined;
    },
    async save(card): Promise<Written<DeckCard>> {
      const next = { ...card, version: card.version + 1 };
      const _id = idOf(card.personId, card.entryId);
      if (card.version > 0) {
        const written = await model.replaceOne({ _id, version: card.version }, next);
        return written.matchedCount === 1 ? { ok: true, value: next } : { ok: false, code: 'conflict' };
      }
      try {
        await model.create({ _id, ...next });
        return { ok: true, value: next };
      } catch (error) {
        if (isDuplicate(error)) return { ok: false, code: 'conflict' };
        throw error;
      }
    },
    async due(personId, now, limit) {
      const found = model.find(dueBy(personId, now)).sort({ 'memory.dueAt': 1 }).limit(limit);
      return (await found.lean<CardDocument[]>()).map(cardOf);
    },
    countDue: (personId, now) => model.countDocuments(dueBy(personId, now)),
    async nextDueAt(personId) {
      const found = await model
        .findOne({ personId, active: true })
        .sort({ 'memory.dueAt': 1 })
        .lean<CardDocument>();
      return found?.memory.dueAt;
    },
    async all(personId) {
      return (await model.find({ personId, active: true }).lean<CardDocument[]>()).map(cardOf);
    },
    async eraseAll(personId) {
      await model.deleteMany({ personId });
    },
  };
}
