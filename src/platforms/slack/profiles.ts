import type { Actor } from '../../chat/interaction.ts';
import { isAdmin, isForeign, nameOf } from './account.ts';
import type { SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import { platform } from './limits.ts';

/** What Slack knows of its accounts. Kept for some minutes; a change of a profile is told by an event. */
export interface Profiles {
  /** Where Slack does not say it in time, the account's `name` is all that is known, or nothing. */
  actor(team: string, user: string, name?: string): Promise<Actor>;
  /** How somebody is shown; undefined where Slack does not say it within `atMostMs`. */
  nameOf(team: string, user: string, atMostMs: number): Promise<string | undefined>;
  /** Whether an account is of another team; where Slack does not say it in time, `ownTeam` of the payload decides. */
  isForeign(team: string, user: string, ownTeam: string | undefined): Promise<boolean>;
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

interface Profile {
  readonly actor: Actor;
  readonly foreign: boolean;
}

interface Kept extends Profile {
  readonly at: number;
}

export function createProfiles(clients: SlackClients, now: () => number): Profiles {
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<Profile | undefined>>();
  const key = (team: string, user: string): string => `${team}:${user}`;

  function keep(team: string, user: string, said: unknown): Profile {
    const profile = { actor: actorOf(team, user, said), foreign: isForeign(said, team) };
    kept.delete(key(team, user));
    kept.set(key(team, user), { at: now(), ...profile });
    if (kept.size > most) kept.delete(kept.keys().next().value as string);
    return profile;
  }

  async function ask(team: string, user: string): Promise<Profile | undefined> {
    const called = await clients.call('interactive', team, 'users.info', { user, include_locale: true });
    if (!called.ok) return undefined;
    return keep(team, user, called.result.user);
  }

  /** What Slack says, or said; undefined where it does not say it in time. */
  async function profile(team: string, user: string, atMostMs: number): Promise<Profile | undefined> {
    const known = kept.get(key(team, user));
    if (known && now() - known.at < keptMs) return known;
    const running = asking.get(key(team, user)) ?? ask(team, user);
    asking.set(key(team, user), running);
    running.finally(() => asking.delete(key(team, user))).catch(() => undefined);
    return (await Promise.race([running, after(atMostMs)])) ?? known;
  }

  return {
    async actor(team, user, name) {
      return (await profile(team, user, patienceMs))?.actor ?? stranger(team, user, name);
    },
    nameOf: async (team, user, atMostMs) => (await profile(team, user, atMostMs))?.actor.displayName,
    async isForeign(team, user, ownTeam) {
      const known = await profile(team, user, patienceMs);
      if (known) return known.foreign;
      // An account of an organisation names that one, and not its workspaces.
      return ownTeam !== undefined && ownTeam !== team && !ownTeam.startsWith('E');
    },
    learn(team, user) {
      const id = textAt(user, 'id');
      const former = kept.get(key(team, id))?.actor.zoneHint;
      const { actor } = keep(team, id, user);
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
  const [zone, locale] = [textAt(user, 'tz'), textAt(user, 'locale')];
  const accountName = textAt(user, 'name');
  const displayName = nameOf(user);
  return {
    identity: { platform, team, user: id },
    ...(displayName !== undefined && { displayName }),
    ...(accountName && { accountName }),
    isOrganiser: isAdmin(user),
    ...(zone && { zoneHint: zone }),
    ...(locale && { languageHint: locale }),
  };
}
