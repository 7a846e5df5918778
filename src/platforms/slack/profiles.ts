import type { Actor } from '../../chat/context.ts';
import type { SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import { platform } from './limits.ts';

/** What Slack knows of its accounts. Kept for some minutes; a change of a profile is told by an event. */
export interface Profiles {
  /** Where Slack does not say it in time, the account's `name` is all that is known, or nothing. */
  actor(team: string, user: string, name?: string): Promise<Actor>;
  /** How somebody is shown; undefined where Slack does not say it within `atMostMs`. */
  nameOf(team: string, user: string, atMostMs: number): Promise<string | undefined>;
  /** Takes a user object that an event brought; says which zone it had before, if that was known and is another one. */
  learn(
    team: string,
    user: Readonly<Record<string, unknown>>,
  ): { readonly actor: Actor; readonly formerZone?: string };
}

const keptMs = 5 * 60_000;
const most = 10_000;
/** A form has to open within three seconds; who has none of them to spare gets on without the profile. */
const patienceMs = 1_000;

interface Kept {
  readonly at: number;
  readonly actor: Actor;
}

export function createProfiles(clients: SlackClients, now: () => number): Profiles {
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<Actor | undefined>>();
  const key = (team: string, user: string): string => `${team}:${user}`;

  function keep(team: string, user: string, actor: Actor): Actor {
    kept.delete(key(team, user));
    kept.set(key(team, user), { at: now(), actor });
    if (kept.size > most) kept.delete(kept.keys().next().value as string);
    return actor;
  }

  async function ask(team: string, user: string): Promise<Actor | undefined> {
    const called = await clients.call('interactive', team, 'users.info', { user, include_locale: true });
    if (!called.ok) return undefined;
    return keep(team, user, actorOf(team, user, called.result.user));
  }

  async function find(team: string, user: string, atMostMs: number): Promise<Actor | undefined> {
    const known = kept.get(key(team, user));
    if (known && now() - known.at < keptMs) return known.actor;
    const running = asking.get(key(team, user)) ?? ask(team, user);
    asking.set(key(team, user), running);
    running.finally(() => asking.delete(key(team, user))).catch(() => undefined);
    return (await Promise.race([running, after(atMostMs)])) ?? known?.actor;
  }

  return {
    actor: async (team, user, name) => (await find(team, user, patienceMs)) ?? stranger(team, user, name),
    nameOf: async (team, user, atMostMs) => (await find(team, user, atMostMs))?.displayName,
    learn(team, user) {
      const id = textAt(user, 'id');
      const former = kept.get(key(team, id))?.actor.zoneHint;
      const actor = keep(team, id, actorOf(team, id, user));
      return { actor, ...(former && former !== actor.zoneHint && { formerZone: former }) };
    },
  };
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());

const stranger = (team: string, user: string, name: string | undefined): Actor => ({
  identity: { platform, team, user },
  ...(name && { accountName: name }),
  isOrganiser: false,
});

function actorOf(team: string, id: string, user: unknown): Actor {
  const flag = (name: string): boolean =>
    typeof user === 'object' && user !== null && (user as Record<string, unknown>)[name] === true;
  const [zone, locale] = [textAt(user, 'tz'), textAt(user, 'locale')];
  const accountName = textAt(user, 'name');
  // Of a deactivated account Slack leaves out the zone and the name beside the profile.
  const displayName =
    textAt(user, 'profile', 'display_name') ||
    textAt(user, 'real_name') ||
    textAt(user, 'profile', 'real_name') ||
    accountName;
  return {
    identity: { platform, team, user: id },
    ...(displayName && { displayName }),
    ...(accountName && { accountName }),
    isOrganiser: flag('is_admin') || flag('is_owner') || flag('is_primary_owner'),
    ...(zone && { zoneHint: zone }),
    ...(locale && { languageHint: locale }),
  };
}
