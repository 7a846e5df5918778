import { compare } from '../../bson/compare.ts';
import {
  type ExpressionFactory,
  type ExpressionTable,
  nary,
  positionalArguments,
  unary,
  unbounded,
} from '../expression.ts';
import { truthy } from '../truthy.ts';

const by = (test: (order: number) => boolean): ExpressionFactory =>
  nary(2, 2, ([a, b]) => test(compare(a, b)));

const logical =
  (every: boolean): ExpressionFactory =>
  (operand, compile, name) => {
    const parts = positionalArguments(operand, name, 0, unbounded, compile);
    return every
      ? (doc, scope) => parts.every((part) => truthy(part(doc, scope)))
      : (doc, scope) => parts.some((part) => truthy(part(doc, scope)));
  };

export const comparisons: ExpressionTable = {
  $cmp: nary(2, 2, ([a, b]) => Math.sign(compare(a, b))),
  $eq: by((order) => order === 0),
  $ne: by((order) => order !== 0),
  $gt: by((order) => order > 0),
  $gte: by((order) => order >= 0),
  $lt: by((order) => order < 0),
  $lte: by((order) => order <= 0),
  $and: logical(true),
  $or: logical(false),
  $not: unary((value) => !truthy(value)),
};
