import * as bodies from '../../checks/bodies.ts';
import type { FakeUser } from '../../members/user.ts';
import type { FakeGuild } from '../../model/guild.ts';
import type { DiscordState } from '../../model/state.ts';
import { dmClosed, recipientNeeded, unknownUser } from '../errors.ts';
import type { Call, Result, Route } from '../router.ts';

const tenMinutes = 600_000;
const recently = 900_000;

function openDm(call: Call): Result {
  const { state } = call;
  const { recipient_id: id } = call.checked<{ recipient_id: string }>(bodies.openDm(call.body));
  const person = state.users.get(id);
  if (!person) throw recipientNeeded();
  if (person.bot) throw dmClosed();
  if (!person.dm) watchOpening(state, person);
  return { status: 200, body: state.dmWith(person).toJSON() };
}

/** Opening many DMs with people who did nothing to deserve one gets a bot quarantined. */
function watchOpening(state: DiscordState, person: FakeUser): void {
  const now = state.now();
  const solicited = person.lastUsedBotAt !== undefined && now - person.lastUsedBotAt <= recently;
  state.dmsOpened.push({ at: now, solicited });
  const unsolicited = state.dmsOpened.filter((it) => !it.solicited && it.at > now - tenMinutes).length;
  if (unsolicited > state.settings.unsolicitedDmsBeforeWarning) {
    state.warnings.push(
      `Quarantine: ${unsolicited} DMs opened in 10 min with people who did not just use the bot.`,
    );
  }
}

const me = ({ state }: Call): Result => ({
  status: 200,
  body: { ...state.bot.toJSON(), mfa_enabled: true, locale: 'en-US', email: null, verified: true },
});

function user({ state, params }: Call): Result {
  const found = state.users.get(params[0] ?? '');
  if (!found) throw unknownUser();
  return { status: 200, body: found.toJSON() };
}

const application = ({ state }: Call): Result => ({
  status: 200,
  body: {
    id: state.bot.id,
    name: 'Shipmate',
    icon: null,
    description: '',
    type: null,
    flags: 0,
    flags_new: '0',
    bot: state.bot.toJSON(),
    bot_public: true,
    bot_require_code_grant: false,
    integration_types_config: { '0': {}, '1': {} },
    verify_key: '0'.repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: state.bot.toJSON(),
    approximate_guild_count: [...state.guilds.values()].filter((guild) => guild.installed).length,
    approximate_user_install_count: [...state.users.values()].filter((it) => it.installedApp).length,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  },
});

const myGuilds = ({ state }: Call): Result => {
  const mine = [...state.guilds.values()].filter((guild) => guild.installed);
  const partial = (guild: FakeGuild) => ({
    id: guild.id,
    name: guild.name,
    icon: null,
    banner: null,
    owner: false,
    permissions: String(guild.basePermissions(guild.members.get(state.bot.id)!)),
    features: [],
  });
  return { status: 200, body: mine.map(partial) };
};

export const userRoutes: readonly Route[] = [
  { method: 'POST', path: '/users/@me/channels', takesBody: true, run: openDm },
  { method: 'GET', path: '/users/@me', run: me },
  { method: 'GET', path: '/users/@me/guilds', run: myGuilds },
  { method: 'GET', path: '/users/:id', run: user },
  { method: 'GET', path: '/applications/@me', run: application },
  { method: 'GET', path: '/oauth2/applications/@me', run: application },
];
