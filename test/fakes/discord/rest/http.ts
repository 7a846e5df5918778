import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../checks/problem.ts';
import { problem } from '../checks/problem.ts';
import { isServed } from '../model/attachment.ts';
import { isRecord } from '../model/json.ts';
import type { DiscordState } from '../model/state.ts';
import { parseBody, type ReceivedBody, rawBody } from './body.ts';
import { ApiError, invalidForm, noRoute, unauthorized } from './errors.ts';
import type { Fault, RestFaults } from './faults.ts';
import { Limits } from './limits.ts';
import type { LoggedRequest } from './log.ts';
import { type Call, type Match, patternOf, Router } from './router.ts';
import { routes } from './routes/index.ts';

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const base = '/api/v10';

/** The REST side: authorization, limits, faults and the log around the routes. */
export class RestServer {
  readonly limits: Limits;
  readonly faults: RestFaults;
  readonly requests: LoggedRequest[] = [];
  readonly http: Server;
  readonly #state: DiscordState;
  readonly #router = new Router(routes);

  constructor(state: DiscordState, faults: RestFaults) {
    this.#state = state;
    this.faults = faults;
    this.limits = new Limits(state.settings);
    this.http = createServer((request, response) => void this.#serve(request, response));
    this.http.keepAliveTimeout = 30_000;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = this.#state.files.get(url.pathname);
    if (file && !isServed(file, url.searchParams, this.#state.now()))
      return void response.writeHead(404).end('This content is no longer available.');
    if (file) return void response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes);
    const raw = await rawBody(request).catch(() => undefined);
    if (!raw) return;
    const method = request.method ?? 'GET';
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname;
    const match = url.pathname.startsWith(base) ? this.#router.match(method, path) : undefined;
    const route = match ? patternOf(match.route) : `${method} ${path}`;
    const started = this.#state.settings.monotonic();
    const body = await parseBody(raw, request.headers['content-type'] ?? '').catch(
      (error: unknown) => error as Error,
    );
    const entry: LoggedRequest = {
      method,
      path,
      route,
      query: url.search,
      body: body instanceof Error ? undefined : body.json,
      files: body instanceof Error ? [] : body.files.map((it) => it.name),
      at: this.#state.now(),
      arrivedMs: started,
      status: 0,
      code: undefined,
      tookMs: 0,
    };
    this.requests.push(entry);
    const fault = this.faults.next(method, path, route);
    if (fault?.kind === 'drop' && !fault.accept) return sever(request, fault.abrupt);
    if (fault?.kind === 'delay' && fault.before) await wait(fault.ms);
    const reply = await this.#answer(request, entry, match, url.searchParams, body, fault);
    if (fault?.kind === 'drop') return sever(request, fault.abrupt);
    if (fault?.kind === 'delay' && !fault.before) await wait(fault.ms);
    entry.status = reply.status;
    entry.tookMs = this.#state.settings.monotonic() - started;
    if (isRecord(reply.body) && typeof reply.body.code === 'number' && reply.status >= 400)
      entry.code = reply.body.code;
    this.#countInvalid(reply);
    send(response, reply);
  }

  async #answer(
    request: IncomingMessage,
    entry: LoggedRequest,
    match: Match | undefined,
    query: URLSearchParams,
    body: ReceivedBody | Error,
    fault: Fault | undefined,
  ): Promise<Reply> {
    const banned = this.limits.banned();
    if (banned) return banned;
    if (fault?.kind === 'answer') return fault;
    if (!match) {
      this.#violate(entry, [problem([], 'UNKNOWN_ROUTE', 'The fake does not know this route.')]);
      return errorReply(noRoute());
    }
    if (!match.route.open && request.headers.authorization !== `Bot ${this.#state.token}`)
      return errorReply(unauthorized());
    const limit = this.limits.take(entry.route, majorOf(match), match.route.open === true);
    if ('status' in limit) return limit;
    try {
      if (body instanceof Error) throw body;
      if (body.json !== undefined && !match.route.takesBody)
        this.#violate(entry, [problem([], 'UNKNOWN_FIELD', 'This route takes no body.')]);
      const result = await match.route.run(this.#call(entry, match, query, body));
      return { ...result, headers: limit.headers };
    } catch (error) {
      if (error instanceof ApiError) return { ...errorReply(error), headers: limit.headers };
      // A fault of the fake itself: shown, never swallowed.
      this.#violate(entry, [
        problem([], 'FAKE_DISCORD_FAILED', String(error instanceof Error ? error.stack : error)),
      ]);
      return { status: 500, body: { message: 'The fake failed', code: 0 } };
    }
  }

  #call(entry: LoggedRequest, match: Match, query: URLSearchParams, body: ReceivedBody): Call {
    return {
      state: this.#state,
      params: match.params,
      query,
      body: body.json,
      files: body.files,
      violates: (...problems) => this.#violate(entry, problems),
      checked: <T>(problems: readonly Problem[]): T => {
        if (problems.length > 0) {
          this.#violate(entry, problems);
          throw invalidForm(problems);
        }
        return (body.json ?? {}) as T;
      },
    };
  }

  #violate(entry: LoggedRequest, problems: readonly Problem[]): void {
    for (const it of problems) {
      this.#state.violations.push({
        request: entry.route,
        path: it.path.join('.'),
        code: it.code,
        message: it.message,
      });
    }
  }

  #countInvalid(reply: Reply): void {
    const shared = reply.headers?.['x-ratelimit-scope'] === 'shared';
    if ([401, 403].includes(reply.status) || (reply.status === 429 && !shared)) this.limits.countInvalid();
  }
}

/** Limits are per channel, per guild, or per webhook and token. */
function majorOf({ route, params }: Match): string {
  if (route.path.startsWith('/webhooks')) return `${params[0]}/${params[1]}`;
  return /^\/(channels|guilds)\//.test(route.path) ? (params[0] ?? '') : '';
}

const errorReply = (error: ApiError): Reply => ({ status: error.status, body: error.body() });

function sever(request: IncomingMessage, abrupt: boolean): void {
  if (abrupt) request.socket.resetAndDestroy();
  else request.socket.destroy();
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const text =
    reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    ...(text ? { 'content-type': 'application/json' } : {}),
    ...reply.headers,
  });
  response.end(text);
}
