import type { UserInteraction } from './parse.ts';

/** How what a text mentions is called; undefined where that is not known, or not for everybody. */
export interface MentionNames {
  user(id: string): string | undefined;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

const token =
  /<(?:@!?(?<user>\d{15,21})|@&(?<role>\d{15,21})|#(?<channel>\d{15,21})|a?:(?<emoji>\w{1,32}):\d{15,21}|\/(?<command>[^:<>]{1,100}):\d{15,21}|t:(?<time>-?\d{1,13})(?::[a-zA-Z])?|id:(?<place>[a-z-]{1,30})(?::\d{15,21})?)>/g;

/**
 * What somebody typed as they saw it: Discord hands mentions on as ids (`<@1>`, `<#1>`, `<@&1>`, `<:name:1>`, `<t:1>`). Whatever
 * has no known name is read without it: an id says nothing.
 */
export const typedText = (text: string, names: MentionNames): string =>
  text.replace(token, (whole, ...rest) => {
    const { user, role, channel, emoji, command, time, place } = rest.at(-1) as Record<
      string,
      string | undefined
    >;
    if (user !== undefined) return `@${names.user(user) ?? 'somebody'}`;
    if (role !== undefined) {
      const name = names.role(role);
      return name === undefined ? 'a role' : `@${name}`;
    }
    if (channel !== undefined) {
      const name = names.channel(channel);
      return name === undefined ? 'a channel' : `#${name}`;
    }
    if (emoji !== undefined) return `:${emoji}:`;
    if (command !== undefined) return `/${command}`;
    return time === undefined ? `#${place}` : (instantText(Number(time)) ?? whole);
  });

/** Discord shows everybody their own clock; in words it is UTC's. */
function instantText(seconds: number): string | undefined {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

interface Person {
  readonly username: string;
  readonly global_name?: string | null;
}

/** The accounts that an interaction brought along with its options or with the message it is about. */
export function usersIn({ data }: UserInteraction): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const resolved = data && 'resolved' in data ? data.resolved : undefined;
  const messages = resolved && 'messages' in resolved ? Object.values(resolved.messages ?? {}) : [];
  for (const { mentions } of messages) for (const user of mentions) names.set(user.id, calledOf(user));
  const users = resolved && 'users' in resolved ? (resolved.users ?? {}) : {};
  const members: Readonly<Record<string, { readonly nick?: string | null }>> =
    resolved && 'members' in resolved ? (resolved.members ?? {}) : {};
  for (const [id, user] of Object.entries(users)) names.set(id, members[id]?.nick ?? calledOf(user));
  return names;
}

export const calledOf = ({ global_name, username }: Person): string => global_name ?? username;
