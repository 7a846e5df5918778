import { PermissionFlagsBits, type PermissionsString } from 'discord.js';

export type PermissionList = bigint | readonly PermissionsString[];

export const bits = (list: PermissionList): bigint =>
  typeof list === 'bigint' ? list : list.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);

export const allPermissions: bigint = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** What @everyone may do in a new server. */
export const memberDefaults = bits([
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'AddReactions',
  'UseApplicationCommands',
  'UseExternalApps',
]);

/** What a bot is usually invited with. */
export const botDefaults = bits([
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
]);

/** In a DM with the app, and in other private channels, as the documentation of `app_permissions` says. */
export const directPermissions = bits([
  'ViewChannel',
  'SendMessages',
  'AttachFiles',
  'EmbedLinks',
  'MentionEveryone',
  'ReadMessageHistory',
  'UseExternalEmojis',
]);

export interface Overwrite {
  readonly id: string;
  /** 0: role, 1: member. */
  readonly type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

/** Discord's algorithm: base of roles, administrator, then @everyone's, the roles' and the member's overwrites. */
export function effectivePermissions(
  base: bigint,
  everyoneId: string,
  memberId: string,
  roleIds: readonly string[],
  overwrites: readonly Overwrite[],
): bigint {
  if (base & PermissionFlagsBits.Administrator) return allPermissions;
  let result = base;
  const apply = (chosen: readonly Overwrite[]): void => {
    const deny = chosen.reduce((sum, it) => sum | it.deny, 0n);
    const allow = chosen.reduce((sum, it) => sum | it.allow, 0n);
    result = (result & ~deny) | allow;
  };
  apply(overwrites.filter((it) => it.type === 0 && it.id === everyoneId));
  apply(overwrites.filter((it) => it.type === 0 && it.id !== everyoneId && roleIds.includes(it.id)));
  apply(overwrites.filter((it) => it.type === 1 && it.id === memberId));
  return result;
}
