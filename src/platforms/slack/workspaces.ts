import type { InstallationStore } from './ports.ts';

/** A workspace in which the app is installed. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botToken: string;
}

export interface Workspaces {
  /** `unknown`: nobody can say yet whether the app is installed there. */
  find(team: string): Promise<Workspace | 'unknown' | undefined>;
  /** Asks anew next time. */
  forget(team: string): void;
}

/** The one workspace of a token; known once Slack has said whose token it is. */
export function oneWorkspace(): Workspaces & {
  set(workspace: Workspace): void;
  current(): Workspace | undefined;
} {
  let known: Workspace | undefined;
  return {
    find: async (team) => {
      if (!known) return 'unknown';
      return known.id === team ? known : undefined;
    },
    forget: () => undefined,
    set(workspace) {
      known = workspace;
    },
    current: () => known,
  };
}

const keptMs = 60_000;
const most = 5_000;

/** Many workspaces, from the store; what was read is kept for a minute. */
export function storedWorkspaces(store: InstallationStore, now: () => number): Workspaces {
  const kept = new Map<string, { readonly at: number; readonly found: Promise<Workspace | undefined> }>();
  const read = async (team: string): Promise<Workspace | undefined> => {
    const found = await store.find(team);
    return found && { id: team, name: found.teamName, botUserId: found.botUserId, botToken: found.botToken };
  };
  return {
    find(team) {
      const known = kept.get(team);
      if (known && now() - known.at < keptMs) return known.found;
      const found = read(team);
      kept.delete(team);
      kept.set(team, { at: now(), found });
      if (kept.size > most) kept.delete(kept.keys().next().value as string);
      // A store that fails is asked again at once.
      found.catch(() => kept.delete(team));
      return found;
    },
    forget: (team) => kept.delete(team),
  };
}
