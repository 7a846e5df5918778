import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { afterAll, beforeAll } from 'vitest';
import { type Connection, connect } from '../../../src/store/connection.ts';
import { playgroundStore } from '../../../src/store/playground.ts';
import { memoryPlaygroundStore } from '../../fakes/playground-store.ts';
import { playgroundStoreSuite } from './store-suite.ts';

playgroundStoreSuite('in memory', async () => memoryPlaygroundStore());

const dataDir = mkdtempSync(join(tmpdir(), 'playground-store-'));
const given = process.env.TEST_MONGODB_URI;
let server: { uri: string; close(): Promise<void> } | undefined;
let connection: Connection;
let made = 0;

beforeAll(async () => {
  server = given ? undefined : await startEmbeddedMongo({ dataDir });
});
afterAll(async () => {
  await connection?.close();
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

playgroundStoreSuite('in MongoDB', async () => {
  await connection?.dropDatabase();
  await connection?.close();
  made += 1;
  connection = await connect(given ?? (server?.uri as string), `playground_${process.pid}_${made}`);
  return playgroundStore(connection);
});
