import { transformationOf } from '../aggregate/stages/project.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { withConstants } from '../commands/find.ts';
import { fail } from '../errors.ts';
import type { ApplyUpdate } from './update.ts';

/** An update by a pipeline of stages that change one document. */
export function parsePipelineUpdate(stages: readonly Value[], variables: Doc | undefined): ApplyUpdate {
  const steps = stages.map((stage) => {
    if (!isDoc(stage) || stage.size !== 1)
      return fail(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [name] = stage.keys();
    const step = transformationOf(name!, stage.get(name!)!);
    return step ?? fail('InvalidOptions', `${name} is not allowed to be used within an update`);
  });
  return (doc, { scope }) => {
    const inner = withConstants(scope, variables);
    return steps.reduce((made, step) => step(made, inner), doc);
  };
}
