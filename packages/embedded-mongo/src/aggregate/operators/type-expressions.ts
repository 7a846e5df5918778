import { isDoc, isNullish, isNumber, type TypeName } from '../../bson/values.ts';
import { fail, MongoError } from '../../errors.ts';
import { parseTypes } from '../../query/element-operators.ts';
import {
  type ExpressionFactory,
  type ExpressionTable,
  namedArguments,
  typeOf,
  unary,
} from '../expression.ts';
import { convert } from './type-conversion.ts';

const to = (type: TypeName): ExpressionFactory =>
  unary((value) => (isNullish(value) ? null : convert(value, type)));

const convertOperator: ExpressionFactory = (operand, compile, name) => {
  for (const field of ['format', 'byteOrder', 'base'])
    if (isDoc(operand) && operand.has(field))
      fail('NotImplemented', `'${field}' of $convert is not supported by the embedded server`);
  const given = namedArguments(operand, name, ['input', 'to'], ['onError', 'onNull'], compile, 9);
  return (doc, scope) => {
    const input = given.input!(doc, scope);
    const wanted = given.to!(doc, scope);
    if (isNullish(input)) return given.onNull ? given.onNull(doc, scope) : null;
    if (isNullish(wanted)) return null;
    const [type] = parseTypes(
      "$convert's 'to' argument",
      isDoc(wanted) ? (wanted.get('type') ?? null) : wanted,
    );
    try {
      return convert(input, type!);
    } catch (error) {
      if (given.onError && error instanceof MongoError && error.code === 241)
        return given.onError(doc, scope);
      throw error;
    }
  };
};

export const typeExpressions: ExpressionTable = {
  $convert: convertOperator,
  $toBool: to('bool'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toDouble: to('double'),
  $toDecimal: to('decimal'),
  $toString: to('string'),
  $toDate: to('date'),
  $toObjectId: to('objectId'),
  $type: unary((value) => typeOf(value)),
  $isNumber: unary((value) => isNumber(value)),
};
