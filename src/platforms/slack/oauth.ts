import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import { escapeText } from './escape.ts';
import type { Installation, SlackLog, SlackMode } from './ports.ts';
import { paths, scopes } from './register.ts';

type OauthMode = Extract<SlackMode, { kind: 'oauth' }>;

const cookieName = 'shipmate-slack-state';
const stateMs = 10 * 60_000;

/** Installs the app in a workspace (docs.slack.dev/authentication/installing-with-oauth). */
export function oauthRoutes(deps: {
  readonly mode: OauthMode;
  readonly apiUrl: string;
  readonly clients: SlackClients;
  readonly now: () => number;
  readonly log: SlackLog;
  readonly installed: (installation: Installation) => Promise<void>;
}): FastifyPluginAsync {
  const { mode, now, log } = deps;
  const base = mode.publicUrl?.replace(/\/+$/, '');
  const redirectUri = base && base + paths.redirect;
  const mac = (text: string): string =>
    createHmac('sha256', mode.stateSecret).update(text).digest('base64url');

  const newState = (): string => {
    const text = `${now() + stateMs}.${randomBytes(16).toString('base64url')}`;
    return `${text}.${mac(text)}`;
  };

  /** Ours, of this browser, and not too old: so that nobody is made to install what another one began. */
  function isState(state: string, cookie: string | undefined): boolean {
    const end = state.lastIndexOf('.');
    const text = state.slice(0, Math.max(0, end));
    return (
      same(state, cookie ?? '') && same(state.slice(end + 1), mac(text)) && Number(text.split('.')[0]) > now()
    );
  }

  const cookie = (value: string, maxAge: number): string =>
    [
      `${cookieName}=${value}`,
      'Path=/slack',
      'HttpOnly',
      'SameSite=Lax',
      `Max-Age=${maxAge}`,
      ...(base?.startsWith('https:') ? ['Secure'] : []),
    ].join('; ');

  async function begin(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const state = newState();
    const url = new URL('../oauth/v2/authorize', deps.apiUrl);
    url.searchParams.set('client_id', mode.clientId);
    url.searchParams.set('scope', Object.keys(scopes).join(','));
    url.searchParams.set('state', state);
    if (redirectUri) url.searchParams.set('redirect_uri', redirectUri);
    return reply
      .header('set-cookie', cookie(state, stateMs / 1000))
      .header('cache-control', 'no-store')
      .redirect(url.href, 302);
  }

  async function finish(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = request.query as Readonly<Record<string, string | undefined>>;
    reply.header('set-cookie', cookie('', 0)).header('cache-control', 'no-store');
    if (!isState(String(query.state ?? ''), cookieOf(request))) {
      return page(reply, 400, 'That took too long', startAgain);
    }
    if (query.error) {
      return page(reply, 200, 'Nothing was installed', `You said no, and that is fine. ${startAgain}`);
    }
    const called = await deps.clients.callWith(undefined, 'oauth.v2.access', {
      client_id: mode.clientId,
      client_secret: mode.clientSecret,
      code: String(query.code ?? ''),
      ...(redirectUri && { redirect_uri: redirectUri }),
    });
    if (!called.ok) {
      log.warn(
        { code: called.failure.code, detail: called.failure.detail },
        'an installation on Slack failed',
      );
      return page(reply, 400, 'Slack did not agree', startAgain);
    }
    const installation = installationOf(called.result, now());
    if (!installation) {
      return page(
        reply,
        400,
        'Choose one workspace',
        'I work in one workspace at a time, not in a whole organisation.',
      );
    }
    await deps.installed(installation);
    return page(
      reply,
      200,
      `Shipmate is in ${installation.teamName}`,
      'Type <code>/shipmate setup</code> in the channel for roundups, and <code>/shipmate start</code> for your own daily prompt.',
    );
  }

  return async (scope) => {
    scope.get(paths.install, begin);
    scope.get(paths.redirect, finish);
  };
}

const startAgain = `<a href="${paths.install}">Start again</a>.`;

function page(reply: FastifyReply, status: number, title: string, html: string): FastifyReply {
  const safe = escapeText(title);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe}</title><h1>${safe}</h1><p>${html}</p></html>`,
    );
}

function installationOf(result: unknown, now: number): Installation | undefined {
  const [team, botToken] = [textAt(result, 'team', 'id'), textAt(result, 'access_token')];
  if (!team || !botToken) return undefined;
  const installedBy = textAt(result, 'authed_user', 'id');
  return {
    team,
    teamName: textAt(result, 'team', 'name') || team,
    botUserId: textAt(result, 'bot_user_id'),
    botToken,
    scopes: textAt(result, 'scope').split(',').filter(Boolean),
    ...(installedBy && { installedBy }),
    installedAt: now,
  };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length > 0 && left.length === right.length && timingSafeEqual(left, right);
}

const cookieOf = (request: FastifyRequest): string | undefined =>
  request.headers.cookie
    ?.split(';')
    .map((it) => it.trim())
    .find((it) => it.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
