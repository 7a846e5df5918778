import type { Maybe, Value } from '../bson/values.ts';

/** What an expression may look up besides its document: `$$NOW`, and the variables of a `let`. */
export interface VariableScope {
  readonly now: Date;
  readonly variables: ReadonlyMap<string, Maybe>;
}

export const scopeAt = (now: Date): VariableScope => ({ now, variables: new Map() });

export function withVariable(scope: VariableScope, name: string, value: Maybe): VariableScope {
  return { now: scope.now, variables: new Map(scope.variables).set(name, value) };
}

export const withVariables = (
  scope: VariableScope,
  variables: ReadonlyMap<string, Value | undefined>,
): VariableScope =>
  variables.size === 0 ? scope : { now: scope.now, variables: new Map([...scope.variables, ...variables]) };
