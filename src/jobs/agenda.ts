import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Connection } from 'mongoose';
import type { JobLog } from './dependencies.ts';

/** The names under which Agenda stores the jobs. */
export const jobNames = {
  sendDue: 'send-due',
  heartbeat: 'heartbeat',
  finishLinks: 'finish-links',
  retryChannels: 'retry-channels',
  deleteExpired: 'delete-expired',
} as const;

/** One short recurring job. It must be idempotent: an occurrence can be lost in a crash, and two runs may overlap. */
export interface RecurringJob {
  readonly name: (typeof jobNames)[keyof typeof jobNames];
  /** Plain milliseconds; no cron expressions (they lose and repeat days at DST). */
  readonly everyMs: number;
  run(): Promise<void>;
}

export interface Jobs {
  /** When a job last ran to its end, by the machine's clock. */
  lastRun(name: RecurringJob['name']): number | undefined;
  /** Waits for running jobs, and starts no more. */
  stop(): Promise<void>;
}

/** Runs the jobs on Agenda. Agenda only starts them, in real time. The jobs ask the product's clock what is due. */
export async function startJobs(
  connection: Connection,
  jobs: readonly RecurringJob[],
  log: JobLog,
): Promise<Jobs> {
  const { db } = connection;
  if (!db) throw new Error('The database is not connected');
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db as never, collection: 'agendaJobs' }),
    processEvery: 1_000,
    defaultLockLifetime: 60_000,
  });
  let stopped = false;
  agenda.on('error', (error: unknown) => {
    // Errors of its last queries while the connection closes do not matter.
    if (!stopped) log.error({ err: error }, 'Agenda failed');
  });
  agenda.on('fail', (error: unknown, job: { attrs: { name: string } }) =>
    log.error({ err: error, job: job.attrs.name }, 'a job failed'),
  );
  const lastRuns = new Map<string, number>();
  for (const job of jobs) {
    agenda.define(
      job.name,
      async () => {
        await job.run();
        lastRuns.set(job.name, Date.now());
      },
      { concurrency: 1 },
    );
  }
  await agenda.start();
  for (const job of jobs) await agenda.every(job.everyMs, job.name);
  return {
    lastRun: (name) => lastRuns.get(name),
    async stop() {
      await agenda.drain({ timeout: 8_000 } as never);
      stopped = true;
      await agenda.stop();
    },
  };
}
