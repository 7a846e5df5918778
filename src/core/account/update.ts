import type { Instant } from '../calendar/index.ts';
import type { PeopleStore } from '../people/ports.ts';
import type { Person } from '../people/types.ts';
import { scheduled } from '../reminders/schedule.ts';

const tries = 8;

/** Somebody else's writes kept winning; the caller may try again. */
export class BusyError extends Error {
  constructor(what: string) {
    super(`${what} is being changed by several at once`);
    this.name = 'BusyError';
  }
}

/**
 * Changes a person and schedules their next reminder anew. `change` may run several times, each time on what is stored
 * then; when it returns its argument nothing is written. Throws `BusyError` when it keeps losing.
 */
export async function updatePerson(
  people: PeopleStore,
  person: Person,
  { now, tzdb }: { readonly now: Instant; readonly tzdb: string },
  change: (current: Person) => Person,
): Promise<Person> {
  let current: Person | undefined = person;
  for (let attempt = 0; attempt < tries && current; attempt++) {
    const changed = change(current);
    if (changed === current) return current;
    const written = await people.save(scheduled(changed, now, tzdb));
    if (written.ok) return written.value;
    current = await people.find(person.id);
  }
  throw new BusyError(`Person ${person.id}`);
}
