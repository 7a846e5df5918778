import { valueToString } from '../../bson/to-string.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { yieldPoint } from '../../plan/yield-policy.ts';
import { type VariableScope, withVariables } from '../../query/variable-scope.ts';
import { compile } from '../compile-expression.ts';
import type { Evaluate } from '../expression.ts';
import type { StageFactory } from '../stage.ts';

const verdicts = new Map<string, Value>([
  ['DESCEND', 'descend'],
  ['PRUNE', 'prune'],
  ['KEEP', 'keep'],
]);

export const redact: StageFactory = (spec) => {
  const evaluate = compile(spec);
  return function* (input, scope) {
    const inner = withVariables(scope, verdicts);
    for (const it of input) {
      const kept = it === yieldPoint ? yieldPoint : redacted(it, evaluate, inner);
      if (kept !== undefined) yield kept;
    }
  };
};

function redacted(it: Doc, evaluate: Evaluate, scope: VariableScope): Doc | undefined {
  const verdict = evaluate(it, scope);
  if (verdict === 'keep') return it;
  if (verdict === 'prune') return undefined;
  if (verdict !== 'descend')
    fail(
      17053,
      `$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned ${valueToString(verdict)}`,
    );
  const kept: Doc = new Map();
  for (const [name, value] of it) {
    const part = redactedValue(value, evaluate, scope);
    if (part !== undefined) kept.set(name, part);
  }
  return kept;
}

function redactedValue(value: Value, evaluate: Evaluate, scope: VariableScope): Maybe {
  if (isDoc(value)) return redacted(value, evaluate, scope);
  if (!isArray(value)) return value;
  return value.flatMap((item) => {
    const part = isDoc(item) || isArray(item) ? redactedValue(item, evaluate, scope) : item;
    return part === undefined ? [] : [part];
  });
}
