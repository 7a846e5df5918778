import type { EntryStore } from '../log/ports.ts';
import { isSameIdentity } from '../people/identity.ts';
import type { CommunityStore, MemberStore } from '../people/ports.ts';
import type {
  Community,
  CommunityId,
  Identity,
  LinkedSide,
  Member,
  Person,
  PersonId,
} from '../people/types.ts';
import type { LinkRule } from './rules.ts';

type Rules = readonly LinkRule<Member>[];

interface MembershipStores {
  readonly members: MemberStore;
  readonly communities: CommunityStore;
  readonly entries: EntryStore;
}

/** Two accounts of one person in one community: shown under the primary's name, with settings by their rules. */
export function mergedMember(mine: Member, theirs: Member, rules: Rules): Member {
  const merged: Member = {
    ...mine,
    ...named(mine.displayName ?? theirs.displayName),
    joinedAt: Math.min(mine.joinedAt, theirs.joinedAt),
  };
  return rules.reduce((result, rule) => rule.set(result, rule.merge(mine, [theirs])), merged);
}

const named = (displayName: string | undefined): Pick<Member, 'displayName'> =>
  displayName === undefined ? {} : { displayName };

/** The memberships to restore at `unlink`: the side's, and the primary's in the same communities. */
export async function membershipsOfBoth(
  { members }: Pick<MembershipStores, 'members'>,
  primary: PersonId,
  secondary: PersonId,
): Promise<LinkedSide['members']> {
  const theirs = await members.listOfPerson(secondary);
  const mine = await Promise.all(theirs.map((it) => members.find(it.communityId, primary)));
  return { theirs, mine: mine.filter((it) => it !== undefined) };
}

/** Makes the primary a member of the side's communities. `dropMemberships` deletes the old rows after the log has moved. */
export async function mergeMemberships(
  { members }: Pick<MembershipStores, 'members'>,
  primary: PersonId,
  secondary: PersonId,
  rules: Rules,
): Promise<void> {
  for (const row of await members.listOfPerson(secondary)) {
    const mine = await members.find(row.communityId, primary);
    await members.put(mine ? mergedMember(mine, row, rules) : { ...row, personId: primary });
  }
}

export async function dropMemberships(
  { members }: Pick<MembershipStores, 'members'>,
  personId: PersonId,
): Promise<void> {
  for (const { communityId } of await members.listOfPerson(personId))
    await members.remove(communityId, personId);
}

/**
 * Separates the memberships, after the log. Each account is again a member where it was before. Of the communities joined since,
 * it keeps those in which it can be and those in which it logged.
 */
export async function splitMemberships(
  stores: MembershipStores,
  person: Person,
  side: LinkedSide,
  rules: Rules,
): Promise<void> {
  const { members, communities, entries } = stores;
  const logged = {
    mine: await communitiesLoggedIn(entries, person.id),
    theirs: await communitiesLoggedIn(entries, side.personId),
  };
  const others = person.identities.filter((it) => !side.identities.some((one) => isSameIdentity(one, it)));
  const rows = new Map((await members.listOfPerson(person.id)).map((it) => [it.communityId, it]));
  for (const was of side.members.theirs) {
    const row = rows.get(was.communityId);
    const mine = side.members.mine.find((it) => it.communityId === was.communityId);
    if (!(await members.find(was.communityId, side.personId)))
      await members.put(mine || !row ? was : { ...row, personId: side.personId });
    if (row && mine) await members.put(mineAgain(row, mine, was, rules));
    else if (row && !logged.mine.has(was.communityId)) await members.remove(was.communityId, person.id);
    rows.delete(was.communityId);
  }
  for (const row of rows.values()) {
    const community = await communities.find(row.communityId);
    const isTheirs =
      community !== undefined &&
      side.identities.some((it) => canBeIn(it, community)) &&
      !others.some((it) => canBeIn(it, community));
    if (!isTheirs && !logged.theirs.has(row.communityId)) continue;
    if (!(await members.find(row.communityId, side.personId)))
      await members.put({ ...row, personId: side.personId });
    if (isTheirs && !logged.mine.has(row.communityId)) await members.remove(row.communityId, person.id);
  }
}

/** What was changed while they were one stays; the rest is the primary's again. */
function mineAgain(row: Member, mine: Member, theirs: Member, rules: Rules): Member {
  const both = mergedMember(mine, theirs, rules);
  const { displayName, ...rest } = row;
  const parted: Member = {
    ...rest,
    joinedAt: row.joinedAt === both.joinedAt ? mine.joinedAt : row.joinedAt,
    ...named(displayName === theirs.displayName ? mine.displayName : displayName),
  };
  return rules.reduce(
    (result, rule) => rule.set(result, rule.get(rule.get(row) === rule.get(both) ? mine : row)),
    parted,
  );
}

async function communitiesLoggedIn(entries: EntryStore, personId: PersonId): Promise<Set<CommunityId>> {
  const found = new Set<CommunityId>();
  for await (const { communityId } of entries.all(personId)) if (communityId) found.add(communityId);
  return found;
}

const canBeIn = ({ platform, team }: Identity, community: Community): boolean =>
  community.platform === platform && (team === undefined || team === community.external);
