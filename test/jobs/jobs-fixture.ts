import { actionSigner, signReply } from '../../src/chat/action-id.ts';
import type { Rules } from '../../src/chat/context.ts';
import type { Person } from '../../src/core/people/index.ts';
import { type Delivery, type DeliveryKind, scheduled } from '../../src/core/reminders/index.ts';
import { createDeliveryQueue } from '../../src/jobs/delivery-queue.ts';
import { createDeliveryWorker, type DeliveryWorker } from '../../src/jobs/delivery-worker.ts';
import type { JobDependencies } from '../../src/jobs/dependencies.ts';
import { planDueDeliveries } from '../../src/jobs/plan-due.ts';
import type { Store } from '../../src/store/index.ts';
import { aPerson } from '../store/samples.ts';
import { type FakeMessenger, fakeMessenger } from './messenger.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** 07:00 in UTC; the prompts of a jobsFixture are due at 09:00. */
export const morning = Date.parse('2027-03-10T07:00:00Z');
export const promptDue = morning + 2 * hour;

export const rules: Rules = {
  freezes: { stepsPerFreeze: 7, maxHeld: 2 },
  backdateDays: 2,
  lateWindowMs: 4 * hour,
  nudgeTime: 20 * 60,
  defaultZone: 'UTC',
  tzdb: 'test',
};

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Jobs on a store, with clocks that stand still until they are set, and a platform that does as it is told. */
export interface JobsFixture {
  readonly store: Store;
  readonly deps: JobDependencies;
  readonly messenger: FakeMessenger;
  readonly log: readonly LogLine[];
  /** The product's time and the machine's. */
  at: number;
  machine: number;
  /** Somebody with prompts at 09:00 UTC from `morning` on. */
  joins(more?: Partial<Person>): Promise<Person>;
  tick(): Promise<number>;
  deliver(): Promise<number>;
  /** Time goes on, by both clocks, and everything that is due then is worked on. */
  advanceTo(instant: number): Promise<void>;
  deliveryWorker(): DeliveryWorker;
  deliveries(filter?: Partial<Pick<Delivery, 'kind' | 'state'>>): Promise<readonly DeliveryRow[]>;
  delivery(person: Person, kind?: DeliveryKind, key?: string): Promise<Delivery>;
}

export type DeliveryRow = Omit<Delivery, 'id' | 'owner'> & { readonly _id: string };

let workers = 0;

export function jobsFixture(store: Store, messenger = fakeMessenger()): JobsFixture {
  const log: LogLine[] = [];
  const signer = actionSigner(store.installation.secret);
  const note = (level: LogLine['level']) => (facts: object, text: string) =>
    void log.push({ level, text, facts: facts as Readonly<Record<string, unknown>> });
  const it = { at: morning, machine: 0 };
  const deps: JobDependencies = {
    stores: store,
    rules,
    messengers: new Map([[messenger.platform, messenger]]),
    sign: (reply) => signReply(signer, () => false, reply),
    catchUp: async () => true,
    readReactions: async () => undefined,
    now: () => it.at,
    machineNow: () => it.machine,
    worker: `worker-${++workers}`,
    ended: () => undefined,
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  };
  return Object.assign(it, {
    store,
    deps,
    messenger,
    log,
    async joins(more: Partial<Person> = {}) {
      const made = aPerson();
      const today = Math.floor(morning / day);
      const person: Person = {
        ...made,
        clocks: [{ from: 0, zone: 'UTC', dayStart: 180 }],
        joinedDay: today - 30,
        lastActiveDay: today - 1,
        promptsFrom: today - 30,
        prompts: 'on',
        dm: { platform: messenger.platform, channel: `dm:${made.id}` },
        ...more,
      };
      const ready = scheduled(person, morning, rules.tzdb);
      await store.people.create(ready);
      return ready;
    },
    tick: () => planDueDeliveries(deps),
    async deliver() {
      const lanes = (await store.system.openLanes()).map((name) => createDeliveryQueue(deps, name));
      for (const lane of lanes) lane.poll();
      await Promise.all(lanes.map((lane) => lane.drain()));
      return lanes.reduce((sum, lane) => sum + lane.claimed, 0);
    },
    async advanceTo(instant: number) {
      it.machine += Math.max(0, instant - it.at);
      it.at = instant;
      await createDeliveryWorker(deps).drain();
    },
    deliveryWorker: () => createDeliveryWorker(deps),
    async deliveries(filter = {}) {
      const rows = await store.connection
        .collection('deliveries')
        .find(filter)
        .sort({ dueAt: 1, _id: 1 })
        .toArray();
      return rows as unknown as readonly DeliveryRow[];
    },
    async delivery(person: Person, kind: DeliveryKind = 'prompt', key = '2027-03-10') {
      const owner = { personId: person.id };
      const found = await store.deliveries.find(owner, `${person.id}:${kind}:${key}`);
      if (!found) throw new Error(`There is no ${kind} of ${key}`);
      return found;
    },
  });
}
