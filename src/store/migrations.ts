import type { Connection } from 'mongoose';

/** One step from a data version to the next. Idempotent: it may be cut off and run again. */
export interface Migration {
  readonly to: number;
  readonly what: string;
  run(connection: Connection): Promise<void>;
}

/** The steps in order; the last one's `to` is the version that this program writes. */
export const migrations: readonly Migration[] = [
  {
    to: 2,
    what: 'indexes of entries that leave out what most entries do not have',
    run: (connection) =>
      dropIndexes(connection, 'entries', [
        'personId_1_tags_1_day_-1_at_-1_entryId_-1',
        'personId_1_project_1_day_-1_at_-1_entryId_-1',
        'personId_1_kind_1_day_-1_at_-1_entryId_-1',
        'communityId_1_entryId_1',
        'kudos_1',
      ]),
  },
  {
    to: 3,
    what: 'drafts that name no account, and members whose name is not known yet',
    async run(connection) {
      await change(connection, 'drafts', (it) => it.deleteMany({}));
      const unknown = { displayName: 'somebody' };
      await change(connection, 'members', (it) => it.updateMany(unknown, { $unset: { displayName: '' } }));
    },
  },
  {
    to: 4,
    what: 'posted roundups that say what they cover',
    run: keepPeriods,
  },
  {
    to: 5,
    what: 'Slack workspaces that never installed the app are no communities',
    run: departStrangers,
  },
  {
    to: 6,
    what: 'fields, collections and jobs under their new names',
    run: renameStored,
  },
  {
    to: 7,
    what: 'answers in the playground that say themselves whether they name others',
    run: sayWhoNamesOthers,
  },
  {
    to: 8,
    what: 'people who are told of the events of their streak from now on',
    run: tellFromNowOn,
  },
  {
    to: 9,
    what: 'no deliveries of a kind that rides in others now',
    run: (connection) => change(connection, 'deliveries', (it) => it.deleteMany({ kind: 'follow-up' })),
  },
];

type Collection = ReturnType<Connection['collection']>;

async function change(
  connection: Connection,
  collection: string,
  how: (collection: Collection) => Promise<unknown>,
): Promise<void> {
  const known = await connection.listCollections();
  if (known.some((it) => it.name === collection)) await how(connection.collection(collection));
}

const fourteenDaysMs = 14 * 24 * 60 * 60 * 1000;

/** Each covered what came after the last one, 14 days at most; communities no longer keep the last cut-off. */
async function keepPeriods(connection: Connection): Promise<void> {
  const communities = connection.collection<{ _id: string; joinedAt: number }>('communities');
  const deliveries = connection.collection<{ _id: string; dueAt: number }>('deliveries');
  for await (const { _id: communityId, joinedAt } of communities.find({}, { projection: { joinedAt: 1 } })) {
    let cutoff = joinedAt;
    const sent = deliveries.find({ communityId, kind: 'roundup', state: 'sent' }).sort({ key: 1 });
    for await (const { _id, dueAt } of sent) {
      const coversFrom = Math.min(dueAt, Math.max(cutoff, dueAt - fourteenDaysMs));
      await deliveries.updateOne({ _id }, { $set: { coversFrom } });
      cutoff = dueAt;
    }
  }
  await communities.updateMany({}, { $unset: { roundupCutoff: '' } });
}

/**
 * A workspace of which nothing but its id was known was met through a channel that it shares with another one. It is gone in 30
 * days like any that the app was removed from; one that has installed the app comes back at the next start or command.
 */
function departStrangers(connection: Connection): Promise<void> {
  return change(connection, 'communities', async (communities) => {
    const present = await communities.find({ platform: 'slack', removedAt: { $exists: false } }).toArray();
    for (const { _id, name, external } of present)
      if (name === external)
        await communities.updateOne({ _id }, { $set: { removedAt: Date.now() }, $unset: { dueAt: '' } });
  });
}

/** Agenda's documents are made anew at every start; deliveries of the kind `notice` were never made. */
async function renameStored(connection: Connection): Promise<void> {
  await change(connection, 'people', (it) =>
    it.updateMany({}, { $rename: { lastHeardDay: 'lastActiveDay' } }),
  );
  await dropIndexes(connection, 'linkCodes', ['makerId_1', 'typerId_1']);
  const link = { makerId: 'primaryId', maker: 'primary', typerId: 'secondaryId', typer: 'secondary' };
  await change(connection, 'linkCodes', (it) => it.updateMany({}, { $rename: link }));
  await change(connection, 'shares', (it) => it.rename('quotas'));
  await change(connection, 'agendaJobs', (it) => it.deleteMany({}));
}

/** Up to now a list of codes said it. */
async function sayWhoNamesOthers(connection: Connection): Promise<void> {
  const codes = ['roundup-preview', 'kudos-choice', 'cheered', 'leaderboard', 'hide-choice', 'hidden'];
  await change(connection, 'playground_messages', (it) =>
    it.updateMany({ 'content.code': { $in: codes } }, { $set: { 'content.namesOthers': true } }),
  );
  await dropIndexes(connection, 'playground_messages', ['content.code_1_audience_1']);
}

/** What happened to a streak before today counts as told (S13). */
async function tellFromNowOn(connection: Connection): Promise<void> {
  const from = Math.floor(Date.now() / (24 * 60 * 60 * 1000));
  await change(connection, 'people', (it) =>
    it.updateMany({ streakEvents: { $exists: false } }, { $set: { streakEvents: { from, told: [] } } }),
  );
}

/** What is declared otherwise now is made anew by `openStore`. */
async function dropIndexes(
  connection: Connection,
  collection: string,
  names: readonly string[],
): Promise<void> {
  const known = await connection.listCollections();
  if (!known.some((it) => it.name === collection)) return;
  const stored = await connection.collection(collection).indexes();
  for (const { name = '' } of stored)
    if (names.includes(name)) await connection.collection(collection).dropIndex(name);
}

export const firstVersion = 1;
export const dataVersion = migrations.at(-1)?.to ?? firstVersion;

/** The data were written by a newer program. */
export class NewerDataError extends Error {
  constructor(stored: number, known: number) {
    super(
      `The data have format ${stored}, this program knows up to ${known}. Start a newer Shipmate, or restore an older backup.`,
    );
    this.name = 'NewerDataError';
  }
}

/** Brings data of version `stored` up to date, step by step, noting each; refuses newer data. */
export async function migrate(
  connection: Connection,
  stored: number,
  steps: readonly Migration[],
  reached: (version: number) => Promise<void>,
): Promise<void> {
  const known = steps.at(-1)?.to ?? firstVersion;
  if (stored > known) throw new NewerDataError(stored, known);
  for (const step of steps) {
    if (step.to <= stored) continue;
    await step.run(connection);
    await reached(step.to);
  }
}
