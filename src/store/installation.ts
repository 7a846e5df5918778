import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

/** What belongs to the installation as a whole. */
export interface Installation {
  /** Signs the ids of buttons and forms; never changes. */
  readonly secret: string;
  /** Salts the hashes of event ids. */
  readonly salt: string;
  /** The version of the stored data (`migrations.ts`). */
  readonly dataVersion: number;
  /** Where the playground's clock stands ahead of the machine's, in milliseconds. */
  readonly clockAheadMs: number;
  /** The commands as Discord was told of them last. */
  readonly discordCommands?: string;
  /** Keyed hashes of the tokens that platforms have taken, the latest first. */
  readonly acceptedTokens?: readonly string[];
}

type InstallationDocument = Installation & { readonly _id: string };

const theOne = { _id: 'installation' };
const schema = ownedSchema<InstallationDocument>(['_id'], {
  _id: String,
  secret: { type: String, required: true },
  salt: { type: String, required: true },
  dataVersion: { type: Number, required: true },
  clockAheadMs: { type: Number, required: true },
  discordCommands: String,
  acceptedTokens: { type: [String], default: undefined },
});

export const installationModel = (connection: Connection) => modelOf(connection, 'installation', schema);

/** Reads the installation, or makes it on the first start; of two processes that start at once one wins. */
export async function openInstallation(connection: Connection, dataVersion: number): Promise<Installation> {
  const fresh: Installation = {
    secret: randomBytes(32).toString('base64url'),
    salt: randomBytes(16).toString('base64url'),
    dataVersion,
    clockAheadMs: 0,
  };
  const found = await installationModel(connection)
    .findOneAndUpdate(theOne, { $setOnInsert: fresh }, { upsert: true, returnDocument: 'after' })
    .lean<InstallationDocument>();
  if (!found) throw new Error('The installation could not be written');
  const { _id, ...installation } = found;
  return installation;
}

export async function saveInstallation(
  connection: Connection,
  change: Partial<Pick<Installation, 'dataVersion' | 'clockAheadMs' | 'discordCommands' | 'acceptedTokens'>>,
): Promise<void> {
  await installationModel(connection).updateOne(theOne, { $set: change });
}
