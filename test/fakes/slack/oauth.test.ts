import type { Installation } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, startHttpApp } from './bolt.ts';
import { type FakeSlack, type FakeUser, type FakeWorkspace, startFakeSlack } from './index.ts';

let slack: FakeSlack;
let team: FakeWorkspace;
let admin: FakeUser;
let running: Running & { url: string };
let now: number;
const kept = new Map<string, Installation>();

beforeEach(async () => {
  now = Date.parse('2026-11-22T09:00:00Z');
  kept.clear();
  slack = await startFakeSlack({ now: () => now });
  team = slack.addWorkspace({ name: 'Guild', installed: false });
  admin = team.addUser({ name: 'ada', owner: true });
  const clientOptions = { slackApiUrl: slack.apiUrl };
  running = await startHttpApp(
    slack,
    undefined,
    (app) => {
      app.command('/shipmate', async ({ ack, client, command }) => {
        await ack();
        await client.chat.postMessage({ channel: command.user_id, text: 'here' });
      });
    },
    {
      clientId: slack.clientId,
      clientSecret: slack.clientSecret,
      stateSecret: 'a state secret that nobody knows',
      scopes: ['commands', 'chat:write'],
      installerOptions: { clientOptions, authorizationUrl: slack.authorizationUrl, directInstall: true },
      installationStore: {
        storeInstallation: async (installation) => void kept.set(installation.team?.id ?? '', installation),
        fetchInstallation: async ({ teamId }) => kept.get(teamId ?? '') as Installation<'v2', false>,
        deleteInstallation: async ({ teamId }) => void kept.delete(teamId ?? ''),
      },
    },
  );
  slack.redirectUrls = [`${running.url}/slack/oauth_redirect`, 'https://app.example/'];
});

afterEach(async () => {
  await running.stop();
  await slack.close();
});

const access = async (fields: Record<string, string>): Promise<Record<string, unknown>> => {
  const body = new URLSearchParams({
    client_id: slack.clientId,
    client_secret: slack.clientSecret,
    ...fields,
  });
  const response = await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body });
  return (await response.json()) as Record<string, unknown>;
};

const codeFor = async (redirect = 'https://app.example/back'): Promise<string> => {
  const page = new URL(slack.authorizationUrl);
  page.searchParams.set('client_id', slack.clientId);
  page.searchParams.set('scope', 'commands,chat:write');
  page.searchParams.set('redirect_uri', redirect);
  page.searchParams.set('fake_team', team.id);
  page.searchParams.set('fake_user', admin.id);
  const { headers } = await fetch(page, { redirect: 'manual' });
  return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
};

describe('an installation', () => {
  it('goes through the app’s page, consent and back, and gives a token with the scopes that were asked for', async () => {
    const answer = await team.install(`${running.url}/slack/install`, admin);
    expect(answer.status).toBe(200);
    expect(kept.get(team.id)).toMatchObject({
      team: { id: team.id, name: 'Guild' },
      appId: slack.appId,
      tokenType: 'bot',
      isEnterpriseInstall: false,
      user: { id: admin.id },
      bot: { token: team.botToken, userId: team.botUserId, scopes: ['commands', 'chat:write'] },
    });
    expect(team.scopes).toEqual(['commands', 'chat:write']);
    const said = await admin.slash('dm', '/shipmate hello');
    expect(said.messages.map((each) => each.text)).toEqual(['here']);
    slack.expectNoViolations();
  });

  it('that is not consented to leaves nothing', async () => {
    const answer = await team.install(`${running.url}/slack/install`, admin, { deny: true });
    expect(answer.status).not.toBe(200);
    expect(new URL(answer.url).searchParams.get('error')).toBe('access_denied');
    expect(kept.size).toBe(0);
    expect(team.botToken).toBe('');
  });

  it('repeated keeps the token and adds scopes; after an uninstallation the token is new', async () => {
    await team.install(`${running.url}/slack/install`, admin);
    const first = team.botToken;
    await team.install(`${running.url}/slack/install`, admin);
    expect(team.botToken).toBe(first);
    await team.uninstall();
    await team.install(`${running.url}/slack/install`, admin);
    expect(team.botToken).not.toBe(first);
  });
});

describe('a code', () => {
  it('works once', async () => {
    const code = await codeFor();
    const fields = { code, redirect_uri: 'https://app.example/back' };
    expect(await access(fields)).toMatchObject({ ok: true, access_token: team.botToken, enterprise: null });
    expect(await access(fields)).toMatchObject({ ok: false, error: 'code_already_used' });
  });

  it.each<[string, Record<string, string>]>([
    ['invalid_code', { code: 'forged' }],
    ['invalid_client_id', { client_id: '1.2' }],
    ['bad_client_secret', { client_secret: 'forged' }],
    ['bad_redirect_uri', { redirect_uri: 'https://elsewhere.example' }],
  ])('is refused with %s', async (error, fields) => {
    const given = { code: await codeFor(), redirect_uri: 'https://app.example/back', ...fields };
    expect(await access(given)).toEqual({ ok: false, error });
  });

  it('is not given to an address that the app’s settings do not know', async () => {
    const page = new URL(slack.authorizationUrl);
    page.search = String(
      new URLSearchParams({
        client_id: slack.clientId,
        scope: 'commands',
        redirect_uri: 'https://e.example',
      }),
    );
    expect(await (await fetch(page, { redirect: 'manual' })).text()).toBe('bad_redirect_uri');
  });

  it('lives ten minutes', async () => {
    const code = await codeFor();
    now += 10 * 60_000 + 1;
    expect(await access({ code, redirect_uri: 'https://app.example/back' })).toMatchObject({
      error: 'invalid_code',
    });
  });
});
