import { isArray, type Maybe, type Value } from '../../bson/values.ts';
import { args, type Factory, type Table } from '../expression.ts';
import { average, deviation, extreme, sum } from '../numeric-accumulators.ts';

/** Over the elements of one array, or over several arguments. */
const overElements =
  (make: () => { add(value: Maybe): void; result(): Maybe }): Factory =>
  (operand, compile, name) => {
    const compiled = args(operand, name, 0, Number.POSITIVE_INFINITY, compile);
    return (doc, scope) => {
      const gathered = make();
      const values = compiled.map((it) => it(doc, scope));
      const [only] = values;
      const each: readonly (Value | undefined)[] = values.length === 1 && isArray(only) ? only : values;
      for (const value of each) gathered.add(value);
      return gathered.result();
    };
  };

export const accumulating: Table = {
  $sum: overElements(sum),
  $avg: overElements(average),
  $min: overElements(extreme(1)),
  $max: overElements(extreme(-1)),
  $stdDevPop: overElements(deviation(false)),
  $stdDevSamp: overElements(deviation(true)),
};
