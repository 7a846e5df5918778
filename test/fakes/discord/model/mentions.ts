export interface Pings {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

export interface AllowedMentions {
  readonly parse?: readonly (string | null)[] | null;
  readonly users?: readonly (string | null)[] | null;
  readonly roles?: readonly (string | null)[] | null;
  readonly replied_user?: boolean | null;
}

export const noPings: Pings = { everyone: false, users: [], roles: [] };

export const pingsAnyone = (pings: Pings): boolean =>
  pings.everyone || pings.users.length > 0 || pings.roles.length > 0;

/**
 * Whom a text would ping. Without `allowed`, everything in it is parsed, as Discord does. Stricter than Discord where
 * its parser is not documented: an escaped mention, one inside code, and a role that is not mentionable count as well.
 */
export function wouldPing(
  text: string,
  allowed: AllowedMentions | null | undefined,
  repliedTo?: string,
): Pings {
  const users = [...new Set([...text.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] as string))];
  const roles = [...new Set([...text.matchAll(/<@&(\d+)>/g)].map((match) => match[1] as string))];
  const everyone = /@(everyone|here)/.test(text);
  const replied =
    repliedTo !== undefined && (allowed ? allowed.replied_user === true : true) ? [repliedTo] : [];
  if (!allowed) return { everyone, users: [...new Set([...users, ...replied])], roles };
  const parses = (kind: string): boolean => allowed.parse?.includes(kind) ?? false;
  return {
    everyone: everyone && parses('everyone'),
    users: [
      ...new Set([...users.filter((id) => parses('users') || allowed.users?.includes(id)), ...replied]),
    ],
    roles: roles.filter((id) => parses('roles') || allowed.roles?.includes(id)),
  };
}
