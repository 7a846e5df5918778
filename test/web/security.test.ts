import { describe, expect, it } from 'vitest';
import { asking } from './asking.ts';

const api = '/playground/api';
const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ advance: 'PT1H' });

async function request(headers: Record<string, string>, more: object = {}, overrides = {}) {
  const { app, host } = asking(overrides);
  const response = await app.inject({
    method: 'POST',
    url: `${api}/clock`,
    payload: body,
    headers: { host: 'localhost:3000', ...json, ...headers },
    ...more,
  });
  return { status: response.statusCode, code: response.json().error?.code, response, host };
}

describe('a request from another site', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:3000', '0.0.0.0:3000'])(
    'is refused by its Host (%s)',
    async (host) => {
      expect(await request({ host })).toMatchObject({ status: 421, code: 'wrong-host' });
    },
  );

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000'])(
    'is none under %s',
    async (host) => {
      expect((await request({ host })).status).toBe(200);
    },
  );

  it('is none under a configured name', async () => {
    const overrides = { allowedHosts: ['chat.example'] };
    expect((await request({ host: 'chat.example' }, {}, overrides)).status).toBe(200);
    expect((await request({ host: 'evil.example' }, {}, overrides)).status).toBe(421);
  });

  it.each([
    'https://evil.example',
    'null',
    'http://localhost:3001',
    'file://',
    'http://localhost:3000.evil.example',
  ])('is refused by its Origin (%s)', async (origin) => {
    expect(await request({ origin })).toMatchObject({ status: 403, code: 'foreign-origin' });
  });

  it('is none with the own Origin', async () => {
    expect((await request({ origin: 'http://localhost:3000' })).status).toBe(200);
  });

  it('is refused by what the browser says of it', async () => {
    expect((await request({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('may follow a link to the page', async () => {
    const { app } = asking();
    const headers = { host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const response = await app.inject({ url: '/playground/', headers });
    expect([200, 503]).toContain(response.statusCode);
  });
});

describe('a POST', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json5',
    '',
  ])('of %j is refused', async (type) => {
    expect(await request({ 'content-type': type })).toMatchObject({
      status: 415,
      code: 'wrong-content-type',
    });
  });

  it('without any body is refused', async () => {
    const { app } = asking();
    const headers = { host: 'localhost' };
    expect((await app.inject({ method: 'POST', url: `${api}/clock`, headers })).statusCode).toBe(415);
  });

  it('may name its charset', async () => {
    expect((await request({ 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  it.each(['{', '', '"', 'undefined', '{"advance":"PT1H"}}'])(
    'of broken JSON is refused (%j)',
    async (payload) => {
      expect(await request({}, { payload })).toMatchObject({ status: 400, code: 'bad-json' });
    },
  );

  it.each(['null', '[]', '5', '"x"'])('takes an object, not %s', async (payload) => {
    expect(await request({}, { payload })).toMatchObject({ status: 400 });
  });

  it.each(['{"__proto__":{"advance":"PT1H"}}', '{"constructor":{"prototype":{"x":1}},"advance":"PT1H"}'])(
    'changes no prototype (%s)',
    async (payload) => {
      expect((await request({}, { payload })).status).toBe(400);
      expect(({} as { advance?: string; x?: number }).x).toBeUndefined();
    },
  );

  it('over a mebibyte is refused', async () => {
    const payload = JSON.stringify({ advance: 'x'.repeat(1024 * 1024) });
    expect(await request({}, { payload })).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('names the field that is wrong and what it takes', async () => {
    const client = asking();
    await client.join();
    const wrong = { member: 'ada', channel: 'general', text: { $ne: 'x' } };
    expect((await client.post('say', wrong)).body.error).toEqual({
      code: 'bad-input',
      message: '"text": it must be a text. It takes "member", "channel", "text", "repliesTo", "event".',
    });
    expect((await client.post('say', { ...wrong, text: 'x', chanel: 1 })).body.error).toEqual({
      code: 'unknown-field',
      message: '"chanel" is not known here. It takes "member", "channel", "text", "repliesTo", "event".',
    });
    expect(
      (await client.post('press', { member: 'ada', action: 'x', values: 5 })).body.error.message,
    ).toContain('"values": it must be a list of texts');
  });

  it.each([
    ['"zone": it is missing', 'members', { name: 'bea' }],
    ['"text": it must not be empty', 'say', { member: 'ada', channel: 'general', text: ' \n' }],
  ])('says %s', async (words, path, body) => {
    const client = asking();
    await client.join();
    const answer = await client.post(path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input' } } });
    expect(answer.body.error.message).toContain(words);
  });

  it('takes no page of messages that holds none', async () => {
    const { status, body } = await asking().get('messages?channel=general&limit=0');
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('"limit": at least 1')]);
  });
});

describe('every answer', () => {
  it.each(['/playground/', `${api}/members`, '/nothing', '/healthz'])(
    'has its security headers (%s)',
    async (url) => {
      const { app } = asking();
      const { headers } = await app.inject({ url, headers: { host: 'localhost' } });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it('of the interface is not to be stored', async () => {
    const { raw } = await asking().get('members');
    expect(raw.headers['cache-control']).toBe('no-store');
  });

  it('to the wrong method says which one is right', async () => {
    const { status, body, raw } = await asking().get('say');
    expect([status, body.error.code, raw.headers.allow]).toEqual([405, 'wrong-method', 'POST']);
    expect(await asking().post('streak', {})).toMatchObject({ status: 405 });
  });

  it('to an unknown address is a kind 404', async () => {
    expect(await asking().get('/nothing')).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    });
  });
});
