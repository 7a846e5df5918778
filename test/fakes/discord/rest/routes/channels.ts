import { PermissionFlagsBits } from 'discord.js';
import type { FakeChannel } from '../../model/channel.ts';
import type { World } from '../../model/world.ts';
import { missingAccess, missingPermissions, unknownChannel } from '../errors.ts';
import type { Call, Route } from '../router.ts';

/** A channel that the bot can see: else 10003 or 50001. */
export function visibleChannel(world: World, id: string | undefined): FakeChannel {
  const channel = world.channels.get(id ?? '');
  if (!channel || channel.deleted) throw unknownChannel();
  if (!channel.botIsIn || (channel.guild && (!channel.guild.installed || channel.guild.unavailable)))
    throw missingAccess();
  if (!(channel.permissionsOf(world.bot) & PermissionFlagsBits.ViewChannel)) throw missingAccess();
  return channel;
}

export function needs(channel: FakeChannel, permission: bigint): void {
  if (!(channel.permissionsOf(channel.world.bot) & permission)) throw missingPermissions();
}

const channelOf = ({ world, params }: Call): FakeChannel => visibleChannel(world, params[0]);

export const channelRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:id', run: (call) => ({ status: 200, body: channelOf(call).toJSON() }) },
  {
    method: 'POST',
    path: '/channels/:id/typing',
    run: (call) => {
      needs(channelOf(call), PermissionFlagsBits.SendMessages);
      return { status: 204 };
    },
  },
];
