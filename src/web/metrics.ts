import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observation } from '../chat/dispatch.ts';

/** What is asked of the stores when metrics are read. */
export interface MetricSources {
  /** How many deliveries are owed, by state. */
  readonly owed: () => Promise<Readonly<Record<string, number>>>;
  /** The due instant of the oldest delivery that waits; undefined: none waits. */
  readonly oldestPendingDueAt: () => Promise<number | undefined>;
  readonly now: () => number;
}

export interface Metrics {
  /** A question to the language model: how it ended, and how long it took. */
  assistant(outcome: string, seconds: number): void;
  observe(event: Observation): void;
  /** A delivery came to its end: sent, missed, dropped, parked or failed. */
  ended(kind: string, state: string): void;
  read(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Prometheus metrics: commands by outcome and latency, deliveries by state, lag, and the process's own (loop delay among them). */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'shipmate_' });
  const commands = new Counter({
    name: 'shipmate_commands_total',
    help: 'Commands, presses and forms by platform, what was asked and how it ended.',
    labelNames: ['platform', 'route', 'code'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'shipmate_command_seconds',
    help: 'How long an answer took.',
    labelNames: ['platform'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5],
    registers: [registry],
  });
  new Gauge({
    name: 'shipmate_deliveries',
    help: 'Deliveries that are owed, by state.',
    labelNames: ['state'] as const,
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await sources.owed())) this.set({ state }, count);
    },
  });
  const ends = new Counter({
    name: 'shipmate_deliveries_total',
    help: 'Deliveries that came to an end in this process, by kind and state.',
    labelNames: ['kind', 'state'] as const,
    registers: [registry],
  });
  new Gauge({
    name: 'shipmate_delivery_lag_seconds',
    help: 'How long the oldest delivery that waits has been due.',
    registers: [registry],
    async collect() {
      const dueAt = await sources.oldestPendingDueAt();
      this.set(dueAt === undefined ? 0 : Math.max(0, (sources.now() - dueAt) / 1000));
    },
  });
  const asked = new Counter({
    name: 'shipmate_assistant_questions_total',
    help: 'Questions to the language model by how they ended.',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  const askSeconds = new Histogram({
    name: 'shipmate_assistant_seconds',
    help: 'How long the language model took, retries included.',
    buckets: [0.1, 0.25, 0.5, 1, 2, 3, 5],
    registers: [registry],
  });
  return {
    assistant(outcome, took) {
      asked.inc({ outcome });
      if (took > 0) askSeconds.observe(took);
    },
    observe({ platform, route, code, seconds: took }) {
      commands.inc({ platform, route, code });
      seconds.observe({ platform }, took);
    },
    ended: (kind, state) => ends.inc({ kind, state }),
    async read() {
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
