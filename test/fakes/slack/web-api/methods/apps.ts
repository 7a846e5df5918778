import type { Json } from '../../json.ts';
import type { TeamRecord } from '../../model.ts';
import { connections, special, tiers } from '../../rate-limits.ts';
import { ApiError, type Call } from '../call.ts';
import type { MethodTable } from '../method.ts';

/** What methods set off beside their answers: sockets and events belong to others. */
export interface AppHooks {
  /** Makes a single-use address for a socket. */
  openConnection(): string;
  uninstalled(team: TeamRecord): void;
  tokensRevoked(team: TeamRecord): void;
}

/** docs.slack.dev/authentication/installing-with-oauth: a code lives ten minutes. */
const codeLifeMs = 10 * 60_000;

export const apps = (hooks: AppHooks): MethodTable => ({
  'api.test': {
    token: 'none',
    rates: [['', tiers[4]]],
    run(call) {
      if (call.optional('error')) throw new ApiError(call.string('error'));
      return { args: call.args };
    },
  },

  'apps.connections.open': {
    token: 'app',
    rates: [['', connections]],
    run: () => ({ url: hooks.openConnection() }),
  },

  'auth.test': {
    rates: [['', special]],
    run: ({ team, state }) => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: state.app.botName,
      team_id: team.id,
      user_id: team.botUserId,
      bot_id: team.botId,
      is_enterprise_install: false,
    }),
  },

  'auth.revoke': {
    rates: [['', tiers[3]]],
    run(call) {
      const installation = call.team.installation;
      if (call.flag('test') || !installation) return { revoked: false };
      installation.state = 'revoked';
      hooks.tokensRevoked(call.team);
      return { revoked: true };
    },
  },

  'apps.uninstall': {
    rates: [['', tiers[1]]],
    run(call) {
      checkClient(call);
      hooks.uninstalled(call.team);
      return {};
    },
  },

  'oauth.v2.access': { token: 'none', rates: [['', tiers[4]]], run: access },
});

function access(call: Call): Json {
  const { state } = call;
  checkClient(call);
  const code = state.oauthCodes.get(call.string('code'));
  if (!code || state.now() - code.at > codeLifeMs) throw new ApiError('invalid_code');
  if (code.used) throw new ApiError('code_already_used');
  if ((code.redirectUri ?? '') !== call.string('redirect_uri')) throw new ApiError('bad_redirect_uri');
  const team = state.teams.get(code.teamId);
  if (!team) throw new ApiError('invalid_code');
  code.used = true;
  const former = team.installation;
  const kept = former?.state === 'active';
  const installation = {
    botToken: kept ? former.botToken : `xoxb-${team.id}-${state.ids.hex(24)}`,
    scopes: new Set([...(kept ? former.scopes : []), ...code.scopes]),
    state: 'active' as const,
  };
  team.installation = installation;
  return {
    app_id: state.app.id,
    authed_user: { id: code.userId },
    scope: [...installation.scopes].join(','),
    token_type: 'bot',
    access_token: installation.botToken,
    bot_user_id: team.botUserId,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function checkClient(call: Call): void {
  const { app } = call.state;
  if (call.string('client_id') !== app.clientId) throw new ApiError('invalid_client_id');
  if (call.string('client_secret') !== app.clientSecret) throw new ApiError('bad_client_secret');
}
