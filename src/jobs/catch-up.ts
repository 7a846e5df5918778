import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../core/calendar/index.ts';
import { dayAt, parseDay } from '../core/calendar/index.ts';
import { type Claimed, factsOfKind } from '../core/reminders/index.ts';
import type { JobDependencies } from './dependencies.ts';

/** A reminder waits so long for its person's DM to be read, and no longer. */
const patienceMs = 5_000;
const dayMs = 24 * 60 * 60_000;
const batch = 100;
const atOnce = 2;
/** How often a DM is tried at a start, and how far apart. */
const attempts = 3;
const apartMs = 2_000;

/** Before a DM is composed, what its person typed meanwhile is read (R39): it may have answered, or bring a streak back (S13). */
export async function readDmBefore(deps: JobDependencies, { kind, owner }: Claimed): Promise<void> {
  if (factsOfKind(kind).to !== 'dm' || !('personId' in owner)) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  await Promise.race([deps.catchUp(owner.personId), late]);
  clearTimeout(timer);
}

/** What listens again: a platform, or one workspace of it. */
export interface Listening {
  readonly platform: string;
  readonly team?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads the DMs of everybody whose prompt of a date that lasts has no answer. For a platform that listens (again): what was
 * written while it did not is told by no event. Two at a time, so that it holds up nobody.
 */
export async function readOpenDms(
  deps: JobDependencies,
  { platform, team, signal }: Listening,
): Promise<void> {
  const { system } = deps.stores;
  let after: { readonly dueAt: Instant; readonly id: string } | undefined;
  const since = deps.now() - 2 * dayMs;
  for (;;) {
    const page = await system.sentPrompts(since, after, batch);
    const here = page.filter(
      ({ post }) => post?.platform === platform && (team === undefined || post.team === team),
    );
    for (let at = 0; at < here.length && !signal?.aborted; at += atOnce)
      await Promise.all(
        here.slice(at, at + atOnce).map(async ({ owner, key }) => {
          if ('personId' in owner && (await isOpen(deps, owner.personId, key)))
            await readPatiently(deps, owner.personId, signal);
        }),
      );
    const last = page.at(-1);
    if (page.length < batch || !last || signal?.aborted) return;
    after = { dueAt: last.dueAt, id: last.id };
  }
}

/** A platform may want to be read slowly; one that cannot be read at all is left to the next reminder. */
async function readPatiently(deps: JobDependencies, personId: string, signal?: AbortSignal): Promise<void> {
  for (let attempt = 0; attempt < attempts && !signal?.aborted; attempt++) {
    if (attempt > 0)
      await sleep(apartMs, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
    if (await deps.catchUp(personId)) return;
  }
}

async function isOpen({ stores, now }: JobDependencies, personId: string, key: string): Promise<boolean> {
  const person = await stores.people.find(personId);
  const day = parseDay(key);
  if (!person || day === undefined || dayAt(person.clocks, now()) !== day) return false;
  return !(await stores.entries.isLogged(personId, day));
}
