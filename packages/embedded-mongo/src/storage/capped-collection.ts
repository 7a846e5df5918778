import { toNumber } from '../bson/numbers.ts';
import { type Doc, isNumber, type Maybe } from '../bson/values.ts';

/** How much a capped collection holds; its oldest documents make room for new ones. */
export interface CappedLimits {
  readonly bytes: number;
  readonly documents: number;
}

export function cappedLimitsOf(options: Doc): CappedLimits | undefined {
  if (options.get('capped') !== true) return undefined;
  const most = (value: Maybe): number =>
    isNumber(value) && toNumber(value) > 0 ? toNumber(value) : Infinity;
  return { bytes: most(options.get('size')), documents: most(options.get('max')) };
}
