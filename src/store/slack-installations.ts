import type { Connection } from 'mongoose';
import type { Installation, InstallationStore } from '../platforms/slack/ports.ts';
import { modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';
import type { SecretBox } from './secret-box.ts';
import { everyId } from './system.ts';

/** Keyed by the workspace's id, its owner; the token is sealed. */
type InstallationDocument = Omit<Installation, 'team' | 'botToken'> & {
  readonly _id: string;
  readonly sealedToken: string;
};

const schema = ownedSchema<InstallationDocument>(['_id'], {
  _id: String,
  teamName: { type: String, required: true },
  botUserId: { type: String, required: true },
  sealedToken: { type: String, required: true },
  scopes: { type: [String], required: true },
  installedBy: String,
  installedAt: { type: Number, required: true },
});

export interface SlackInstallations extends InstallationStore {
  /** Encrypts anew what an older key encrypted, so that the key can be taken away. Returns how many. */
  rotate(): Promise<number>;
}

/** The workspaces in which the Slack app is installed; their tokens are encrypted at rest. */
export function slackInstallations(connection: Connection, box: SecretBox): SlackInstallations {
  const model = modelOf(connection, 'slackInstallations', schema);
  const bound = (team: string): string => `slack:${team}`;
  return {
    async save({ team, botToken, ...rest }) {
      const document = { ...rest, sealedToken: box.seal(botToken, bound(team)) };
      await model.replaceOne({ _id: team }, document as never, { upsert: true });
    },
    async find(team) {
      const found = await model.findOne({ _id: team }).lean<InstallationDocument>();
      if (!found) return undefined;
      const { _id, sealedToken, ...rest } = found;
      return { team, ...rest, botToken: box.open(sealedToken, bound(team)) };
    },
    async remove(team) {
      await model.deleteOne({ _id: team });
    },
    async rotate() {
      let rotated = 0;
      for (const team of await everyId(model)) {
        const found = await model.findOne({ _id: team }).lean<InstallationDocument>();
        if (!found || box.isCurrent(found.sealedToken)) continue;
        const { sealedToken } = found;
        const next = box.seal(box.open(sealedToken, bound(team)), bound(team));
        // Written only over what was read: a new installation meanwhile stays.
        const written = await model.updateOne({ _id: team, sealedToken }, { $set: { sealedToken: next } });
        rotated += written.modifiedCount;
      }
      return rotated;
    },
  };
}
