import { isArray, type Maybe, type Value } from '../../bson/values.ts';
import { type ExpressionFactory, type ExpressionTable, positionalArguments } from '../expression.ts';
import { average, deviation, extreme, sum } from '../numeric-accumulators.ts';

/** Over the elements of one array, or over several arguments. */
const overElements =
  (make: () => { add(value: Maybe): void; result(): Maybe }): ExpressionFactory =>
  (operand, compile, name) => {
    const compiled = positionalArguments(operand, name, 0, Number.POSITIVE_INFINITY, compile);
    return (doc, scope) => {
      const gathered = make();
      const values = compiled.map((it) => it(doc, scope));
      const [only] = values;
      const each: readonly (Value | undefined)[] = values.length === 1 && isArray(only) ? only : values;
      for (const value of each) gathered.add(value);
      return gathered.result();
    };
  };

export const accumulatorExpressions: ExpressionTable = {
  $sum: overElements(sum),
  $avg: overElements(average),
  $min: overElements(extreme(1)),
  $max: overElements(extreme(-1)),
  $stdDevPop: overElements(deviation(false)),
  $stdDevSamp: overElements(deviation(true)),
};
