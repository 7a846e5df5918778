import type { SlackState } from '../state.ts';

/** Who consents on the authorize page, which the fake takes from two query parameters of its own. */
export const consentParameters = { team: 'fake_team', user: 'fake_user', deny: 'fake_deny' } as const;

export type Consent = { location: string } | { error: string };

/** docs.slack.dev/authentication/installing-with-oauth: checks the request and says where the browser goes next. */
export function authorize(state: SlackState, query: URLSearchParams): Consent {
  const { app } = state;
  if (query.get('client_id') !== app.clientId) return { error: 'invalid_client_id' };
  const scopes = (query.get('scope') ?? '').split(',').filter(Boolean);
  if (scopes.length === 0) return { error: 'invalid_scope' };
  const redirect = query.get('redirect_uri') ?? app.redirectUrls?.[0];
  if (!redirect) return { error: 'redirect_uri did not match any configured URIs' };
  if (app.redirectUrls && !app.redirectUrls.some((known) => redirect.startsWith(known)))
    return { error: 'bad_redirect_uri' };
  const team = state.teams.get(query.get(consentParameters.team) ?? '');
  const user = query.get(consentParameters.user) ?? '';
  if (!team?.members.has(user)) return { error: 'choose a workspace and sign in' };
  const location = new URL(redirect);
  location.searchParams.set('state', query.get('state') ?? '');
  if (query.get(consentParameters.deny) === '1') {
    location.searchParams.set('error', 'access_denied');
    return { location: location.href };
  }
  const code = `${state.ids.next('', 10)}.${state.ids.hex(40)}`;
  const given = query.get('redirect_uri');
  state.oauthCodes.set(code, {
    teamId: team.id,
    userId: user,
    scopes,
    ...(given ? { redirectUri: given } : {}),
    at: state.now(),
    used: false,
  });
  location.searchParams.set('code', code);
  return { location: location.href };
}
