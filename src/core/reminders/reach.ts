import type { Person } from '../people/types.ts';

/** Whether reminders can reach the person at all. */
export const isReachable = (person: Person): boolean =>
  person.linkedTo === undefined &&
  person.prompts === 'on' &&
  person.dm !== undefined &&
  person.dm.closedAt === undefined;
