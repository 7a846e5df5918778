import type { Problem } from '../checks/problem.ts';
import type { UploadedFile } from '../model/attachment.ts';
import type { DiscordState } from '../model/state.ts';

export interface Call {
  readonly state: DiscordState;
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** The body as T if nothing is wrong with it, else the violation is recorded and 50035 thrown. */
  checked<T>(problems: readonly Problem[]): T;
  /** Records a violation that Discord answers with another code than 50035. */
  violates(...problems: readonly Problem[]): void;
}

export interface Result {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Segments that begin with a colon match anything but a slash. */
  readonly path: string;
  /** Interaction routes need no token and are exempt from the global limit. */
  readonly open?: boolean;
  /** Whether the route takes a body; a body elsewhere is a violation. */
  readonly takesBody?: boolean;
  readonly run: (call: Call) => Result | Promise<Result>;
}

export interface Match {
  readonly route: Route;
  readonly params: readonly string[];
}

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

export class Router {
  readonly #routes: readonly Compiled[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({
      route,
      pattern: new RegExp(`^${route.path.replace(/:\w+/g, '([^/]+)')}$`),
    }));
  }

  match(method: string, path: string): Match | undefined {
    for (const { route, pattern } of this.#routes) {
      if (route.method !== method) continue;
      const found = pattern.exec(path);
      if (found) return { route, params: found.slice(1).map(decodeURIComponent) };
    }
    return undefined;
  }
}

/** "POST /channels/:id/messages": how a route is named in limits, faults and the log. */
export const patternOf = (route: Route): string => `${route.method} ${route.path}`;

/** The same pattern whatever its parameters are called. */
export const anonymous = (pattern: string): string => pattern.replace(/:\w+/g, ':');
