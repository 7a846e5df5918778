import type { Span } from './spans.ts';

const scheme = /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\//g;
const run = /[^\s"'<>`]{1,600}/y;

/** Passwords and tokens in the user part of an address: `postgres://ada:secret@host`, `https://token@host`. */
export function* urlSecrets(text: string): Generator<Span> {
  for (const match of text.matchAll(scheme)) {
    const start = match.index + match[0].length;
    run.lastIndex = start;
    const rest = run.exec(text)?.[0] ?? '';
    const user = userPart(rest, /^https?:|^wss?:|^file:/i.test(match[0]));
    if (user === undefined) continue;
    const colon = user.indexOf(':');
    if (colon >= 0 && secret(user.slice(colon + 1)).length > 0)
      yield { start: start + colon + 1, end: start + user.length, kind: 'url-password' };
    else if (colon < 0 && secret(user).length >= 16)
      yield { start, end: start + user.length, kind: 'url-token' };
  }
}

/** What stands before the `@` that ends the user part; in a database's address also with unescaped `/` and `@` in it. */
function userPart(rest: string, web: boolean): string | undefined {
  const authority = rest.slice(0, rest.search(/[/?#]|$/));
  const at = authority.lastIndexOf('@');
  if (web) return at < 0 ? undefined : rest.slice(0, at);
  const beforeQuery = rest.slice(0, rest.search(/\?|$/));
  const last = beforeQuery.lastIndexOf('@');
  if (at < 0 && (last < 0 || !/^[^:/]*:(?!\d{1,5}(?:[/,]|$))/.test(rest))) return undefined;
  return rest.slice(0, last);
}

const placeholder =
  /^(?:\*+|x{3,}|<[^>]*>?|\$\{?\w+\}?|\{+\w+\}+|%\w+%|\[?(?:password|redacted|hidden|filtered)\]?)$/i;

const secret = (part: string): string => {
  const bare = part.replaceAll('\0', '');
  return placeholder.test(bare) ? '' : bare;
};
