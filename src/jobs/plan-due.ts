import { finishLinks } from '../core/linking/index.ts';
import type { Community, Person } from '../core/people/index.ts';
import {
  type Delivery,
  deliveryId,
  dueSlots,
  factsFrom,
  planReminders,
  scheduled,
} from '../core/reminders/index.ts';
import { planRoundups, scheduledCommunity } from '../core/roundups/index.ts';
import { readFacts } from '../core/streaks/read.ts';
import { linkRules } from '../settings/link-rules.ts';
import { withCachedOutages } from './cached-outages.ts';
import type { JobDependencies } from './dependencies.ts';
import { yieldWhenBusy } from './yield-when-busy.ts';

const batch = 24;
const atOnce = 2;

/**
 * Writes the deliveries that are owed by now, the earliest due first. Idempotent: a delivery's id exists once, and a person who was
 * changed meanwhile is planned again. Calls `wrote` after every few new ones, with their lanes. Returns how many are new.
 */
export async function planDueDeliveries(
  deps: JobDependencies,
  wrote: (lanes: ReadonlySet<string>) => Promise<void> = async () => undefined,
): Promise<number> {
  const { system } = deps.stores;
  let count = 0;
  const report = async (written: readonly Delivery[]): Promise<void> => {
    count += written.length;
    await wrote(new Set(written.map((it) => it.lane)));
  };
  await processInBatches(
    deps,
    (limit) => system.duePeople(deps.now(), limit),
    (person, together) => planPerson(together, person, deps.now()),
    report,
  );
  await processInBatches(
    deps,
    (limit) => system.dueCommunities(deps.now(), limit),
    (community, together) => planCommunity(together, community, deps.now()),
    report,
  );
  return count;
}

/**
 * Handles all rows that `read` finds, a few at once. `read` must not find a row again after it was handled. A row that fails is logged
 * and skipped; the next run finds it again.
 */
export async function processInBatches<T extends { readonly id: string }, R>(
  deps: JobDependencies,
  read: (limit: number) => Promise<readonly T[]>,
  work: (row: T, deps: JobDependencies) => Promise<readonly R[]>,
  done: (results: readonly R[]) => Promise<void>,
): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const rows = (await read(batch + failed.size)).filter((it) => !failed.has(it.id));
    for (let at = 0; at < rows.length; at += atOnce) {
      const together = withCachedOutages(deps);
      const rest = yieldWhenBusy();
      const results = await Promise.all(
        rows.slice(at, at + atOnce).map(async (row) => {
          try {
            return await work(row, together);
          } catch (error) {
            failed.add(row.id);
            deps.log.error({ err: error, id: row.id }, 'could not work this off');
            return [];
          }
        }),
      );
      await done(results.flat());
      await rest();
    }
    if (rows.length < batch) return;
  }
}

async function planPerson(deps: JobDependencies, due: Person, now: number): Promise<readonly Delivery[]> {
  const { stores, rules } = deps;
  const person = await finishLinks(stores, due, { now, tzdb: rules.tzdb, linkRules });
  const owner = { personId: person.id };
  const facts = await readFacts(stores, person, now, factsFrom(person, now) - 1);
  const prompts = new Map<string, Delivery>();
  const nudges = dueSlots(person, now).filter((slot) => slot.kind === 'nudge');
  for (const { key } of nudges) {
    const prompt = await stores.deliveries.find(owner, deliveryId(owner, 'prompt', key));
    if (prompt) prompts.set(key, prompt);
  }
  const plan = planReminders(person, facts, prompts, now, rules.lateWindowMs);
  const written = await putAll(deps, plan.deliveries);
  await stores.people.save(scheduled(seen(plan.person), now, rules.tzdb));
  return written;
}

async function planCommunity(
  deps: JobDependencies,
  community: Community,
  now: number,
): Promise<readonly Delivery[]> {
  const { stores, rules } = deps;
  const written = await putAll(deps, planRoundups(community, now, rules.lateWindowMs));
  await stores.communities.save(scheduledCommunity(seen(community), now, rules.tzdb));
  return written;
}

/** Inserts deliveries, and returns the new ones. */
async function putAll(
  { stores, ended }: JobDependencies,
  deliveries: readonly Delivery[],
): Promise<readonly Delivery[]> {
  const isNew = await Promise.all(deliveries.map((it) => stores.deliveries.put(it)));
  const written = deliveries.filter((_, index) => isNew[index]);
  for (const { kind, state } of written) if (state === 'missed') ended(kind, state);
  return written;
}

/** The row without its due instant, because it was planned. */
function seen<T extends { readonly dueAt?: number }>({ dueAt: _dueAt, ...rest }: T): Omit<T, 'dueAt'> {
  return rest;
}

/** Computes `dueAt` again for all that was scheduled with another tz database. Returns how many. */
export async function rescheduleOutdated(deps: JobDependencies): Promise<number> {
  const { stores, rules, now } = deps;
  const { tzdb } = rules;
  let count = 0;
  const add = async (saved: readonly unknown[]): Promise<void> => {
    count += saved.length;
  };
  await processInBatches(
    deps,
    (limit) => stores.system.outdatedPeople(tzdb, limit),
    async (person) => [await stores.people.save(scheduled(person, now(), tzdb))],
    add,
  );
  await processInBatches(
    deps,
    (limit) => stores.system.outdatedCommunities(tzdb, limit),
    async (community) => [await stores.communities.save(scheduledCommunity(community, now(), tzdb))],
    add,
  );
  return count;
}
