import type { Entry } from '../log/index.ts';
import type { CommunityId, MemberStore } from '../people/index.ts';
import { lookupKeys, painFingerprint, seenBefore } from '../why/index.ts';
import type { PainFinder } from './ports.ts';

const candidatesAKey = 20;
const othersShown = 2;

/** What a pain point has in common with earlier ones. */
export interface SeenBefore {
  /** The error's code, or the line that says what went wrong. */
  readonly name: string;
  /** How many earlier ones of the same person have the same cause. */
  readonly times: number;
  /** The latest of them that says why, and the latest that says what mended it. */
  readonly lastCause?: Entry;
  readonly lastFix?: Entry;
  /** What others shared about the same cause, with their names. */
  readonly others: readonly { readonly name?: string | undefined; readonly entry: Entry }[];
}

/**
 * Earlier pain points with the cause of this one: the person's own, and with `community` what members shared there who let
 * the community use it (`inRoundup`). Undefined when there are none.
 */
export async function findSeenBefore(
  { pains, members }: { readonly pains: PainFinder; readonly members: MemberStore },
  entry: Entry,
  community: CommunityId | undefined,
): Promise<SeenBefore | undefined> {
  const print = painFingerprint(entry);
  const keys = lookupKeys(print);
  const isEarlier = (it: Entry) => it.id !== entry.id && it.at <= entry.at;
  const like = (found: readonly Entry[]) =>
    seenBefore(print, found.filter(isEarlier), painFingerprint).map(({ item }) => item);
  const own = like(await pains.ownPains(entry.personId, keys, candidatesAKey)).toSorted(
    (a, b) => b.at - a.at,
  );
  const shared = community === undefined ? [] : await pains.sharedPains(community, keys, candidatesAKey);
  const others = await withNames(
    members,
    like(shared.filter((it) => it.personId !== entry.personId && (it.pain?.cause ?? it.pain?.fix))),
  );
  if (own.length === 0 && others.length === 0) return undefined;
  const lastCause = own.find((it) => it.pain?.cause !== undefined);
  const lastFix = own.find((it) => it.pain?.fix !== undefined);
  return {
    name: print.code ?? print.headline,
    times: own.length,
    ...(lastCause && { lastCause }),
    ...(lastFix && { lastFix }),
    others,
  };
}

async function withNames(members: MemberStore, entries: readonly Entry[]): Promise<SeenBefore['others']> {
  const named: { name: string | undefined; entry: Entry }[] = [];
  for (const entry of entries) {
    if (named.length === othersShown) break;
    const member = await members.find(entry.communityId ?? '', entry.personId);
    if (member?.inRoundup) named.push({ name: member.displayName, entry });
  }
  return named;
}
