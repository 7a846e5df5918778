import { describe, expect, it } from 'vitest';
import { newCommunity } from '../../src/core/people/index.ts';
import { openStore } from '../../src/store/index.ts';
import { saveInstallation } from '../../src/store/installation.ts';
import {
  dataVersion,
  type Migration,
  migrate,
  migrations,
  NewerDataError,
} from '../../src/store/migrations.ts';
import { useBackend } from './backend.ts';

describe('migrations', () => {
  const backend = useBackend();

  /** Steps that leave a trace in the database; `breaks` is the version on the way to which the process dies once. */
  const stepsTo = (versions: readonly number[], breaks?: number) => {
    let broken = false;
    return versions.map(
      (to): Migration => ({
        to,
        what: `to ${to}`,
        async run(connection) {
          await connection
            .collection('trace')
            .updateOne({ _id: to as never }, { $set: { half: true } }, { upsert: true });
          if (to === breaks && !broken) {
            broken = true;
            throw new Error('cut off');
          }
          await connection.collection('trace').updateOne({ _id: to as never }, { $set: { whole: true } });
        },
      }),
    );
  };
  const traces = async (connection: Parameters<Migration['run']>[0]) =>
    (await connection.collection('trace').find({ whole: true }).sort({ _id: 1 }).toArray()).map(
      (it) => it._id,
    );

  it('run step by step from the stored version on, each noted when it is done', async () => {
    const { connection } = await backend().open();
    const reached: number[] = [];
    await migrate(connection, 2, stepsTo([2, 3, 4]), async (version) => {
      reached.push(version);
      await saveInstallation(connection, { dataVersion: version });
      expect(await traces(connection)).toContain(version);
    });
    expect(reached).toEqual([3, 4]);
    expect(await traces(connection)).toEqual([3, 4]);
    expect(await connection.collection('installation').findOne({})).toMatchObject({ dataVersion: 4 });
  });

  it('go on where they were cut off', async () => {
    const { connection } = await backend().open();
    const steps = stepsTo([2, 3, 4], 3);
    let stored = 1;
    const note = async (version: number): Promise<void> => {
      stored = version;
    };
    await expect(migrate(connection, stored, steps, note)).rejects.toThrow('cut off');
    expect(stored).toBe(2);
    await migrate(connection, stored, steps, note);
    expect(stored).toBe(4);
    expect(await traces(connection)).toEqual([2, 3, 4]);
  });

  it('leave data of the present version alone', async () => {
    const { connection } = await backend().open();
    await migrate(connection, 4, stepsTo([2, 3, 4]), () => Promise.reject(new Error('noted')));
    expect(await traces(connection)).toEqual([]);
  });

  it('refuse newer data, and a start on them changes nothing', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    await saveInstallation(store.connection, { dataVersion: dataVersion + 1 });
    await expect(openStore(backend().uri, database)).rejects.toThrow(NewerDataError);
    expect(await store.connection.collection('installation').findOne({})).toMatchObject({
      dataVersion: dataVersion + 1,
    });
    await store.close();
  });

  it('give the entries of the first version their present indexes', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    const indexes = () => store.connection.collection('entries').indexes();
    const present = await indexes();
    const leaner = present.filter((it) => 'partialFilterExpression' in it);
    for (const { name = '', key } of leaner) {
      await store.connection.collection('entries').dropIndex(name);
      if (/kudos|tags|project_|kind_1_day|entryId_1$/.test(name))
        await store.connection.collection('entries').createIndex(key, { name });
    }
    await saveInstallation(store.connection, { dataVersion: 1 });
    for (let start = 0; start < 2; start++) await (await openStore(backend().uri, database)).close();
    const byName = (list: typeof present) => new Map(list.map((it) => [it.name, it]));
    expect(byName(await indexes())).toEqual(byName(present));
    await store.close();
  });

  it('empty the drafts that name an account, and take away names that were none', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    const [drafts, members] = ['drafts', 'members'].map((it) => store.connection.collection(it));
    await drafts!.insertOne({ _id: 'slack:T1:U1:d1', owner: 'slack:T1:U1', expiresAt: 1 } as never);
    for (const displayName of ['somebody', 'Ada'])
      await members!.insertOne({ _id: displayName, communityId: 'c', displayName } as never);
    await saveInstallation(store.connection, { dataVersion: 2 });
    for (let start = 0; start < 2; start++) await (await openStore(backend().uri, database)).close();
    expect(await drafts!.countDocuments()).toBe(0);
    expect(await members!.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'Ada', communityId: 'c', displayName: 'Ada' },
      { _id: 'somebody', communityId: 'c' },
    ]);
    await store.close();
  });

  it('take Slack workspaces that were met in a shared channel for removed, and no other', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    const made = [
      { id: 'a', platform: 'slack', external: 'T1', name: 'Guild' },
      { id: 'b', platform: 'slack', external: 'T2', name: 'T2' },
      { id: 'c', platform: 'discord', external: '3', name: '3' },
    ];
    for (const each of made) await store.communities.create(newCommunity({ ...each, zone: 'UTC' }, 1));
    await saveInstallation(store.connection, { dataVersion: 2 });
    await store.close();
    for (let start = 0; start < 2; start++) await (await openStore(backend().uri, database)).close();
    const after = await openStore(backend().uri, database);
    const found = await Promise.all(made.map(({ id }) => after.communities.find(id)));
    expect(found.map((it) => it?.removedAt !== undefined)).toEqual([false, true, false]);
    await after.close();
  });

  it('tell nobody what happened to their streak before the update (S13)', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    const people = store.connection.collection('people');
    const known = { told: [{ kind: 'milestone', day: 3 }] };
    const [old1, new1] = ['old', 'new'].map((_id) => ({ _id, identityKeys: [_id] }));
    await people.insertMany([old1, { ...new1, streakEvents: known }] as never);
    await saveInstallation(store.connection, { dataVersion: 7 });
    const before = Math.floor(Date.now() / 86_400_000);
    const again = await openStore(backend().uri, database);
    const [newer, old] = await again.connection.collection('people').find({}).sort({ _id: 1 }).toArray();
    expect(old?.streakEvents).toEqual({ from: expect.any(Number), told: [] });
    expect(old?.streakEvents.from).toBeGreaterThanOrEqual(before);
    expect(newer?.streakEvents).toEqual(known);
    for (const it of [store, again]) await it.close();
  });

  it('keep what was stored under former names', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    await store.connection.collection('quotas').drop();
    await store.connection.collection('people').insertOne({ _id: 'p', lastHeardDay: 20_000 } as never);
    await store.connection.collection('linkCodes').createIndex({ makerId: 1 });
    await store.connection.collection('linkCodes').insertOne({
      _id: 'ABCD',
      makerId: 'm',
      maker: { platform: 'discord', user: '1' },
      typerId: 't',
      typer: { platform: 'slack', user: '2' },
      expiresAt: 9e15,
    } as never);
    await store.connection.collection('shares').insertOne({ _id: 'h' as never, used: 2, expiresAt: 9e15 });
    await store.connection.collection('agendaJobs').insertOne({ name: 'send what is due' });
    await saveInstallation(store.connection, { dataVersion: 5 });
    for (let start = 0; start < 2; start++) await (await openStore(backend().uri, database)).close();
    const all = (name: string) => store.connection.collection(name).find({}).toArray();
    expect(await all('people')).toMatchObject([{ _id: 'p', lastActiveDay: 20_000 }]);
    expect(await all('linkCodes')).toEqual([
      {
        _id: 'ABCD',
        primaryId: 'm',
        primary: { platform: 'discord', user: '1' },
        secondaryId: 't',
        secondary: { platform: 'slack', user: '2' },
        expiresAt: 9e15,
      },
    ]);
    expect(await all('quotas')).toEqual([{ _id: 'h', used: 2, expiresAt: 9e15 }]);
    expect(await all('agendaJobs')).toEqual([]);
    const indexes = await store.connection.collection('linkCodes').indexes();
    expect(indexes.map((it) => it.name)).not.toContain('makerId_1');
    await store.close();
  });

  it('mark the answers in the playground that name others', async () => {
    const database = backend().database();
    const store = await openStore(backend().uri, database);
    const messages = store.connection.collection('playground_messages');
    await messages.createIndex({ 'content.code': 1, audience: 1 });
    const said = ['cheered', 'settings'].map((code) => ({ _id: code as never, content: { code, text: '' } }));
    await messages.insertMany(said);
    await saveInstallation(store.connection, { dataVersion: 6 });
    await (await openStore(backend().uri, database)).close();
    expect(await messages.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'cheered', content: { code: 'cheered', text: '', namesOthers: true } },
      { _id: 'settings', content: { code: 'settings', text: '' } },
    ]);
    expect((await messages.indexes()).map((it) => it.name)).not.toContain('content.code_1_audience_1');
    await store.close();
  });

  it('rise by one from the first version', () => {
    expect(migrations.map((it) => it.to)).toEqual(migrations.map((_, index) => index + 2));
  });

  it('keep the secrets of an installation over a restart, and make them once where two processes start at once', async () => {
    const database = backend().database();
    const both = await Promise.all([openStore(backend().uri, database), openStore(backend().uri, database)]);
    const again = await openStore(backend().uri, database);
    expect(new Set([...both, again].map((it) => it.installation.secret)).size).toBe(1);
    await Promise.all([...both, again].map((it) => it.close()));
  });

  it('give posted roundups what they covered, from the end of the one before, 14 days at most', async () => {
    const { connection } = await backend().open();
    const [start, day] = [Date.parse('2026-11-01T00:00:00Z'), 24 * 60 * 60 * 1000];
    const roundup = (days: number, state = 'sent', communityId = 'harbour') => ({
      _id: `${communityId}:roundup:${days}` as never,
      communityId,
      kind: 'roundup',
      key: `2026-W${45 + Math.round(days / 7)}`,
      dueAt: start + days * day,
      state,
    });
    await connection.collection('communities').insertMany([
      { _id: 'harbour' as never, external: 'h', joinedAt: start + 2 * day, roundupCutoff: start + 42 * day },
      { _id: 'quay' as never, external: 'q', joinedAt: start },
    ]);
    await connection
      .collection('deliveries')
      .insertMany([
        roundup(7),
        roundup(14),
        roundup(21, 'missed'),
        roundup(42),
        roundup(21, 'sent', 'quay'),
        { ...roundup(35), kind: 'share' },
      ]);
    const step = migrations.filter((it) => it.to === 4);
    // Cut off and run again it does the same.
    for (const _time of [1, 2]) await migrate(connection, 3, step, async () => undefined);
    const covered = await connection
      .collection('deliveries')
      .find({})
      .sort({ communityId: 1, dueAt: 1 })
      .toArray();
    expect(covered.map((it) => it.coversFrom && (it.coversFrom - start) / day)).toEqual([
      2,
      7,
      undefined,
      undefined,
      28,
      7,
    ]);
    expect(
      await connection.collection('communities').findOne({ _id: 'harbour' as never }),
    ).not.toHaveProperty('roundupCutoff');
  });
});
