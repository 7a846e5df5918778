import { makeApp } from './app.ts';
import { Effects } from './effects.ts';
import { Faults } from './faults.ts';
import { Ids } from './ids.ts';
import type { Json } from './json.ts';
import type { AppRecord, FileRecord, TeamRecord } from './model.ts';
import { RateLimits } from './rate-limits.ts';
import { ResponseUrls } from './surfaces/response-urls.ts';
import { Triggers } from './surfaces/triggers.ts';
import { Violations } from './violations.ts';

/** A call of the Web API as it arrived and as it was answered. */
export interface RequestRecord {
  method: string;
  teamId?: string;
  args: Json;
  /** Milliseconds on the fake's clock. */
  at: number;
  status: number;
  error?: string;
  /** The connection was cut before or after the call had its effect. */
  dropped?: 'before' | 'after';
}

export interface StateOptions {
  /** Milliseconds since the epoch: expiries, rate limits and timestamps. */
  now?: () => number;
  manifest?: Json;
}

/** Everything that the fake Slack knows. */
export class SlackState {
  readonly now: () => number;
  readonly ids: Ids;
  readonly app: AppRecord;
  readonly teams = new Map<string, TeamRecord>();
  readonly files = new Map<string, FileRecord>();
  readonly oauthCodes = new Map<string, OauthCode>();
  readonly violations = new Violations();
  readonly limits: RateLimits;
  readonly faults = new Faults();
  readonly effects = new Effects();
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly requests: RequestRecord[] = [];
  /** Where it listens, without a slash at the end. */
  baseUrl = '';
  /** Calls of the Web API and of response_urls that are not answered yet. */
  inFlight = 0;
  /** Real milliseconds from a file's completion until image blocks may use it. */
  fileReadyMs = 0;
  /** Whether names in a command's text carry labels (`<@U1|ada>`); Slack may leave them out. */
  labels: 'given' | 'left-out' = 'given';

  constructor(options: StateOptions) {
    this.now = options.now ?? Date.now;
    this.ids = new Ids(this.now);
    this.app = makeApp((length) => this.ids.hex(length), options.manifest);
    this.limits = new RateLimits(this.now);
    this.triggers = new Triggers(this.ids, this.now);
    this.responseUrls = new ResponseUrls(this.ids, this.now);
  }

  teamOfToken(token: string): TeamRecord | undefined {
    for (const team of this.teams.values()) {
      if (team.installation?.botToken === token) return team;
    }
    return undefined;
  }
}

/** What an authorize page hands out and oauth.v2.access takes back. */
export interface OauthCode {
  teamId: string;
  userId: string;
  scopes: string[];
  redirectUri?: string;
  at: number;
  used: boolean;
}
