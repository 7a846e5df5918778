import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createServer, listen } from '../../src/web/server.ts';
import { fakeHost } from '../fakes/playground-host.ts';

const broken = async () => [
  { name: 'database', ok: true, detail: 'answers in 1 ms' },
  { name: 'jobs', ok: false, detail: 'no tick for 3 min' },
];
const token = { metricsToken: 'secret' };
const elsewhere = { remoteAddress: '203.0.113.9' };

describe('/healthz and /readyz', () => {
  it('say that the process lives', async () => {
    const response = await createServer(fakeHost()).inject('/healthz');
    expect(response.json()).toEqual({ ok: true });
  });

  it('say that every part works', async () => {
    const response = await createServer(fakeHost()).inject('/readyz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      ok: true,
      parts: [{ name: 'database', ok: true, detail: 'answers in 1 ms' }],
    });
  });

  it('fail when one part fails', async () => {
    const response = await createServer({ ...fakeHost(), ready: broken }).inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json().parts[1]).toEqual({ name: 'jobs', ok: false, detail: 'no tick for 3 min' });
  });

  it('give no details to others', async () => {
    const app = createServer({ ...fakeHost(), ...token, ready: broken });
    const plain = await app.inject({ url: '/readyz', ...elsewhere });
    expect(plain.statusCode).toBe(503);
    expect(plain.json()).toEqual({ ok: false });
    const headers = { authorization: 'Bearer secret' };
    expect((await app.inject({ url: '/readyz', ...elsewhere, headers })).json().parts).toHaveLength(2);
  });
});

describe('/metrics', () => {
  it('are for this machine', async () => {
    const response = await createServer(fakeHost()).inject('/metrics');
    expect(response.body).toBe('up 1\n');
    expect(response.headers['content-type']).toBe('text/plain; version=0.0.4');
  });

  it.each([
    [{}, 401],
    [{ authorization: 'Bearer wrong!' }, 401],
    [{ authorization: 'secret' }, 401],
    [{ authorization: 'Bearer secret' }, 200],
  ])('ask others for the token (%j)', async (headers, status) => {
    const app = createServer({ ...fakeHost(), ...token });
    expect((await app.inject({ url: '/metrics', ...elsewhere, headers })).statusCode).toBe(status);
  });

  it('are for nobody else when no token is set', async () => {
    const app = createServer(fakeHost());
    const headers = { authorization: 'Bearer ' };
    expect((await app.inject({ url: '/metrics', ...elsewhere, headers })).statusCode).toBe(401);
  });

  it('are not for whom a proxy on this machine passes on', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await createServer(fakeHost()).inject({ url: '/metrics', headers })).statusCode).toBe(401);
  });
});

describe('the server', () => {
  it('offers no playground unless told so', async () => {
    const { playground: _, ...host } = fakeHost();
    const app = createServer(host);
    expect((await app.inject('/playground/')).statusCode).toBe(404);
    expect((await app.inject('/playground/api/members')).statusCode).toBe(404);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });

  it('mounts further routes with a body parser of their own', async () => {
    const host = {
      ...fakeHost(),
      routes: [
        async (scope: Parameters<NonNullable<ReturnType<typeof fakeHost>['routes']>[number]>[0]) => {
          scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, raw, done) => done(null, raw));
          scope.post('/slack/events', async ({ body }) => ({ bytes: (body as Buffer).length }));
        },
      ],
    };
    const app = createServer(host);
    const headers = { host: 'bot.example', 'content-type': 'application/x-www-form-urlencoded' };
    const response = await app.inject({ method: 'POST', url: '/slack/events', headers, payload: 'a=b' });
    expect(response.json()).toEqual({ bytes: 3 });
  });

  it('closes at once, though a browser holds a socket on which it asked for nothing', async () => {
    const server = await listen(fakeHost(), { port: 0, host: '127.0.0.1' });
    if (!server.ok) throw new Error(server.detail);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const gone = once(socket, 'close');
    await once(socket, 'connect');
    await fetch(`${server.url}/healthz`);
    await server.close();
    await gone;
  }, 3_000);

  it('says that a port is taken', async () => {
    const first = await listen(fakeHost(), { port: 0, host: '127.0.0.1' });
    if (!first.ok) throw new Error(first.detail);
    const port = Number(new URL(first.url).port);
    const second = await listen(fakeHost(), { port, host: '127.0.0.1' });
    await first.close();
    expect(second).toMatchObject({ ok: false, code: 'port-taken' });
  });
});
