import { type Entry, isPain } from '../log/index.ts';
import { type Fingerprint, painFingerprint, sameCause } from '../why/index.ts';
import type { CommonError } from './types.ts';

const shown = 3;
/** More pain points of one week are not compared with each other. */
const compared = 500;
const fromPeople = 2;

interface Group {
  readonly print: Fingerprint;
  readonly entries: Entry[];
}

/** Errors of one cause that at least two people hit, most people first. Who they were is not said. */
export function commonErrors(entries: readonly Entry[]): readonly CommonError[] {
  const groups: Group[] = [];
  for (const entry of entries.filter((it) => isPain(it) && it.text !== '').slice(0, compared)) {
    const print = painFingerprint(entry);
    const group = groups.find((it) => sameCause(it.print, print));
    if (group) group.entries.push(entry);
    else groups.push({ print, entries: [entry] });
  }
  return groups
    .map(({ print, entries: own }) => {
      const cause = own.findLast((it) => it.pain?.cause !== undefined)?.pain?.cause;
      return {
        name: print.code ?? print.headline,
        people: new Set(own.map((it) => it.personId)).size,
        ...(cause !== undefined && { cause }),
      };
    })
    .filter((it) => it.people >= fromPeople)
    .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name))
    .slice(0, shown);
}
