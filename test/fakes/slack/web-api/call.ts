import type { Json } from '../json.ts';
import type { ConversationRecord, MessageRecord, TeamRecord } from '../model.ts';
import type { Problem } from '../schema/check.ts';
import type { SlackState } from '../state.ts';
import { visibleToBot } from '../surfaces/conversations.ts';
import { findMessage } from '../surfaces/messages.ts';

/** An answer `{ ok: false, error }`; what else it carries stands in `extra`. */
export class ApiError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** A call whose token and scopes are in order. */
export class Call {
  readonly state: SlackState;
  readonly method: string;
  readonly args: Json;
  readonly #team: TeamRecord | undefined;

  constructor(state: SlackState, method: string, args: Json, team: TeamRecord | undefined) {
    this.state = state;
    this.method = method;
    this.args = args;
    this.#team = team;
  }

  /** The workspace of the bot token. */
  get team(): TeamRecord {
    if (!this.#team) throw new ApiError('not_authed');
    return this.#team;
  }

  string(name: string): string {
    const value = this.args[name];
    return typeof value === 'string' ? value : '';
  }

  optional(name: string): string | undefined {
    return this.string(name) || undefined;
  }

  flag(name: string): boolean {
    return this.args[name] === true;
  }

  needScope(scope: string): void {
    const held = this.team.installation?.scopes ?? new Set<string>();
    if (!held.has(scope))
      throw new ApiError('missing_scope', { needed: scope, provided: [...held].join(',') });
  }

  hasScope(scope: string): boolean {
    return this.team.installation?.scopes.has(scope) ?? false;
  }

  /** The conversation of an argument, if the bot may know that it exists. */
  conversation(name = 'channel'): ConversationRecord {
    const place = this.team.conversations.get(this.string(name));
    if (!place || !visibleToBot(this.team, place)) throw new ApiError('channel_not_found');
    return place;
  }

  message(place: ConversationRecord, ts: string): MessageRecord {
    const found = findMessage(place, ts);
    if (!found || found.ephemeralFor) throw new ApiError('message_not_found');
    return found;
  }

  /** Refuses what Slack refuses of a request's shape, and records it. */
  refuse(problems: Problem[], code: string): void {
    if (problems.length === 0) return;
    this.state.violations.add('shape', this.method, problems);
    const said = problems.map((each) => `${each.message} [json-pointer:${each.pointer}]`);
    throw new ApiError(code, {
      ...(code === 'invalid_blocks' ? { errors: said } : {}),
      response_metadata: { messages: said.map((each) => `[ERROR] ${each}`) },
    });
  }
}
