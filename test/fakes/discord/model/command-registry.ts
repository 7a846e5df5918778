import type { Snowflakes } from './snowflake.ts';

/** A registered command, as Discord keeps it. */
export interface RegisteredCommand {
  readonly id: string;
  readonly application_id: string;
  readonly guild_id?: string;
  readonly version: string;
  /** 1 slash, 2 user menu, 3 message menu. */
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly CommandOption[];
  readonly default_member_permissions: string | null;
  readonly integration_types?: readonly number[];
  readonly contexts?: readonly number[] | null;
  readonly nsfw: boolean;
}

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly options?: readonly CommandOption[];
}

/** What a registration asks for, after its checks. */
export type CommandRequest = Partial<Omit<RegisteredCommand, 'default_member_permissions'>> & {
  readonly name: string;
  readonly default_member_permissions?: string | number | null;
};

const dayMs = 86_400_000;
const createsPerDay = 200;

/** Global commands and those of single servers, by scope: 'global' or a guild's id. */
export class CommandRegistry {
  readonly #scopes = new Map<string, Map<string, RegisteredCommand>>();
  readonly #creates: { scope: string; at: number }[] = [];
  readonly #ids: Snowflakes;
  readonly #applicationId: string;
  readonly #now: () => number;
  /** Bulk overwrites, creates, edits and deletes since the start. */
  writes = 0;

  constructor(ids: Snowflakes, applicationId: string, now: () => number) {
    this.#ids = ids;
    this.#applicationId = applicationId;
    this.#now = now;
  }

  list(scope = 'global'): RegisteredCommand[] {
    return [...(this.#scopes.get(scope)?.values() ?? [])];
  }

  find(scope: string, type: number, name: string): RegisteredCommand | undefined {
    return this.list(scope).find((it) => it.type === type && it.name === name);
  }

  /** Replaces all of a scope; a command of the same type and name keeps its id. Undefined: over the daily creates. */
  overwrite(scope: string, requests: readonly CommandRequest[]): RegisteredCommand[] | undefined {
    const fresh = requests.filter((it) => !this.find(scope, it.type ?? 1, it.name)).length;
    if (!this.#mayCreate(scope, fresh)) return undefined;
    const next = requests.map((it) => this.#stored(scope, it));
    this.#scopes.set(scope, new Map(next.map((it) => [it.id, it])));
    this.writes++;
    return next;
  }

  put(scope: string, request: CommandRequest): { command: RegisteredCommand; created: boolean } | undefined {
    const created = !this.find(scope, request.type ?? 1, request.name);
    if (created && !this.#mayCreate(scope, 1)) return undefined;
    const command = this.#stored(scope, request);
    this.#scopes.set(scope, new Map(this.#scopes.get(scope)).set(command.id, command));
    this.writes++;
    return { command, created };
  }

  remove(scope: string, id: string): boolean {
    this.writes++;
    return this.#scopes.get(scope)?.delete(id) ?? false;
  }

  #mayCreate(scope: string, count: number): boolean {
    const recent = this.#creates.filter((it) => it.scope === scope && it.at > this.#now() - dayMs);
    if (recent.length + count > createsPerDay) return false;
    for (let made = 0; made < count; made++) this.#creates.push({ scope, at: this.#now() });
    return true;
  }

  #stored(scope: string, request: CommandRequest): RegisteredCommand {
    const type = request.type ?? 1;
    const old = this.#scopes.get(scope)?.get(request.id ?? '') ?? this.find(scope, type, request.name);
    const permissions = request.default_member_permissions;
    return {
      id: old?.id ?? this.#ids.next(),
      application_id: this.#applicationId,
      ...(scope === 'global' ? {} : { guild_id: scope }),
      version: this.#ids.next(),
      type,
      name: request.name,
      description: request.description ?? '',
      ...(request.options ? { options: request.options } : {}),
      default_member_permissions:
        permissions === undefined || permissions === null ? null : String(permissions),
      ...(scope === 'global'
        ? { integration_types: request.integration_types ?? [0], contexts: request.contexts ?? null }
        : {}),
      nsfw: request.nsfw ?? false,
    };
  }
}
