import type { Connection } from 'mongoose';
import { identityKey } from '../core/people/identity.ts';
import type { Identity, PeopleStore, Person, PersonId, Written } from '../core/people/index.ts';
import { isDuplicate, modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

type PersonDocument = Omit<Person, 'id'> & {
  readonly _id: PersonId;
  readonly identityKeys: readonly string[];
};

const identity = { platform: String, team: String, user: String, _id: false };
const range = { from: Number, to: Number, _id: false };

const schema = ownedSchema<PersonDocument>(['_id', 'identityKeys'], {
  _id: String,
  identityKeys: { type: [String], required: true },
  identities: { type: [identity], required: true },
  joinedAt: { type: Number, required: true },
  joinedDay: { type: Number, required: true },
  clocks: { type: [{ from: Number, zone: String, dayStart: Number, _id: false }], required: true },
  zoneChosen: { type: Boolean, required: true },
  cadence: {
    type: [
      {
        from: Number,
        cadence: { kind: { type: String }, days: { type: [Number], default: undefined }, times: Number },
        _id: false,
      },
    ],
    required: true,
  },
  rest: { type: [Number], required: true },
  pauses: { type: [range], required: true },
  promptTime: { type: Number, required: true },
  nudge: { type: { on: Boolean, time: Number, _id: false }, required: true },
  prompts: { type: String, enum: ['not-started', 'on', 'stopped', 'silent'], required: true },
  dm: {
    type: { platform: String, team: String, channel: String, closedAt: Number, told: Boolean, _id: false },
  },
  language: { type: String, required: true },
  skippedDay: Number,
  lastActiveDay: { type: Number, required: true },
  promptsFrom: { type: Number, required: true },
  snoozes: { type: { day: Number, at: [Number], _id: false } },
  followUps: { type: [{ entryId: String, day: Number, by: String, _id: false }], default: undefined },
  weekOffered: String,
  undelivered: { type: [{ entryId: String, certain: Boolean, _id: false }], default: undefined },
  typedReadTo: Number,
  streakEvents: {
    type: {
      from: Number,
      told: { type: [{ kind: { type: String }, day: Number, by: String, _id: false }], default: undefined },
      _id: false,
    },
  },
  learning: { type: { cardsInPrompt: Boolean, assistant: Boolean, _id: false } },
  shareRefused: String,
  pictureRefused: String,
  chosen: { type: Object },
  links: { type: Object },
  linkedTo: String,
  dueAt: Number,
  tzdb: String,
  version: { type: Number, required: true },
});
schema.index({ identityKeys: 1 }, { unique: true });
schema.index({ dueAt: 1 }, { sparse: true });
schema.index({ tzdb: 1 }, { sparse: true });
schema.index({ 'links.sides.state': 1 }, { sparse: true });

export const peopleModel = (connection: Connection) => modelOf(connection, 'people', schema);

export function personOf({ _id, identityKeys: _keys, ...rest }: PersonDocument): Person {
  return { id: _id, ...rest };
}

/** A linked account stays with the person it came from, who says whose it is now. */
function documentOf({ id, ...rest }: Person): PersonDocument {
  const linked = rest.links?.sides.flatMap((it) => it.identities.map(identityKey)) ?? [];
  const identityKeys = rest.identities.map(identityKey).filter((it) => !linked.includes(it));
  return { _id: id, identityKeys, ...rest };
}

export function peopleStore(connection: Connection): PeopleStore {
  const model = peopleModel(connection);
  return {
    async find(id: PersonId) {
      const found = await model.findOne({ _id: id }).lean<PersonDocument>();
      return found ? personOf(found) : undefined;
    },
    async findByIdentity(it: Identity) {
      const found = await model.findOne({ identityKeys: identityKey(it) }).lean<PersonDocument>();
      if (!found) return undefined;
      const { linkedTo, ...own } = personOf(found);
      if (linkedTo === undefined) return own;
      const whole = await model.findOne({ _id: linkedTo }).lean<PersonDocument>();
      const isPart = whole?.links?.sides.some((side) => side.personId === own.id);
      return whole && isPart ? personOf(whole) : own;
    },
    async create(person: Person): Promise<Written<Person>> {
      try {
        await model.create(documentOf(person));
        return { ok: true, value: person };
      } catch (error) {
        if (isDuplicate(error)) return { ok: false, code: 'conflict' };
        throw error;
      }
    },
    async save(person: Person): Promise<Written<Person>> {
      const next = { ...person, version: person.version + 1 };
      const { _id, ...replacement } = documentOf(next);
      const written = await model.replaceOne({ _id, version: person.version }, replacement);
      return written.matchedCount === 1 ? { ok: true, value: next } : { ok: false, code: 'conflict' };
    },
    async erase(id: PersonId) {
      await model.deleteOne({ _id: id });
    },
  };
}
