import type { Connection, QueryFilter } from 'mongoose';
import type { Day } from '../core/calendar/index.ts';
import {
  type Entry,
  type EntryFilter,
  type EntryStore,
  entryKindNames,
  factsOfEntry,
  isPain,
  wordsOf,
} from '../core/log/index.ts';
import type { PersonId, Written } from '../core/people/index.ts';
import { lookupKeys, painFingerprint } from '../core/why/index.ts';
import { isDuplicate, modelOf, trusted } from './connection.ts';
import { ownedSchema } from './owned.ts';
import { vocabularyOf } from './vocabulary.ts';

type EntryDocument = Omit<Entry, 'id'> & {
  readonly _id: string;
  readonly entryId: string;
  /** Folded words of text, project and tags, for searching. */
  readonly words: readonly string[];
  /** The keys of a pain point's fingerprint, for finding earlier ones of the same cause. */
  readonly painKeys?: readonly string[];
};

const copy = {
  platform: String,
  team: String,
  channel: String,
  message: String,
  files: { type: [String], default: undefined },
  _id: false,
};

const parts = { type: [{ eventKey: String, lines: Number, _id: false }], default: undefined };

const pain = { type: { error: String, cause: String, fix: String, state: String, _id: false } };

const picture = {
  platform: String,
  team: String,
  channel: String,
  message: String,
  file: String,
  name: String,
  contentType: String,
  size: Number,
  alt: String,
  isKept: Boolean,
  _id: false,
};

const schema = ownedSchema<EntryDocument>(['_id', 'personId', 'communityId'], {
  _id: String,
  entryId: { type: String, required: true },
  personId: { type: String, required: true },
  kind: { type: String, enum: [...entryKindNames], required: true },
  text: { type: String, default: '' },
  project: String,
  minutes: Number,
  tags: { type: [String], required: true },
  pain,
  pictures: { type: [picture], default: undefined },
  audience: { type: String, enum: ['private', 'community'], required: true },
  communityId: String,
  identity: { type: { platform: String, team: String, user: String, _id: false }, required: true },
  at: { type: Number, required: true },
  zone: { type: String, required: true },
  day: { type: Number, required: true },
  backdated: { type: Boolean, required: true },
  eventKey: { type: String, required: true },
  editedAt: Number,
  revisions: {
    type: [
      {
        at: Number,
        text: { type: String, default: '' },
        day: Number,
        project: String,
        minutes: Number,
        tags: { type: [String], default: undefined },
        pain,
        parts,
        _id: false,
      },
    ],
    required: true,
  },
  parts,
  joinedInto: String,
  posts: { type: [copy], required: true },
  kudos: { type: [String], required: true },
  reacted: { type: [String], default: undefined },
  hidden: { type: Boolean, required: true },
  deletedAt: Number,
  version: { type: Number, required: true },
  words: { type: [String], required: true },
  painKeys: { type: [String], default: undefined },
});
schema.index({ personId: 1, eventKey: 1 }, { unique: true });
schema.index({ personId: 1, entryId: 1 });
schema.index({ personId: 1, day: -1, at: -1, entryId: -1 });
schema.index({ personId: 1, at: -1 });
schema.index({ personId: 1, words: 1 });
// What most entries do not have costs them no key.
schema.index(
  { personId: 1, tags: 1, day: -1, at: -1, entryId: -1 },
  { partialFilterExpression: { 'tags.0': { $exists: true } } },
);
schema.index(
  { personId: 1, project: 1, day: -1, at: -1, entryId: -1 },
  { partialFilterExpression: { project: { $exists: true } } },
);
schema.index(
  { personId: 1, kind: 1, day: -1, at: -1, entryId: -1 },
  { partialFilterExpression: { kind: 'pain' } },
);
schema.index(
  { personId: 1, 'pain.state': 1, day: -1, at: -1, entryId: -1 },
  { partialFilterExpression: { 'pain.state': { $exists: true } } },
);
schema.index({ communityId: 1, at: 1 }, { partialFilterExpression: { audience: 'community' } });
schema.index({ communityId: 1, personId: 1 }, { partialFilterExpression: { audience: 'community' } });
schema.index({ communityId: 1, entryId: 1 }, { partialFilterExpression: { communityId: { $exists: true } } });
schema.index({ personId: 1, painKeys: 1, at: -1 }, { partialFilterExpression: { kind: 'pain' } });
schema.index(
  { communityId: 1, painKeys: 1, at: -1 },
  { partialFilterExpression: { kind: 'pain', audience: 'community' } },
);
schema.index({ kudos: 1 }, { partialFilterExpression: { 'kudos.0': { $exists: true } } });
schema.index(
  { communityId: 1, 'posts.message': 1 },
  { partialFilterExpression: { 'posts.0': { $exists: true } } },
);
schema.index({ deletedAt: 1 }, { sparse: true });
schema.index({ 'revisions.at': 1 }, { sparse: true });

export const entryModel = (connection: Connection) => modelOf(connection, 'entries', schema);

/** Made of its first owner: an entry keeps it when a link gives it another one. */
const idOf = (personId: PersonId, id: string): string => `${personId}:${id}`;

export function entryOf({ _id, entryId, words: _words, painKeys: _painKeys, ...rest }: EntryDocument): Entry {
  return { id: entryId, ...rest };
}

function documentOf({ id, ...rest }: Entry): EntryDocument {
  const words = wordsOf(factsOfEntry(rest).searched(rest).join(' '));
  const painKeys = isPain(rest) && rest.text !== '' && lookupKeys(painFingerprint(rest));
  return { _id: idOf(rest.personId, id), entryId: id, ...rest, words, ...(painKeys && { painKeys }) };
}

const notDeleted = { deletedAt: trusted({ $exists: false }) };
const newestFirst = { day: -1, at: -1, entryId: -1 } as const;
/** One and the same word of a document begins so. */
const beginning = (word: string) => ({ $elemMatch: { $gte: word, $lt: `${word}\uffff` } });

export function entryStore(connection: Connection): EntryStore {
  const model = entryModel(connection);
  const documents = connection.collection<EntryDocument>('entries');
  const vocabulary = vocabularyOf(connection);

  return {
    async insert(entry) {
      try {
        // As it is: to make it a model's document first takes longer than to write it.
        await documents.insertOne(documentOf(entry), { ignoreUndefined: true });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const first = await model
          .findOne({ personId: entry.personId, eventKey: entry.eventKey })
          .lean<EntryDocument>();
        if (!first) throw error;
        return { entry: entryOf(first), fresh: false };
      }
      await vocabulary.add(entry);
      return { entry, fresh: true };
    },

    async find(personId, id, options = {}) {
      const filter = { personId, entryId: id, ...(options.deleted ? {} : notDeleted) };
      const found = await model.findOne(filter).lean<EntryDocument>();
      return found ? entryOf(found) : undefined;
    },

    async findByEvent(personId, eventKey) {
      const found = await model.findOne({ personId, eventKey }).lean<EntryDocument>();
      return found ? entryOf(found) : undefined;
    },

    async save(entry): Promise<Written<Entry>> {
      const next = { ...entry, version: entry.version + 1 };
      const { _id, ...replacement } = documentOf(next);
      const { personId, id: entryId, version } = entry;
      const written = await model.replaceOne({ personId, entryId, version }, replacement);
      if (written.matchedCount === 0) return { ok: false, code: 'conflict' };
      await vocabulary.add(next);
      return { ok: true, value: next };
    },

    async list(personId, filter, { limit, before }) {
      const found = await model
        .find(listFilter(personId, filter, before))
        .sort(newestFirst)
        .limit(limit)
        .lean<EntryDocument[]>();
      return found.map(entryOf);
    },

    async loggedDays(personId, after) {
      const filter = {
        personId,
        ...notDeleted,
        ...(after !== undefined && { day: trusted({ $gt: after }) }),
      };
      const rows = await model
        .find(filter, { _id: 0, day: 1, at: 1, entryId: 1, backdated: 1 })
        .sort({ day: 1 })
        .lean<Pick<EntryDocument, 'day' | 'entryId' | 'backdated'>[]>();
      const days = new Map<Day, { id: string; backdated: boolean }[]>();
      for (const { day, entryId, backdated } of rows) {
        const list = days.get(day) ?? [];
        list.push({ id: entryId, backdated });
        days.set(day, list);
      }
      return days;
    },

    isLogged: async (personId, day) => (await model.exists({ personId, day, ...notDeleted })) !== null,

    async latest(personId) {
      const found = await model
        .findOne({ personId, ...notDeleted })
        .sort({ at: -1 })
        .lean<EntryDocument>();
      return found ? entryOf(found) : undefined;
    },

    async *all(personId) {
      const cursor = model
        .find({ personId })
        .sort({ day: 1, at: 1, entryId: 1 })
        .lean<EntryDocument[]>()
        .cursor();
      for await (const document of cursor as AsyncIterable<EntryDocument>) yield entryOf(document);
    },

    vocabulary: vocabulary.read,

    async eraseAll(personId) {
      await model.deleteMany({ personId });
      await vocabulary.erase(personId);
    },

    async sharedWith(communityId, from, to) {
      const found = await model
        .find({
          communityId,
          audience: 'community',
          hidden: false,
          at: trusted({ $gte: from, $lt: to }),
          ...notDeleted,
        })
        .sort({ at: 1 })
        .lean<EntryDocument[]>();
      return found.map(entryOf);
    },

    async sharedBy(communityId, personId) {
      const rows = await model
        .find(
          { communityId, personId, audience: 'community', hidden: false, ...notDeleted },
          { _id: 0, day: 1, at: 1, entryId: 1 },
        )
        .lean<Pick<EntryDocument, 'day' | 'at' | 'entryId'>[]>();
      return rows.map(({ entryId, day, at }) => ({ id: entryId, day, at }));
    },

    async findShared(communityId, id) {
      const found = await model
        .findOne({ communityId, entryId: id, audience: 'community', hidden: false, ...notDeleted })
        .lean<EntryDocument>();
      return found ? entryOf(found) : undefined;
    },

    async findByPost(communityId, { channel, message }) {
      const found = await model
        .find({
          communityId,
          'posts.message': message,
          'posts.0': trusted({ $exists: true }),
          audience: 'community',
          hidden: false,
          ...notDeleted,
        })
        .lean<EntryDocument[]>();
      // Two channels may name their messages alike.
      const own = found.find(({ posts }) =>
        posts.some((it) => it.channel === channel && it.message === message),
      );
      return own && entryOf(own);
    },
  };
}

function listFilter(
  personId: PersonId,
  { words = [], tag, project, kind, state, from, to }: EntryFilter,
  before: Pick<Entry, 'day' | 'at' | 'id'> | undefined,
): QueryFilter<EntryDocument> {
  // The first one is looked up in the index: the longest is the rarest.
  const wanted = [...words].sort((a, b) => b.length - a.length).map(beginning);
  // `$or` says where a page begins; that no day of it is later lets the index begin there too.
  const last = Math.min(to ?? Number.POSITIVE_INFINITY, before?.day ?? Number.POSITIVE_INFINITY);
  const day = { ...(from !== undefined && { $gte: from }), ...(Number.isFinite(last) && { $lte: last }) };
  return {
    personId,
    ...notDeleted,
    ...(wanted.length > 0 && { words: trusted({ $all: wanted }) }),
    ...(tag && { tags: tag, 'tags.0': trusted({ $exists: true }) }),
    ...(project && { project }),
    ...(kind && { kind }),
    ...(state && { 'pain.state': state }),
    ...(Object.keys(day).length > 0 && { day: trusted(day) }),
    ...(before && { $or: after(before) }),
  };
}

/** What follows a page's last entry in the order of `newestFirst`. */
const after = ({ day, at, id }: Pick<Entry, 'day' | 'at' | 'id'>) => [
  { day: trusted({ $lt: day }) },
  { day, at: trusted({ $lt: at }) },
  { day, at, entryId: trusted({ $lt: id }) },
];
