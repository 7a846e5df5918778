import { type Day, dayAt, type Instant, mondayOf, wallTime } from '../calendar/index.ts';
import type { Entry, EntryStore } from '../log/index.ts';
import type { Community, Member, MemberStore, PeopleStore, Person } from '../people/index.ts';
import { type FreezeRules, foldStreak } from '../streaks/index.ts';
import { byName } from './by-name.ts';
import { commonErrors } from './common-errors.ts';
import type { Highlight, Milestone, Participant, WeekFacts } from './types.ts';

export interface RoundupStores {
  readonly entries: EntryStore;
  readonly members: MemberStore;
  readonly people: PeopleStore;
}

/** Streak lengths that are celebrated. */
export const milestones: readonly number[] = [7, 14, 30, 50, 100, 150, 200, 250, 300, 365, 500, 730, 1000];
const highlightsShown = 5;
const halfWeekMs = 3.5 * 24 * 60 * 60 * 1000;

/** Gathers a community's week from what was shared with it in the period by members who are in the roundup. */
export async function weekFacts(
  stores: RoundupStores,
  community: Community,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  freezes: FreezeRules,
): Promise<WeekFacts> {
  const [shared, members] = await Promise.all([
    stores.entries.sharedWith(community.id, from, to),
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
    participants.push({ personId, name: member.displayName, days: perDay(theirs), entries: theirs.length });
    const person = await stores.people.find(personId);
    if (person)
      reached.push(...(await reachedMilestones(stores, community, member, person, { from, to }, freezes)));
  }
  participants.sort((a, b) => b.days.length - a.days.length || byName(a, b));
  const highlights = (kind: Entry['kind']): Highlight[] =>
    [...entries]
      .filter((it) => it.kind === kind && it.text !== '')
      .sort(
        (a, b) =>
          instructive(b) - instructive(a) ||
          b.kudos.length - a.kudos.length ||
          b.text.length - a.text.length ||
          a.at - b.at,
      )
      .filter((it, index, all) => all.findIndex((other) => other.personId === it.personId) === index)
      .slice(0, highlightsShown)
      .map((entry) => ({ name: consenting.get(entry.personId)?.displayName, entry }));
  return {
    from,
    to,
    monday: busiestWeek(entries) ?? mondayOf(wallTime(community.zone, to - halfWeekMs).day),
    participants,
    entries: entries.length,
    minutes: entries.reduce((sum, it) => sum + (it.minutes ?? 0), 0),
    milestones: reached.sort((a, b) => b.days - a.days),
    built: highlights('progress'),
    learned: highlights('pain'),
    common: commonErrors(entries),
  };
}

/** Words on the cause or the fix teach more than what broke alone. */
const instructive = ({ pain }: Entry): number =>
  Number(pain?.cause !== undefined) + Number(pain?.fix !== undefined);

/** Milestones of the streak that the shared entries alone make, passed within the period. */
async function reachedMilestones(
  { entries }: RoundupStores,
  community: Community,
  member: Member,
  person: Person,
  { from, to }: { from: Instant; to: Instant },
  freezes: FreezeRules,
): Promise<Milestone[]> {
  const logged = await entries.sharedDays(community.id, person.id);
  const [firstDay, lastDay] = [dayAt(person.clocks, from), dayAt(person.clocks, to)];
  const { days } = foldStreak(sharedFacts(person, lastDay, logged), freezes);
  const best = days
    .filter((it) => it.logged && it.day >= firstDay && it.day <= lastDay && milestones.includes(it.count))
    .at(-1);
  return best ? [{ name: member.displayName, days: best.count }] : [];
}

/** The facts of a streak as a community may see it: shared entries, nothing else of theirs that is private. */
export const sharedFacts = (person: Person, today: Day, logged: ReadonlyMap<Day, readonly string[]>) => ({
  joined: Math.min(person.joinedDay, ...logged.keys()),
  today,
  cadence: person.cadence,
  rest: person.rest,
  pauses: person.pauses,
  excused: new Map(),
  logged,
});

/** The Monday of the ISO week with the most entries; of two alike the later one. */
function busiestWeek(entries: readonly Entry[]): Day | undefined {
  const counts = new Map<Day, number>();
  for (const { day } of entries) counts.set(mondayOf(day), (counts.get(mondayOf(day)) ?? 0) + 1);
  const [best] = [...counts].sort(([a, some], [b, others]) => others - some || b - a);
  return best?.[0];
}

function perDay(entries: readonly Entry[]): { day: Day; entries: number }[] {
  const counts = new Map<Day, number>();
  for (const { day } of entries) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].map(([day, count]) => ({ day, entries: count })).sort((a, b) => a.day - b.day);
}
