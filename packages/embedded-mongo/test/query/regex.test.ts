import { describe, expect, test } from 'vitest';
import { compileRegex } from '../../src/query/regex.ts';

describe('a PCRE pattern', () => {
  test.each<[string, string, string, boolean]>([
    ['^a.c$', '', 'abc', true],
    ['^a.c$', '', 'abc\n', true],
    ['^a.c$', '', 'a\nc', false],
    ['a.c', 's', 'a\nc', true],
    ['^b', 'm', 'a\nb', true],
    ['^b', '', 'a\nb', false],
    ['a$', 'm', 'a\nb', true],
    ['^b', 'm', 'a\rb', false],
    ['A B # said', 'xi', 'ab', true],
    ['(?i)HELLO', '', 'hello', true],
    ['\\Aab\\z', '', 'ab', true],
    ['\\Aab\\z', '', 'ab\n', false],
    ['ab\\Z', '', 'ab\n', true],
    ['\\Qa.b\\E+', '', 'a.bb', true],
    ['\\Qa.b\\E', '', 'axb', false],
    ['[[:digit:]]+[[:alpha:]]', '', '42x', true],
    ['[]a]', '', ']', true],
    ['\\s', '', '\u00a0', false],
    ['[\\s]', '', '\t', true],
    ['a\\-b\\_\\@', '', 'a-b_@', true],
    ['(?P<year>\\d{4})', '', '2026', true],
    ['(a)\\1', '', 'aa', true],
    ['a{,2}', '', 'a{,2}', true],
    ['\\x{1f600}', '', '\u{1f600}', true],
    ['^.$', '', '\u{1f600}', true],
    ['\\p{Lu}', '', 'É', true],
    ['é', 'i', 'É', true],
    ['a/b', '', 'a/b', true],
    ['x(?#said)y', '', 'xy', true],
  ])('%j with %j on %j is %s', (pattern, options, text, wanted) => {
    expect(compileRegex(pattern, options).test(text)).toBe(wanted);
  });

  test.each([
    ['(', ''],
    ['\\G', ''],
    ['\\y', ''],
    ['a++', ''],
    ['(?R)', ''],
    ['[[:nothing:]]', ''],
    ['a\\', ''],
    ['a', 'q'],
  ])('%j with %j is an error', (pattern, options) => {
    expect(() => compileRegex(pattern, options)).toThrow(/[Rr]egular expression|regex/);
  });
});
