import type { Services } from '../chat/context.ts';
import type { Messenger } from '../chat/messenger.ts';
import { eachOnce, type ReactionChange, type ReactionsOf } from '../chat/reactions.ts';
import { countReactions, type Entry, type PostedCopy, type Reactor } from '../core/log/index.ts';
import { type Community, type Identity, identityKey, idsOf, ownIdOf } from '../core/people/index.ts';
import type { Period } from '../core/roundups/index.ts';
import { editPosts } from './copies.ts';

type Around = Pick<Services, 'stores' | 'messengers' | 'sign'>;

/** Reactions to shared copies, counted as cheers (R47). */
export interface Reactions {
  /** A platform tells of a reaction. Ends when it is counted and the copy shows it. Never throws. */
  changed(change: ReactionChange): Promise<void>;
  /**
   * Counts what the copies of a period's entries show, the newest first, until `signal` ends it. The copies themselves are
   * brought up to date behind it. Never throws.
   */
  read(community: Community, period: Period, signal: AbortSignal): Promise<void>;
  /** Waits for what is under way, `atMostMs` long. */
  drain(atMostMs: number): Promise<void>;
}

/** What was told of one message and is not handled yet. */
interface Told {
  readonly added: Map<string, Identity>;
  readonly removed: Map<string, Identity>;
  /** All of the reactions were removed. */
  cleared: boolean;
}

export function createReactions(
  around: Around,
  log: { error(facts: object, message: string): void },
): Reactions {
  const { stores, messengers } = around;
  const told = new Map<string, Told>();
  const busy = new Map<string, Promise<void>>();
  const behind = new Set<Promise<void>>();

  async function reactorsOf(community: Community, by: Iterable<Identity>): Promise<readonly Reactor[]> {
    const found: Reactor[] = [];
    for (const identity of by) {
      const person = await stores.people.findByIdentity(identity);
      // Whoever is no member here is nobody here.
      if (person && (await stores.members.find(community.id, person.id)))
        found.push({ by: ownIdOf(person, identity), ids: idsOf(person) });
    }
    return found;
  }

  const count = async (community: Community, { id }: Entry, by: Iterable<Identity>, isWhole: boolean) =>
    countReactions(stores.entries, community.id, id, await reactorsOf(community, by), isWhole);

  /** Who reacts to an entry, whichever of its copies; undefined where not all of them can be read. */
  async function readAll(
    { platform }: Community,
    { posts }: Entry,
  ): Promise<readonly Identity[] | undefined> {
    const by: Identity[] = [];
    let read = 0;
    for await (const it of reactionsTo(messengers.get(platform), posts)) {
      if (!it.isWhole) return undefined;
      by.push(...it.by);
      read += 1;
    }
    return read === posts.length ? eachOnce(by) : undefined;
  }

  /** A cheer goes with its reaction only if no other reaction of theirs stands, which the platform knows best. */
  async function takeBack(
    community: Community,
    entry: Entry,
    { removed, cleared }: Told,
  ): Promise<Entry | undefined> {
    const { reacted = [] } = entry;
    if (reacted.length === 0 || (removed.size === 0 && !cleared)) return undefined;
    const theirs = cleared ? undefined : await reactorsOf(community, removed.values());
    if (theirs && !theirs.some(({ ids }) => ids.some((it) => reacted.includes(it)))) return undefined;
    const by = await readAll(community, entry);
    return by && count(community, entry, by, true);
  }

  async function handle({ external, post }: ReactionChange, it: Told): Promise<void> {
    const community = await stores.communities.findByExternal(post.platform, external);
    if (!community || community.removedAt !== undefined) return;
    const entry = await stores.entries.findByPost(community.id, post);
    if (!entry) return;
    const added = await count(community, entry, it.added.values(), false);
    const changed = (await takeBack(community, added ?? entry, it)) ?? added;
    if (changed) await show(community, changed);
  }

  async function show(community: Community, entry: Entry): Promise<void> {
    const author = await stores.members.find(community.id, entry.personId);
    await editPosts(around, entry, author?.displayName);
  }

  /** One message at a time: what is told of it meanwhile is handled together, so that a crowd costs few edits. */
  async function handleAll(key: string, change: ReactionChange): Promise<void> {
    for (let it = told.get(key); it; it = told.get(key)) {
      told.delete(key);
      try {
        await handle(change, it);
      } catch (error) {
        log.error({ err: error }, 'reactions could not be counted');
      }
    }
    busy.delete(key);
  }

  async function readPeriod(
    community: Community,
    { from, to }: Period,
    signal: AbortSignal,
    changed: Map<string, Entry>,
  ): Promise<void> {
    const entries = await stores.entries.sharedWith(community.id, from, to);
    const byPost = new Map<string, Entry>();
    for (const entry of entries) for (const post of entry.posts) byPost.set(keyOf(post), entry);
    const posts = entries.toReversed().flatMap((it) => it.posts);
    const messenger = messengers.get(community.platform);
    for await (const { post, by, isWhole } of reactionsTo(messenger, posts, signal)) {
      if (signal.aborted) return;
      const entry = byPost.get(keyOf(post));
      if (!entry || (by.length === 0 && !entry.reacted?.length)) continue;
      const now = await count(community, entry, by, isWhole && entry.posts.length === 1);
      if (now) changed.set(now.id, now);
    }
  }

  function later(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => log.error({ err: error }, 'copies could not show their cheers'))
      .finally(() => behind.delete(kept));
    behind.add(kept);
  }

  async function showAll(community: Community, changed: Iterable<Entry>): Promise<void> {
    for (const entry of changed) await show(community, entry);
  }

  function note({ kind, post, by }: ReactionChange): void {
    const key = keyOf(post);
    const it = told.get(key) ?? { added: new Map(), removed: new Map(), cleared: false };
    told.set(key, it);
    if (by === undefined) it.cleared = true;
    else it[kind].set(identityKey(by), by);
  }

  return {
    changed(change) {
      const key = keyOf(change.post);
      note(change);
      const before = busy.get(key);
      if (before) return before;
      const work = handleAll(key, change);
      busy.set(key, work);
      return work;
    },

    async read(community, period, signal) {
      const changed = new Map<string, Entry>();
      try {
        await readPeriod(community, period, signal, changed);
      } catch (error) {
        log.error({ err: error, community: community.id }, 'reactions could not be read');
      }
      later(showAll(community, changed.values()));
    },

    async drain(atMostMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, atMostMs);
      });
      await Promise.race([Promise.all([...busy.values(), ...behind]), late]);
      clearTimeout(timer);
    },
  };
}

/** Where a platform cannot read reactions, nothing. */
async function* reactionsTo(
  messenger: Messenger | undefined,
  posts: readonly PostedCopy[],
  signal?: AbortSignal,
): AsyncIterable<ReactionsOf> {
  if (messenger?.reactionsTo && posts.length > 0) yield* messenger.reactionsTo(posts, signal);
}

const keyOf = ({ platform, team = '', channel, message }: PostedCopy): string =>
  [platform, team, channel, message].join(' ');
