import { BSONRegExp, doc, isNullish, type Maybe, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { compileRegex } from '../../query/regex.ts';
import { type ExpressionFactory, type ExpressionTable, namedArguments, typeOf } from '../expression.ts';

interface Search {
  readonly text: string;
  readonly regex: RegExp;
}

/** The text and the expression, or nothing where one of them is null. */
function searching(finish: (search: Search | undefined) => Maybe): ExpressionFactory {
  return (operand, compile, name) => {
    const given = namedArguments(operand, name, ['input', 'regex'], ['options'], compile, 51103);
    return (root, scope) => {
      const input = given.input!(root, scope);
      const regex = given.regex!(root, scope);
      const options = given.options?.(root, scope);
      if (!isNullish(input) && typeof input !== 'string')
        return fail(51104, `${name} needs 'input' to be of type string`);
      if (isNullish(input) || isNullish(regex)) return finish(undefined);
      if (!isNullish(options) && typeof options !== 'string')
        fail(51106, `${name} needs 'options' to be of type string`);
      const flags = typeof options === 'string' ? options : '';
      if (regex instanceof BSONRegExp) {
        if (flags && regex.options)
          fail(51107, `${name} found regex option(s) specified in both 'regex' and 'option' fields`);
        return finish({ text: input as string, regex: compileRegex(regex.pattern, regex.options || flags) });
      }
      if (typeof regex !== 'string')
        return fail(51105, `${name} needs 'regex' to be of type string or regex, not ${typeOf(regex)}`);
      return finish({ text: input as string, regex: compileRegex(regex, flags) });
    };
  };
}

function found(text: string, match: RegExpMatchArray): Value {
  const captures: Value[] = match.slice(1).map((capture) => capture ?? null);
  return doc({ match: match[0], idx: [...text.slice(0, match.index)].length, captures });
}

export const regexes: ExpressionTable = {
  $regexMatch: searching((search) => search?.regex.test(search.text) ?? false),
  $regexFind: searching((search) => {
    const match = search?.regex.exec(search.text) ?? null;
    return search && match ? found(search.text, match) : null;
  }),
  $regexFindAll: searching((search) => {
    if (!search) return [];
    const global = new RegExp(search.regex.source, `${search.regex.flags}g`);
    return [...search.text.matchAll(global)].map((match) => found(search.text, match));
  }),
};
