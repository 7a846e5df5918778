import type { Json } from '../model/json.ts';

/** One thing wrong with a body, as Discord names it. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

export const problem = (path: readonly (string | number)[], code: string, message: string): Problem => ({
  path,
  code,
  message,
});

/** The `errors` of a 50035: nested by path, with `_errors` at the leaves. */
export function nestedErrors(problems: readonly Problem[]): Json {
  const root: Json = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const key of path) {
      node[key] ??= {};
      node = node[key] as Json;
    }
    const errors = (node._errors ?? []) as Json[];
    node._errors = [...errors, { code, message }];
  }
  return root;
}
