import { type Entry, type EntryKindFacts, type EntryStore, factsOfEntry } from '../log/index.ts';
import type { Community, Member, MemberStore, PeopleStore } from '../people/index.ts';
import type { FreezeRules } from '../streaks/index.ts';
import { byName } from './by-name.ts';
import { commonErrors } from './common-errors.ts';
import { milestonesIn } from './milestones.ts';
import { type Period, periodDays } from './period.ts';
import type { Highlight, Milestone, Participant, WeekFacts, WeekNumbers } from './types.ts';

export interface RoundupStores {
  readonly entries: EntryStore;
  readonly members: MemberStore;
  readonly people: PeopleStore;
}

const highlightsShown = 5;

/** Sums are told from so many people on: of fewer they would say something of one of them (R32). */
export const sumsFromPeople = 5;

/** Gathers a roundup from what was shared with a community in the period by members who are in it. */
export async function weekFacts(
  stores: RoundupStores,
  community: Community,
  period: Period,
  freezes: FreezeRules,
): Promise<WeekFacts> {
  const { from, to } = period;
  const dates = periodDays(community.zone, period);
  const earlier = { from: from - (to - from), to: from };
  const [shared, before, members] = await Promise.all([
    stores.entries.sharedWith(community.id, from, to),
    community.joinedAt <= earlier.from
      ? stores.entries.sharedWith(community.id, earlier.from, earlier.to)
      : undefined,
    stores.members.listOfCommunity(community.id),
  ]);
  const consenting = new Map(members.filter((it) => it.inRoundup).map((it) => [it.personId, it]));
  const entries = shared.filter((it) => consenting.has(it.personId));
  const byPerson = new Map<string, Entry[]>();
  for (const entry of entries) byPerson.set(entry.personId, [...(byPerson.get(entry.personId) ?? []), entry]);
  const participants: Participant[] = [];
  const reached: Milestone[] = [];
  for (const [personId, theirs] of byPerson) {
    const member = consenting.get(personId) as Member;
    const days = new Set(theirs.map((it) => it.day)).size;
    participants.push({ personId, name: member.displayName, days, entries: theirs.length });
    const person = await stores.people.find(personId);
    const ever = person ? await stores.entries.sharedBy(community.id, personId) : [];
    for (const days of person ? milestonesIn(person, ever, period, freezes) : [])
      reached.push({ personId, name: member.displayName, days });
  }
  participants.sort((a, b) => b.days - a.days || byName(a, b));
  const highlight = (entry: Entry): Highlight => ({
    name: consenting.get(entry.personId)?.displayName,
    entry,
  });
  const best = entries.filter((it) => it.text !== '').sort(byWorth);
  const highlights = (part: EntryKindFacts['highlightedIn']): Highlight[] =>
    best
      .filter((it) => factsOfEntry(it).highlightedIn === part)
      .filter((it, index, all) => all.findIndex((other) => other.personId === it.personId) === index)
      .slice(0, highlightsShown)
      .map(highlight);
  const bug = best.find((it) => it.pain?.cause !== undefined);
  return {
    ...dates,
    participants,
    entries: entries.length,
    minutes: entries.reduce((sum, it) => sum + (it.minutes ?? 0), 0),
    milestones: reached.sort((a, b) => b.days - a.days),
    built: highlights('built'),
    learned: highlights('learned'),
    common: commonErrors(entries),
    moments: participants.flatMap(({ personId }) => {
      const theirs = best.filter((it) => it.personId === personId);
      const moment = theirs.find((it) => factsOfEntry(it).highlightedIn === 'built') ?? theirs[0];
      return moment ? [highlight(moment)] : [];
    }),
    ...(bug && { bug: highlight(bug) }),
    ...(before && { before: numbersOf(before.filter((it) => consenting.has(it.personId))) }),
  };
}

const numbersOf = (entries: readonly Entry[]): WeekNumbers => ({
  entries: entries.length,
  people: new Set(entries.map((it) => it.personId)).size,
});

/** The most instructive first, then the most cheered, the longest, the earliest. */
const byWorth = (a: Entry, b: Entry): number =>
  instructive(b) - instructive(a) ||
  b.kudos.length - a.kudos.length ||
  b.text.length - a.text.length ||
  a.at - b.at;

/** Words on the cause or the fix teach more than what broke alone. */
const instructive = ({ pain }: Entry): number =>
  Number(pain?.cause !== undefined) + Number(pain?.fix !== undefined);
