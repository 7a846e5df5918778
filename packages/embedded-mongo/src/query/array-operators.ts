import type { Path } from './field-path.ts';
import type { LeafExpression } from './filter.ts';

export const sizeExpression = (path: Path, size: number): LeafExpression => ({
  kind: 'leaf',
  operator: '$size',
  path,
  mode: 'whole',
  operand: size,
  test: (value) => Array.isArray(value) && value.length === size,
});
