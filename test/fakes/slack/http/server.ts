import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketMode } from '../delivery/socket-mode.ts';
import type { SlackState } from '../state.ts';
import type { Answer, Router } from '../web-api/router.ts';
import { authorize } from './authorize.ts';
import { readBytes, readClient, readFields, readToken, readUpload } from './body.ts';
import { answerResponseUrl } from './response-url.ts';

/** Everything that has an address: the Web API, uploads, response_urls, the authorize page, sockets. */
export async function listen(state: SlackState, router: Router, sockets: SocketMode): Promise<Server> {
  const server = createServer((request, response) => {
    state.inFlight += 1;
    route(state, router, request)
      .catch((error: unknown): Answer => {
        state.violations.add('protocol', 'fake', { pointer: request.url ?? '', message: String(error) });
        return { status: 500, body: String(error) };
      })
      .then((answer) => send(request, response, answer))
      .finally(() => {
        state.inFlight -= 1;
      });
  });
  server.on('upgrade', (request, stream, head) => sockets.upgrade(request, stream, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

async function route(state: SlackState, router: Router, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://slack');
  if (url.pathname.startsWith('/api/')) {
    const fields = { ...(await readFields(request, url.searchParams)), ...readClient(request) };
    return router.answer(url.pathname.slice('/api/'.length), readToken(request, fields), fields);
  }
  if (url.pathname.startsWith('/commands/')) return responseUrl(state, url.pathname, request);
  if (url.pathname.startsWith('/upload/v1/'))
    return upload(state, url.pathname.split('/').at(-1) ?? '', request);
  if (url.pathname.startsWith('/files-pri/')) return download(state, url.pathname, request);
  if (url.pathname === '/oauth/v2/authorize') {
    const consent = authorize(state, url.searchParams);
    if ('error' in consent) return { status: 400, body: consent.error };
    return { status: 302, body: '', headers: { location: consent.location } };
  }
  return { status: 404, body: 'not found' };
}

async function responseUrl(state: SlackState, path: string, request: IncomingMessage): Promise<Answer> {
  const verdict = state.faults.next('response_url');
  const bytes = await readBytes(request);
  if (verdict.drop === 'before') return { status: 0, body: '', drop: true };
  if (verdict.status) return { status: verdict.status, body: 'upstream error' };
  if (verdict.retryAfter !== undefined) {
    return { status: 429, body: 'rate_limited', headers: { 'retry-after': String(verdict.retryAfter) } };
  }
  const answer = answerResponseUrl(state, path, parse(bytes.toString()));
  if (verdict.delayMs > 0) await sleep(verdict.delayMs);
  return verdict.drop ? { ...answer, drop: true } : answer;
}

async function upload(state: SlackState, id: string, request: IncomingMessage): Promise<Answer> {
  const verdict = state.faults.next('upload');
  const bytes = await readUpload(request);
  if (verdict.drop === 'before') return { status: 0, body: '', drop: true };
  if (verdict.status) return { status: verdict.status, body: 'upstream error' };
  const file = state.files.get(id);
  if (!file || file.readyAt !== undefined) return { status: 404, body: 'not found' };
  file.bytes = bytes;
  return { status: 200, body: `OK - ${bytes.length}`, ...(verdict.drop ? { drop: true } : {}) };
}

function download(state: SlackState, path: string, request: IncomingMessage): Answer {
  const [teamId = '', id = ''] = (path.split('/')[2] ?? '').split('-');
  const file = state.files.get(id);
  const team = state.teamOfToken(readToken(request, {}) ?? '');
  if (!file?.bytes || team?.id !== teamId || !team.installation?.scopes.has('files:read'))
    return { status: 302, body: '', headers: { location: 'https://slack.com/signin' } };
  return { status: 200, body: file.bytes, headers: { 'content-type': 'application/octet-stream' } };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (answer.drop) {
    request.socket.destroy();
    return;
  }
  const json = typeof answer.body !== 'string' && !Buffer.isBuffer(answer.body);
  response.writeHead(answer.status, {
    'content-type': json ? 'application/json; charset=utf-8' : 'text/plain',
    ...answer.headers,
  });
  response.end(json ? JSON.stringify(answer.body) : (answer.body as Buffer | string));
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
