import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { EventMemory } from '../core/people/index.ts';
import { modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

const keptMs = 7 * 24 * 60 * 60 * 1000;

interface EventDocument {
  readonly _id: string;
  readonly expiresAt: number;
}

const schema = ownedSchema<EventDocument>(['_id'], {
  _id: String,
  expiresAt: { type: Number, required: true },
});
schema.index({ expiresAt: 1 });

export const eventModel = (connection: Connection) => modelOf(connection, 'events', schema);

/** As it is stored: only salted hashes, which tell that an event is a repetition, and nothing else about it. */
export interface StoredEvents extends EventMemory {
  readonly hash: (eventId: string) => string;
}

export function eventMemory(connection: Connection, salt: string): StoredEvents {
  const model = eventModel(connection);
  const hash = (eventId: string): string =>
    createHash('sha256').update(salt).update(eventId).digest('base64url');
  return {
    hash,
    async remember(eventIds, now) {
      if (eventIds.length === 0) return;
      await model.bulkWrite(
        eventIds.map((eventId) => ({
          replaceOne: {
            filter: { _id: hash(eventId) },
            replacement: { expiresAt: now + keptMs },
            upsert: true,
          },
        })),
      );
    },
    async seen(eventId) {
      return (await model.exists({ _id: hash(eventId) })) !== null;
    },
  };
}
