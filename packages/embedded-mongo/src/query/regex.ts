import { fail } from '../errors.ts';

const cache = new Map<string, RegExp>();

/** A PCRE pattern with MongoDB's options `imsxu` as a JavaScript expression; error 51091 where there is none. */
export function compileRegex(pattern: string, options: string): RegExp {
  const id = `${options}/${pattern}`;
  const known = cache.get(id);
  if (known) return known;
  const compiled = compile(pattern, options);
  if (cache.size > 500) cache.clear();
  cache.set(id, compiled);
  return compiled;
}

function compile(pattern: string, options: string): RegExp {
  for (const option of options)
    if (!'imsxu'.includes(option)) fail(51108, `invalid flag in regex options: ${option}`);
  if (pattern.includes('\0')) fail('BadValue', 'Regular expression cannot contain an embedded null byte');
  let rest = pattern;
  let flags = options;
  const inline = /^\(\?([imsx]+)\)/.exec(rest);
  if (inline) {
    flags += inline[1];
    rest = rest.slice(inline[0].length);
  }
  const source = translate(rest, {
    multiline: flags.includes('m'),
    all: flags.includes('s'),
    extended: flags.includes('x'),
  });
  const fold = flags.includes('i') ? 'i' : '';
  try {
    return new RegExp(source, `u${fold}`);
  } catch {
    try {
      // Without `u` JavaScript takes a bare brace for itself, as PCRE does; but it has no \p then.
      if (!/\\p/i.test(source)) return new RegExp(source, fold);
      return fail(51091, 'Regular expression is invalid');
    } catch (error) {
      return fail(51091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

interface Modes {
  readonly multiline: boolean;
  readonly all: boolean;
  readonly extended: boolean;
}

const space = ' \\t\\n\\v\\f\\r';
const vertical = '\\n\\v\\f\\r\\x85\\u2028\\u2029';
const posix: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space,
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: 'A-Za-z0-9_',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~',
  graph: '!-~',
};

/** Rewrites what the two languages spell alike but mean differently. */
function translate(pattern: string, modes: Modes): string {
  let out = '';
  let at = 0;
  let inClass = false;
  while (at < pattern.length) {
    const char = pattern[at]!;
    if (char === '\\') {
      const [text, used] = escaped(pattern, at, inClass);
      out += text;
      at += used;
      continue;
    }
    if (inClass) {
      const named = /^\[:(\^?)(\w+):\]/.exec(pattern.slice(at));
      if (named) {
        const set = posix[named[2]!];
        if (set === undefined || named[1])
          fail(51091, 'Regular expression is invalid: unknown POSIX class name');
        out += set;
        at += named[0].length;
        continue;
      }
      if (char === ']') inClass = false;
      out += char === '[' ? '\\[' : char;
      at += 1;
      continue;
    }
    if (char === '[') {
      inClass = true;
      out += '[';
      at += 1;
      if (pattern[at] === '^') {
        out += '^';
        at += 1;
      }
      // PCRE takes a bracket in the first place as itself.
      if (pattern[at] === ']') {
        out += '\\]';
        at += 1;
      }
      continue;
    }
    if (pattern.startsWith('(?P<', at)) {
      out += '(?<';
      at += 4;
      continue;
    }
    if (pattern.startsWith('(?#', at)) {
      const end = pattern.indexOf(')', at);
      at = end < 0 ? pattern.length : end + 1;
      continue;
    }
    if (modes.extended && /\s/.test(char)) {
      at += 1;
      continue;
    }
    if (modes.extended && char === '#') {
      const end = pattern.indexOf('\n', at);
      at = end < 0 ? pattern.length : end + 1;
      continue;
    }
    out += plain(char, modes);
    at += 1;
  }
  return out;
}

function plain(char: string, modes: Modes): string {
  switch (char) {
    case '.':
      return modes.all ? '[\\s\\S]' : '[^\\n]';
    case '^':
      return modes.multiline ? '(?<![^\\n])' : '(?<![\\s\\S])';
    case '$':
      return modes.multiline ? '(?![^\\n])' : '(?=\\n?(?![\\s\\S]))';
    default:
      return char;
  }
}

function escaped(pattern: string, at: number, inClass: boolean): readonly [string, number] {
  const next = pattern[at + 1];
  switch (next) {
    case undefined:
      return fail(51091, 'Regular expression is invalid: \\ at end of pattern');
    case 'Q': {
      const end = pattern.indexOf('\\E', at);
      const quoted = pattern.slice(at + 2, end < 0 ? undefined : end);
      return [quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), quoted.length + (end < 0 ? 2 : 4)];
    }
    case 'A':
      return inClass ? ['A', 2] : ['(?<![\\s\\S])', 2];
    case 'z':
      return inClass ? ['z', 2] : ['(?![\\s\\S])', 2];
    case 'Z':
      return inClass ? ['Z', 2] : ['(?=\\n?(?![\\s\\S]))', 2];
    case 's':
      return [inClass ? space : `[${space}]`, 2];
    case 'h':
      return [inClass ? ' \\t' : '[ \\t]', 2];
    case 'e':
      return ['\\x1b', 2];
    case 'a':
      return ['\\x07', 2];
    case 'R':
      return ['(?:\\r\\n|[\\n\\v\\f\\r])', 2];
    case 'v':
      return [inClass ? vertical : `[${vertical}]`, 2];
    case 'x': {
      const braced = /^\\x\{([0-9A-Fa-f]+)\}/.exec(pattern.slice(at));
      return braced ? [`\\u{${braced[1]}}`, braced[0].length] : ['\\x', 2];
    }
    default:
      return [plainEscape(next, inClass), 2];
  }
}

/** What JavaScript knows too; a sign escaped needlessly stands bare, which `u` wants. */
function plainEscape(next: string, inClass: boolean): string {
  if (/[dDwWSbBnrtfpPck0-9]/.test(next)) return `\\${next}`;
  if (/[A-Za-z]/.test(next))
    fail(51091, `Regular expression is invalid: \\${next} is not supported by the embedded server`);
  return /[\^$.*+?()[\]{}|/]/.test(next) || (inClass && next === '-') ? `\\${next}` : next;
}
