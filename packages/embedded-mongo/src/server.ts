import type { CursorManager } from './cursor-manager.ts';
import type { Catalog } from './storage/catalog.ts';
import type { StorageEngine } from './storage/storage-engine.ts';

/** What all connections share. */
export interface Server {
  readonly storageEngine: StorageEngine;
  readonly catalog: Catalog;
  readonly cursors: CursorManager;
  readonly now: () => number;
  readonly startedAt: number;
  readonly dataDir: string;
  readonly opCounters: OpCounters;
  connections: number;
}

/** For `serverStatus`. */
export interface OpCounters {
  insert: number;
  query: number;
  update: number;
  delete: number;
  getmore: number;
  command: number;
  connectionsMade: number;
}

export const newOpCounters = (): OpCounters => ({
  insert: 0,
  query: 0,
  update: 0,
  delete: 0,
  getmore: 0,
  command: 0,
  connectionsMade: 0,
});

/** The version of MongoDB whose behaviour is followed, and what a driver makes of it. */
export const serverVersion = [8, 0, 0, 0] as const;
export const wireVersions = { min: 0, max: 25 } as const;
