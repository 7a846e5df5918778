import type { Connection } from 'mongoose';
import type { Entry } from '../core/log/index.ts';
import type { PersonId } from '../core/people/index.ts';
import { modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

interface VocabularyDocument {
  readonly _id: PersonId;
  readonly projects: readonly string[];
  readonly tags: readonly string[];
}

const schema = ownedSchema<VocabularyDocument>(['_id'], {
  _id: String,
  projects: { type: [String], required: true },
  tags: { type: [String], required: true },
});
const kept = 100;

/** The projects and tags that a person used, the latest first: what autocomplete offers. Derived; a lost update loses nothing. */
export function vocabularyOf(connection: Connection) {
  const model = modelOf(connection, 'vocabularies', schema);
  const read = async (personId: PersonId) => {
    const found = await model.findOne({ _id: personId }).lean<VocabularyDocument>();
    return { projects: found?.projects ?? [], tags: found?.tags ?? [] };
  };
  const latestFirst = (used: readonly string[], known: readonly string[]) =>
    [...new Set([...used, ...known])].slice(0, kept);
  return {
    read,
    async add({ personId, project, tags }: Entry) {
      if (!project && tags.length === 0) return;
      const known = await read(personId);
      const next = {
        projects: latestFirst(project ? [project] : [], known.projects),
        tags: latestFirst(tags, known.tags),
      };
      await model.replaceOne({ _id: personId }, next, { upsert: true });
    },
    /** From what was used, the latest first. */
    async make(personId: PersonId, used: readonly Pick<Entry, 'project' | 'tags'>[]) {
      const made = {
        projects: latestFirst(
          used.flatMap((it) => it.project ?? []),
          [],
        ),
        tags: latestFirst(
          used.flatMap((it) => it.tags),
          [],
        ),
      };
      await model.replaceOne({ _id: personId }, made, { upsert: true });
    },
    async erase(personId: PersonId) {
      await model.deleteOne({ _id: personId });
    },
  };
}
