import { setTimeout as sleep } from 'node:timers/promises';
import { at, type Json } from '../json.ts';
import type { TeamRecord } from '../model.ts';
import type { RequestRecord, SlackState } from '../state.ts';
import { readArguments } from './arguments.ts';
import { ApiError, Call } from './call.ts';
import type { Method } from './method.ts';
import { type AppHooks, apps } from './methods/apps.ts';
import { chat } from './methods/chat.ts';
import { conversations } from './methods/conversations.ts';
import { files } from './methods/files.ts';
import { users } from './methods/users.ts';
import { views } from './methods/views.ts';

export interface Answer {
  status: number;
  body: Buffer | Json | string;
  headers?: Record<string, string>;
  /** The connection is cut instead of answering. */
  drop?: boolean;
}

/** Answers calls of the Web API: faults first, then token, scope, rate and arguments, then the method itself. */
export class Router {
  readonly methods: Map<string, Method>;
  readonly #state: SlackState;

  constructor(state: SlackState, hooks: AppHooks) {
    this.#state = state;
    const tables = { ...apps(hooks), ...chat, ...conversations, ...files, ...users, ...views };
    this.methods = new Map(Object.entries(tables));
  }

  async answer(name: string, token: string | undefined, body: Json): Promise<Answer> {
    const state = this.#state;
    const verdict = state.faults.next(name);
    const record: RequestRecord = { method: name, args: {}, at: state.now(), status: 200 };
    state.requests.push(record);
    if (verdict.drop) record.dropped = verdict.drop;
    if (verdict.drop === 'before') return { status: 0, body: '', drop: true };
    let answer: Answer;
    if (verdict.status) answer = { status: verdict.status, body: 'upstream error' };
    else if (verdict.retryAfter !== undefined) answer = limited(verdict.retryAfter);
    else if (verdict.error) answer = { status: 200, body: { ok: false, error: verdict.error } };
    else answer = this.#carryOut(name, token, body, record);
    if (answer.status !== 200 || verdict.error) record.args = withoutToken(body);
    record.status = answer.status;
    const error = typeof answer.body === 'string' ? answer.body : at(answer.body, 'error');
    if (typeof error === 'string' && error) record.error = error;
    if (verdict.delayMs > 0) await sleep(verdict.delayMs);
    return verdict.drop ? { ...answer, drop: true } : answer;
  }

  #carryOut(name: string, token: string | undefined, body: Json, record: RequestRecord): Answer {
    const state = this.#state;
    try {
      const method = this.methods.get(name);
      if (!method) throw new ApiError('unknown_method', { req_method: name });
      const team = this.#authenticate(method, token);
      const { args, problems, unknown } = readArguments(name, body);
      record.args = args;
      if (team) record.teamId = team.id;
      const call = new Call(state, name, args, team);
      if (method.scope) call.needScope(method.scope);
      for (const [bucket, rate] of typeof method.rates === 'function' ? method.rates(call) : method.rates) {
        const wait = state.limits.take(`${team?.id ?? 'app'} ${name} ${bucket}`, rate);
        if (wait !== undefined) return limited(wait);
      }
      for (const extra of unknown) {
        state.violations.add('argument', name, {
          pointer: `/${extra}`,
          message: `unknown argument: ${extra}`,
        });
      }
      if (problems.length > 0) {
        state.violations.add('argument', name, problems);
        const messages = problems.map((each) => `[ERROR] ${each.message} [json-pointer:${each.pointer}]`);
        throw new ApiError('invalid_arguments', { response_metadata: { messages } });
      }
      const scopes = [...(team?.installation?.scopes ?? [])].join(',');
      return { status: 200, body: { ok: true, ...method.run(call) }, headers: { 'x-oauth-scopes': scopes } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: 200, body: { ok: false, error: error.code, ...error.extra } };
    }
  }

  #authenticate(method: Method, token: string | undefined): TeamRecord | undefined {
    const state = this.#state;
    if (method.token === 'none') return undefined;
    if (!token) throw new ApiError('not_authed');
    if (method.token === 'app') {
      if (token === state.app.appToken) return undefined;
      throw new ApiError(state.teamOfToken(token) ? 'not_allowed_token_type' : 'invalid_auth');
    }
    if (token === state.app.appToken) throw new ApiError('not_allowed_token_type');
    const team = state.teamOfToken(token);
    if (!team?.installation) throw new ApiError('invalid_auth');
    if (team.installation.state === 'uninstalled') throw new ApiError('account_inactive');
    if (team.installation.state === 'revoked') throw new ApiError('token_revoked');
    return team;
  }
}

const limited = (retryAfter: number): Answer => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(retryAfter) },
});

const withoutToken = ({ token: _, ...rest }: Json): Json => rest;
