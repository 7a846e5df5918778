import { PermissionFlagsBits } from 'discord.js';
import type { FakeChannel } from '../model/channel.ts';
import type { RegisteredCommand } from '../model/command-registry.ts';
import type { Owners } from '../model/message.ts';
import { NotPossible } from './not-possible.ts';
import type { FakeUser } from './user.ts';

/** The command that a person finds under a name here: a server's own hides a global one. */
export function findCommand(channel: FakeChannel, type: number, name: string): RegisteredCommand {
  const { commands } = channel.state;
  const local = channel.guild ? commands.find(channel.guild.id, type, name) : undefined;
  const found = local ?? commands.find('global', type, name);
  if (!found) throw new NotPossible(`"${name}" is not a registered command of type ${type}`);
  return found;
}

/** Through which installations a person may use a command here; throws where the client would not offer it. */
export function ownersFor(user: FakeUser, channel: FakeChannel, command: RegisteredCommand): Owners {
  mustSee(user, channel);
  const { guild, context } = channel;
  const global = command.guild_id === undefined;
  const types = global ? (command.integration_types ?? [0]) : [0];
  const contexts = global ? (command.contexts ?? [0, 1, 2]) : [0];
  const refuse = (why: string): never => {
    throw new NotPossible(`${user.username} cannot use "${command.name}" here: ${why}`);
  };
  if (!contexts.includes(context)) refuse(`it is not for context ${context}`);
  const owners: Record<string, string> = {};
  const byServer = context === 0 ? guild?.authorized === true : context === 1 && user.sharesServerWithBot;
  if (types.includes(0) && byServer) owners['0'] = guild?.id ?? '0';
  if (types.includes(1) && user.installedApp) owners['1'] = user.id;
  if (Object.keys(owners).length === 0) refuse('the app is not installed for it');
  if (owners['0'] && guild && !mayUse(user, channel, command)) refuse('it needs permissions that they lack');
  return owners;
}

function mayUse(user: FakeUser, channel: FakeChannel, command: RegisteredCommand): boolean {
  const override = channel.guild?.commandOverrides.get(`${command.name}:${user.id}`);
  if (override !== undefined) return override;
  const has = channel.permissionsOf(user);
  if (has & PermissionFlagsBits.Administrator) return true;
  if (!(has & PermissionFlagsBits.UseApplicationCommands)) return false;
  if (command.default_member_permissions === null) return true;
  const needed = BigInt(command.default_member_permissions);
  return needed !== 0n && (has & needed) === needed;
}

export function mustSee(user: FakeUser, channel: FakeChannel): void {
  const inside = channel.guild ? channel.guild.members.has(user.id) : channel.recipients.includes(user);
  if (!inside || channel.deleted) throw new NotPossible(`${user.username} is not in ${channel.name}`);
  if (!(channel.permissionsOf(user) & PermissionFlagsBits.ViewChannel)) {
    throw new NotPossible(`${user.username} cannot see ${channel.name}`);
  }
}
