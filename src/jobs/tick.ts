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
import type { JobDependencies } from './dependencies.ts';

const batch = 200;

/**
 * Writes the deliveries that are owed by now, the earliest due first. Idempotent: a delivery's id exists once, and a person
 * who was changed meanwhile is looked at again. Returns how many deliveries are new.
 */
export async function writeDue(deps: JobDependencies): Promise<number> {
  let written = 0;
  for (;;) {
    const now = deps.now();
    const people = await deps.stores.system.duePeople(now, batch);
    const communities = await deps.stores.system.dueCommunities(now, batch);
    for (const person of people)
      written += await guarded(deps, person.id, () => writePerson(deps, person, now));
    for (const community of communities) {
      written += await guarded(deps, community.id, () => writeCommunity(deps, community, now));
    }
    if (people.length < batch && communities.length < batch) return written;
  }
}

/** One row that fails is stepped past: it is logged and looked at again at the next tick. */
async function guarded(deps: JobDependencies, id: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    deps.log.error({ err: error, id }, 'could not write what is due');
    return 0;
  }
}

async function writePerson(deps: JobDependencies, person: Person, now: number): Promise<number> {
  const { stores, rules } = deps;
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

/** Schedules anew whoever was scheduled under another tz database. */
export async function rescheduleOutdated({ stores, rules, now }: JobDependencies): Promise<number> {
  const { tzdb } = rules;
  let done = 0;
  for (;;) {
    const people = await stores.system.outdatedPeople(tzdb, batch);
    const communities = await stores.system.outdatedCommunities(tzdb, batch);
    for (const person of people) await stores.people.save(scheduled(person, now(), tzdb));
    for (const community of communities)
      await stores.communities.save(scheduledCommunity(community, now(), tzdb));
    done += people.length + communities.length;
    if (people.length < batch && communities.length < batch) return done;
  }
}
