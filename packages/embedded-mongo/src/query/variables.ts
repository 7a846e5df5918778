import type { Maybe, Value } from '../bson/values.ts';

/** What an expression may look up besides its document: `$$NOW`, and the variables of a `let`. */
export interface Scope {
  readonly now: Date;
  readonly variables: ReadonlyMap<string, Maybe>;
}

export const scopeAt = (now: Date): Scope => ({ now, variables: new Map() });

export function withVariable(scope: Scope, name: string, value: Maybe): Scope {
  return { now: scope.now, variables: new Map(scope.variables).set(name, value) };
}

export const withVariables = (scope: Scope, variables: ReadonlyMap<string, Value | undefined>): Scope =>
  variables.size === 0 ? scope : { now: scope.now, variables: new Map([...scope.variables, ...variables]) };
