import { PermissionFlagsBits } from 'discord.js';
import type { FakeChannel } from '../../model/channel.ts';
import type { DiscordState } from '../../model/state.ts';
import { missingAccess, missingPermissions, unknownChannel } from '../errors.ts';
import type { Call, Route } from '../router.ts';

/** A channel that the bot can see: else 10003 or 50001. */
export function visibleChannel(state: DiscordState, id: string | undefined): FakeChannel {
  const channel = state.channels.get(id ?? '');
  if (!channel || channel.deleted) throw unknownChannel();
  if (!channel.botIsIn || (channel.guild && (!channel.guild.installed || channel.guild.unavailable)))
    throw missingAccess();
  if (!(channel.permissionsOf(state.bot) & PermissionFlagsBits.ViewChannel)) throw missingAccess();
  return channel;
}

export function needs(channel: FakeChannel, permission: bigint): void {
  if (!(channel.permissionsOf(channel.state.bot) & permission)) throw missingPermissions();
}

const channelOf = ({ state, params }: Call): FakeChannel => visibleChannel(state, params[0]);

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
