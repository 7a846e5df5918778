import { textAt } from './clients.ts';

/** What a user object says of an account (docs.slack.dev/reference/objects/user-object). */
type UserObject = unknown;

const flag = (user: UserObject, name: string): boolean =>
  typeof user === 'object' && user !== null && (user as Record<string, unknown>)[name] === true;

/** How an account is shown. Of a deactivated one Slack leaves out the zone and the name beside the profile. */
export const nameOf = (user: UserObject): string | undefined =>
  textAt(user, 'profile', 'display_name') ||
  textAt(user, 'real_name') ||
  textAt(user, 'profile', 'real_name') ||
  textAt(user, 'name') ||
  undefined;

export const isBot = (user: UserObject): boolean =>
  flag(user, 'is_bot') || textAt(user, 'id') === 'USLACKBOT';

export const isAdmin = (user: UserObject): boolean =>
  ['is_admin', 'is_owner', 'is_primary_owner'].some((name) => flag(user, name));

/**
 * Whether an account is of another team and only shares a channel with this one (Slack Connect). In an organisation an
 * account belongs to several workspaces and names them.
 */
export function isForeign(user: UserObject, team: string): boolean {
  const own = textAt(user, 'team_id');
  return own !== '' && own !== team && !workspacesOf(user).includes(team);
}

function workspacesOf(user: UserObject): readonly unknown[] {
  if (typeof user !== 'object' || user === null || !('enterprise_user' in user)) return [];
  const { enterprise_user: account } = user;
  if (typeof account !== 'object' || account === null || !('teams' in account)) return [];
  return Array.isArray(account.teams) ? account.teams : [];
}
