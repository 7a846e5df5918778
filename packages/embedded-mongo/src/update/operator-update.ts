import { valueToString } from '../bson/to-string.ts';
import { clone, type Doc, isArray, isDoc, type Maybe, typeName, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import { type ArrayFilters, checkArrayFilters } from './array-filters.ts';
import { type ConcretePath, getAt, removeAt, setAt } from './field-access.ts';
import { type ApplyOperator, fieldOperators } from './field-operators.ts';
import type { ApplyUpdate } from './update.ts';
import { checkPathConflicts, comparePaths, expandPath, parseUpdatePath } from './update-path.ts';

interface Step {
  readonly path: readonly string[];
  readonly onInsertOnly: boolean;
  readonly run: (doc: Doc, path: ConcretePath, now: Date) => void;
}

/** Reads `{$set: {…}, $push: {…}}`. The steps are taken in the order of their paths, whatever order they came in. */
export function parseOperatorUpdate(update: Doc, filters: ArrayFilters): ApplyUpdate {
  const steps: Step[] = [];
  const touched: (readonly string[])[] = [];
  for (const [operator, fields] of update) {
    if (operator !== '$unset' && operator !== '$rename' && !(operator in fieldOperators))
      fail(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDoc(fields))
      return fail(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${valueToString(fields)}}`,
      );
    for (const [name, operand] of fields) {
      const path = parseUpdatePath(name);
      touched.push(path);
      if (operator === '$rename') touched.push(renameTarget(name, operand));
      steps.push({ path, onInsertOnly: operator === '$setOnInsert', run: stepOf(operator, operand, name) });
    }
  }
  checkPathConflicts(touched);
  checkArrayFilters(touched, filters);
  steps.sort((a, b) => comparePaths(a.path, b.path));
  return (doc, { matched, inserting, scope }) => {
    const made = clone(doc);
    for (const step of steps) if (inserting || !step.onInsertOnly) take(step, made, matched, filters, scope);
    return made;
  };
}

function take(
  step: Step,
  doc: Doc,
  matched: number | undefined,
  filters: ArrayFilters,
  scope: VariableScope,
): void {
  const dynamic = step.path.some((piece) => piece.startsWith('$'));
  const paths = dynamic ? expandPath(doc, step.path, matched, filters, scope) : [step.path];
  for (const path of paths) step.run(doc, path, scope.now);
}

function stepOf(operator: string, operand: Value, name: string): Step['run'] {
  if (operator === '$unset') return removeAt;
  if (operator === '$rename') return renamer(name, operand);
  const apply: ApplyOperator = fieldOperators[operator]!(operand, name);
  return (doc, path, now) => {
    const current: Maybe = getAt(doc, path);
    const next = apply(current, { path: path.join('.'), doc, now });
    if (next !== undefined) setAt(doc, path, clone(next));
  };
}

function renameTarget(source: string, target: Value): readonly string[] {
  if (typeof target !== 'string')
    return fail(
      'BadValue',
      `The 'to' field for $rename must be a string: ${source}: ${valueToString(target)}`,
    );
  if (target.includes('\0'))
    fail('BadValue', "The 'to' field for $rename cannot contain an embedded null byte");
  const path = parseUpdatePath(target);
  if (source.split('.').some((piece) => piece.startsWith('$')))
    fail('BadValue', `The source field for $rename may not be dynamic: ${source}`);
  if (path.some((piece) => piece.startsWith('$')))
    fail('BadValue', `The destination field for $rename may not be dynamic: ${target}`);
  if (source === target)
    fail(
      'BadValue',
      `The source and target field for $rename must differ: ${source}: ${valueToString(target)}`,
    );
  return path;
}

function renamer(source: string, target: Value): Step['run'] {
  const to = renameTarget(source, target);
  return (doc, from) => {
    refuseArrays(doc, from, 'source');
    const value = getAt(doc, from);
    if (value === undefined) return;
    refuseArrays(doc, to, 'destination');
    removeAt(doc, from);
    setAt(doc, to, value);
  };
}

function refuseArrays(doc: Doc, path: readonly string[], which: string): void {
  for (let length = 1; length < path.length; length++)
    if (isArray(getAt(doc, path.slice(0, length))))
      fail(
        'BadValue',
        `The ${which} field cannot be an array element, '${path.join('.')}' in doc with _id: ${valueToString(doc.get('_id'))} has an array field called '${path[length - 1]}'`,
      );
}
