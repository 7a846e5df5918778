import type { Doc, Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Apply } from '../update/update.ts';

export function parsePipelineUpdate(_stages: readonly Value[], _variables: Doc | undefined): Apply {
  return fail('NotImplemented', 'pipeline updates are not there yet');
}
