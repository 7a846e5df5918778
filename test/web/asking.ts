import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createServer } from '../../src/web/server.ts';
import { type FakeHost, fakeHost } from '../fakes/playground-host.ts';

export interface Asking {
  readonly app: FastifyInstance;
  readonly host: FakeHost;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  join(name?: string, zone?: string): Promise<Answer>;
  say(text: string, more?: object): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of many shapes
  readonly body: any;
  readonly raw: LightMyRequestResponse;
}

/** The server without a socket, asked as a client on this machine would. */
export function asking(overrides: Parameters<typeof fakeHost>[0] = {}): Asking {
  const host = fakeHost(overrides);
  const app = createServer(host);
  const headers = { host: 'localhost:3000' };
  const answer = (raw: LightMyRequestResponse): Answer => ({
    status: raw.statusCode,
    body: String(raw.headers['content-type']).includes('json') ? raw.json() : raw.body,
    raw,
  });
  const get = async (path: string) =>
    answer(
      await app.inject({
        method: 'GET',
        url: path.startsWith('/') ? path : `/playground/api/${path}`,
        headers,
      }),
    );
  const post = async (path: string, body: unknown) =>
    answer(
      await app.inject({
        method: 'POST',
        url: `/playground/api/${path}`,
        headers: { ...headers, 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      }),
    );
  return {
    app,
    host,
    get,
    post,
    join: (name = 'ada', zone = 'Europe/Lisbon') => post('members', { name, zone }),
    say: (text, more = {}) => post('say', { member: 'ada', channel: 'general', text, ...more }),
  };
}
