import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
const running: Agenda[] = [];
beforeAll(async () => {
  it = await startTestServer();
  return () => it.close();
});
afterEach(async () => {
  for (const agenda of running.splice(0)) await agenda.stop();
});

async function newAgenda(name: string): Promise<Agenda> {
  const backend = new MongoBackend({ address: `${it.server.uri}/${name}` });
  const agenda = new Agenda({
    backend,
    processEvery: 30,
    name: `worker-${running.length}`,
  } as ConstructorParameters<typeof Agenda>[0]);
  await agenda.ready;
  running.push(agenda);
  return agenda;
}

describe('Agenda on its MongoDB backend', () => {
  test('runs a job again and again', async () => {
    const agenda = await newAgenda('every');
    let runs = 0;
    agenda.define('tick', async () => {
      runs += 1;
    });
    await agenda.start();
    await agenda.every('0.05 seconds', 'tick');
    await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
    const jobs = await it.client.db('every').collection('agendaJobs').find().toArray();
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ name: 'tick', type: 'single', repeatInterval: '0.05 seconds' });
  });

  test('gives each job to one of several workers, and locks it while it runs', async () => {
    const seen: string[] = [];
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const workers = await Promise.all([newAgenda('shared'), newAgenda('shared')]);
    for (const agenda of workers) {
      agenda.define('work', async (job: { attrs: { data: { id: string } } }) => {
        seen.push(job.attrs.data.id);
        await gate;
      });
      await agenda.start();
    }
    for (let id = 0; id < 6; id++) await workers[0]!.now('work', { id: `${id}` });
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    const jobs = it.client.db('shared').collection('agendaJobs');
    expect(await jobs.countDocuments({ lockedAt: { $ne: null } })).toBeGreaterThanOrEqual(seen.length);
    release();
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(6);
    expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4', '5']);
    await expect.poll(() => jobs.countDocuments({ lockedAt: { $ne: null } }), { timeout: 10_000 }).toBe(0);
  });

  test('finds the next job by an index alone', async () => {
    const agenda = await newAgenda('indexed');
    agenda.define('later', async () => {});
    for (let n = 0; n < 50; n++) await agenda.schedule(`in ${n + 1} hours`, 'later', { n });
    const jobs = it.client.db('indexed').collection('agendaJobs');
    const now = new Date();
    const { executionStats: stats } = await jobs
      .find({
        name: 'later',
        disabled: { $ne: true },
        $or: [{ lockedAt: { $eq: null }, nextRunAt: { $lte: now } }, { lockedAt: { $lte: now } }],
      })
      .sort({ nextRunAt: 1, priority: -1 })
      .limit(1)
      .explain('executionStats');
    expect(stats).toMatchObject({ nReturned: 0 });
    expect(JSON.stringify(stats.executionStages)).toContain('findAndLockNextJobIndex');
    expect(JSON.stringify(stats.executionStages)).not.toContain('SORT');
  });
});
