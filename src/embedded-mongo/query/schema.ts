import type { Doc } from '../bson/values.ts';
import { fail } from '../errors.ts';

export function parseSchema(_schema: Doc): (doc: Doc) => boolean {
  return fail('NotImplemented', '$jsonSchema is not there yet');
}
