import type { Instant } from '../core/calendar/index.ts';
import { dayAt, parseDay } from '../core/calendar/index.ts';
import { type Claimed, factsOfKind } from '../core/reminders/index.ts';
import type { JobDependencies } from './dependencies.ts';

/** A reminder waits so long for its person's DM to be read, and no longer. */
const patienceMs = 5_000;
const dayMs = 24 * 60 * 60_000;
const batch = 100;
const atOnce = 2;

/** Before a reminder is composed, what its person typed meanwhile is read: it may have answered (R38). */
export async function readDmBefore(deps: JobDependencies, { kind, owner }: Claimed): Promise<void> {
  if (!factsOfKind(kind).isAnsweredByTyping || !('personId' in owner)) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([deps.catchUp(owner.personId), late]);
  clearTimeout(timer);
}

/** What listens again: a platform, or one workspace of it. */
export interface Listening {
  readonly platform: string;
  readonly team?: string;
  readonly isStopped?: () => boolean;
}

/**
 * Reads the DMs of everybody whose prompt of a date that lasts has no answer. For a platform that listens (again): what was
 * written while it did not is told by no event. Two at a time, so that it holds up nobody.
 */
export async function readOpenDms(
  deps: JobDependencies,
  { platform, team, isStopped = () => false }: Listening,
): Promise<void> {
  const { system } = deps.stores;
  let after: { readonly dueAt: Instant; readonly id: string } | undefined;
  const since = deps.now() - 2 * dayMs;
  for (;;) {
    const page = await system.sentPrompts(since, after, batch);
    const here = page.filter(
      ({ post }) => post?.platform === platform && (team === undefined || post.team === team),
    );
    for (let at = 0; at < here.length && !isStopped(); at += atOnce)
      await Promise.all(
        here.slice(at, at + atOnce).map(async ({ owner, key }) => {
          if ('personId' in owner && (await isOpen(deps, owner.personId, key)))
            await deps.catchUp(owner.personId);
        }),
      );
    const last = page.at(-1);
    if (page.length < batch || !last || isStopped()) return;
    after = { dueAt: last.dueAt, id: last.id };
  }
}

async function isOpen({ stores, now }: JobDependencies, personId: string, key: string): Promise<boolean> {
  const person = await stores.people.find(personId);
  const day = parseDay(key);
  if (!person || day === undefined || dayAt(person.clocks, now()) !== day) return false;
  return !(await stores.entries.isLogged(personId, day));
}
