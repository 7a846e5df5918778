import { type Community, finishLinks, type Person } from '../core/people/index.ts';
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
import type { JobDependencies } from './dependencies.ts';

const batch = 200;

/**
 * Writes the deliveries that are owed by now, the earliest due first. Idempotent: a delivery's id exists once, and a person
 * who was changed meanwhile is looked at again. Returns how many deliveries are new.
 */
export async function writeDue(deps: JobDependencies): Promise<number> {
  let written = 0;
  await throughAll(
    deps,
    (limit) => deps.stores.system.duePeople(deps.now(), limit),
    async (person) => {
      written += await writePerson(deps, person, deps.now());
    },
  );
  await throughAll(
    deps,
    (limit) => deps.stores.system.dueCommunities(deps.now(), limit),
    async (community) => {
      written += await writeCommunity(deps, community, deps.now());
    },
  );
  return written;
}

/**
 * Works through all that `read` finds; what was worked on is found no more. A row that fails is logged, stepped past, and
 * found again the next time. Returns how many were worked on.
 */
async function throughAll<T extends { readonly id: string }>(
  deps: JobDependencies,
  read: (limit: number) => Promise<readonly T[]>,
  work: (row: T) => Promise<unknown>,
): Promise<number> {
  const failed = new Set<string>();
  let done = 0;
  for (;;) {
    const rows = (await read(batch + failed.size)).filter((it) => !failed.has(it.id));
    for (const row of rows) {
      try {
        await work(row);
        done += 1;
      } catch (error) {
        failed.add(row.id);
        deps.log.error({ err: error, id: row.id }, 'could not schedule');
      }
    }
    if (rows.length < batch) return done;
  }
}

async function writePerson(deps: JobDependencies, due: Person, now: number): Promise<number> {
  const { stores, rules } = deps;
  const person = await finishLinks(stores, due, { now, tzdb: rules.tzdb });
  const owner = { personId: person.id };
  const facts = await readFacts(stores, person, now, factsFrom(person, now) - 1);
  const prompts = new Map<string, Delivery>();
  for (const key of new Set(dueSlots(person, now).map((slot) => slot.key))) {
    const prompt = await stores.deliveries.find(owner, deliveryId(owner, 'prompt', key));
    if (prompt) prompts.set(key, prompt);
  }
  const plan = planReminders(person, facts, prompts, now, rules.lateWindowMs);
  const written = await putAll(deps, plan.deliveries);
  await stores.people.save(scheduled(seen(plan.person), now, rules.tzdb));
  return written;
}

async function writeCommunity(deps: JobDependencies, community: Community, now: number): Promise<number> {
  const { stores, rules } = deps;
  const written = await putAll(deps, planRoundups(community, now, rules.lateWindowMs));
  await stores.communities.save(scheduledCommunity(seen(community), now, rules.tzdb));
  return written;
}

async function putAll({ stores }: JobDependencies, deliveries: readonly Delivery[]): Promise<number> {
  let written = 0;
  for (const delivery of deliveries) if (await stores.deliveries.put(delivery)) written += 1;
  return written;
}

/** Whoever was looked at has nothing due any more. */
function seen<T extends { readonly dueAt?: number }>({ dueAt: _dueAt, ...rest }: T): Omit<T, 'dueAt'> {
  return rest;
}

/** Schedules anew whoever was scheduled under another tz database. Returns how many. */
export async function rescheduleOutdated(deps: JobDependencies): Promise<number> {
  const { stores, rules, now } = deps;
  const { tzdb } = rules;
  const people = await throughAll(
    deps,
    (limit) => stores.system.outdatedPeople(tzdb, limit),
    (person) => stores.people.save(scheduled(person, now(), tzdb)),
  );
  const communities = await throughAll(
    deps,
    (limit) => stores.system.outdatedCommunities(tzdb, limit),
    (community) => stores.communities.save(scheduledCommunity(community, now(), tzdb)),
  );
  return people + communities;
}
