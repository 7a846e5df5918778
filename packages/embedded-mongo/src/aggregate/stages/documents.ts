import { type Doc, isArray, isDoc } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import type { Flow } from '../../plan/yield-policy.ts';
import { compile } from '../compile-expression.ts';
import type { StageFactory } from '../stage.ts';

export const documents: StageFactory = (spec) => {
  const evaluate = compile(spec);
  return function* (_input, scope): Flow<Doc> {
    const docs = evaluate(new Map(), scope);
    if (!isArray(docs)) return fail(5858203, 'an array is expected for the $documents stage');
    for (const it of docs) yield isDoc(it) ? it : fail(40228, 'the elements of $documents must be objects');
  };
};
