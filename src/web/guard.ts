import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses what a foreign page could have a browser send here: another Host (DNS rebinding), another Origin. */
export function guard(allowedHosts: readonly string[] | 'any') {
  const names = allowedHosts === 'any' ? undefined : new Set(allowedHosts.map((it) => it.toLowerCase()));
  return async (request: FastifyRequest): Promise<void> => {
    const host = (request.headers.host ?? '').toLowerCase();
    const name = host.replace(/:\d+$/, '');
    if (names && !loopbackNames.has(name) && !names.has(name)) {
      throw new Problem(
        421,
        'wrong-host',
        'The playground answers under its own address only, http://localhost or http://127.0.0.1.',
      );
    }
    const { origin } = request.headers;
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site';
    const foreign = origin !== undefined && hostOf(origin) !== host;
    const navigation = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
    if (foreign || (crossSite && !navigation)) {
      throw new Problem(403, 'foreign-origin', 'Requests from other web sites are refused.');
    }
  };
}

function hostOf(origin: string): string | undefined {
  if (!/^https?:\/\//.test(origin)) return undefined;
  return URL.canParse(origin) ? origin.replace(/^https?:\/\//, '').toLowerCase() : undefined;
}

/** A POST says that it is JSON; no form of another site can. */
export async function requireJson(request: FastifyRequest): Promise<void> {
  if (request.method !== 'POST') return;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Problem(
      415,
      'wrong-content-type',
      'Send JSON, with the header Content-Type: application/json.',
    );
  }
}

/** Whether the request comes from this machine itself. A request that a proxy passed on does not. */
export function fromLoopback(request: FastifyRequest): boolean {
  const { remoteAddress = '' } = request.socket;
  const here = /^(127\.|::1$|::ffff:127\.)/.test(remoteAddress);
  const passedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((it) => request.headers[it]);
  return here && !passedOn;
}
