import type { Connection } from 'mongoose';
import { cached } from './cached/index.ts';
import { communityStore } from './communities.ts';
import { connect, createIndexes } from './connection.ts';
import { cardStore } from './deck.ts';
import { deliveryStore } from './deliveries.ts';
import { draftStore } from './drafts.ts';
import { entryStore } from './entries.ts';
import { eventMemory } from './events.ts';
import { type Installation, openInstallation, saveInstallation } from './installation.ts';
import { linkStore } from './links.ts';
import { memberStore } from './members.ts';
import { dataVersion, migrate, migrations } from './migrations.ts';
import { painFinder } from './pains.ts';
import { peopleStore } from './people.ts';
import { quotaStore } from './quotas.ts';
import { checkpointStore, outageStore } from './streaks.ts';
import { systemStore } from './system.ts';
import { chainStore } from './why-chains.ts';

export { NewerDataError } from './migrations.ts';
export { playgroundStore } from './playground.ts';

/** Everything that is stored, ready to use. */
export interface Store extends ReturnType<typeof storesOf> {
  readonly connection: Connection;
  readonly installation: Installation;
  saveClockAhead(milliseconds: number): Promise<void>;
  saveDiscordCommands(hash: string): Promise<void>;
  saveAcceptedTokens(hashes: readonly string[]): Promise<void>;
  /** Round trip to the database in milliseconds; throws when it does not answer. */
  ping(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Connects, migrates older data, refuses newer ones (`NewerDataError`), and makes what indexes are missing. `alone`: no other
 * process writes to this database as long as it is open, so that some of it may be kept in memory.
 */
export async function openStore(
  uri: string,
  database: string,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<Store> {
  const connection = await connect(uri, database);
  try {
    const installation = await openInstallation(connection, dataVersion);
    await migrate(connection, installation.dataVersion, migrations, (version) =>
      saveInstallation(connection, { dataVersion: version }),
    );
    const stored = storesOf(connection, installation);
    const stores = alone ? cached(stored) : stored;
    for (const model of Object.values(connection.models)) await createIndexes(model);
    return {
      ...stores,
      connection,
      installation,
      saveClockAhead: (milliseconds) => saveInstallation(connection, { clockAheadMs: milliseconds }),
      saveDiscordCommands: (hash) => saveInstallation(connection, { discordCommands: hash }),
      saveAcceptedTokens: (hashes) => saveInstallation(connection, { acceptedTokens: hashes }),
      async ping() {
        const started = performance.now();
        await connection.db?.command({ ping: 1 });
        return performance.now() - started;
      },
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

export function storesOf(connection: Connection, installation: Installation) {
  return {
    people: peopleStore(connection),
    communities: communityStore(connection),
    members: memberStore(connection),
    entries: entryStore(connection),
    checkpoints: checkpointStore(connection),
    outages: outageStore(connection),
    deliveries: deliveryStore(connection),
    events: eventMemory(connection, installation.salt),
    drafts: draftStore(connection, installation.salt),
    pains: painFinder(connection),
    links: linkStore(connection, installation.salt),
    chains: chainStore(connection),
    cards: cardStore(connection),
    quotas: quotaStore(connection, installation.salt),
    system: systemStore(connection),
  };
}
