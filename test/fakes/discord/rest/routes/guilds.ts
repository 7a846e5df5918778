import type { FakeGuild } from '../../model/guild.ts';
import { roleJson } from '../../model/guild-json.ts';
import { missingAccess, unknownGuild, unknownMember } from '../errors.ts';
import type { Call, Result, Route } from '../router.ts';

function guildOf({ state, params }: Call): FakeGuild {
  const guild = state.guilds.get(params[0] ?? '');
  if (!guild) throw unknownGuild();
  if (!guild.installed) throw missingAccess();
  return guild;
}

function show(call: Call): Result {
  const guild = guildOf(call);
  const counts = { approximate_member_count: guild.members.size, approximate_presence_count: 0 };
  return {
    status: 200,
    body: { ...guild.toJSON(), ...(call.query.get('with_counts') === 'true' ? counts : {}) },
  };
}

function member(call: Call): Result {
  const guild = guildOf(call);
  const user = call.state.users.get(call.params[1] ?? '');
  const found = user && guild.memberJson(user);
  if (!found) throw unknownMember();
  return { status: 200, body: found };
}

function leave(call: Call): Result {
  const guild = guildOf(call);
  guild.dismissBot();
  return { status: 204 };
}

export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/:id', run: show },
  {
    method: 'GET',
    path: '/guilds/:id/channels',
    run: (call) => ({ status: 200, body: [...guildOf(call).channels.values()].map((it) => it.toJSON()) }),
  },
  {
    method: 'GET',
    path: '/guilds/:id/roles',
    run: (call) => ({ status: 200, body: [...guildOf(call).roles.values()].map(roleJson) }),
  },
  { method: 'GET', path: '/guilds/:id/members/:id', run: member },
  { method: 'DELETE', path: '/users/@me/guilds/:id', run: leave },
];
