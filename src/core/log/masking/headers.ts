import { matches, type Span } from './spans.ts';

const bearer =
  /\bBearer["']?[ \t:]{1,3}["']?(?<secret>(?=[\w~+/.=-]{0,400}\d)[\w~+/.=-]{8,}|[\w~+/.=-]{24,})/dgi;
const basic =
  /\bBasic[ \t]{1,3}(?<secret>(?=[A-Za-z]{0,200}(?:[A-Z]|\d|=))(?=[a-z]{0,200}[^a-z\s])[A-Za-z0-9+/]{8,}={0,2})(?![\w-])/dg;
const authorization =
  /(?<![\w-])(?:proxy-)?authorization\\?["']?[ \t]{0,3}[:=][ \t]{0,3}\\?["']?(?:(?:Bearer|Basic|Token|ApiKey|Bot|Digest|Negotiate)[ \t]{1,3})?(?<secret>[\w~+/.=:-]{6,})/dgi;
const scheme =
  /^(?:bearer|basic|token|apikey|bot|digest|negotiate|undefined|header|missing|required|invalid)$/i;

const cookieHeader = /(?<![\w-])(?:set-)?cookies?\\?["']?[ \t]{0,3}[:=][ \t]{0,3}/gi;
const cookiePair = /(?<![^\s;,"'[=:])([\w.%$!#-]{1,128})=(?<secret>[^\s;,"'\\\0]{1,4096})/dg;
const attribute = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;

/** Authorization and cookie headers, in the form of a request, of a curl command or of a dumped object. */
export function* headerSecrets(text: string): Generator<Span> {
  yield* matches(text, bearer, 'bearer-token');
  yield* matches(text, basic, 'basic-auth');
  for (const span of matches(text, authorization, 'authorization'))
    if (!scheme.test(text.slice(span.start, span.end))) yield span;
  let done = 0;
  for (const match of text.matchAll(cookieHeader)) {
    if (match.index < done) continue;
    const from = match.index + match[0].length;
    const lineEnd = text.indexOf('\n', from);
    done = Math.min(lineEnd < 0 ? text.length : lineEnd, from + 8192);
    for (const pair of text.slice(from, done).matchAll(cookiePair)) {
      const [start, end] = pair.indices!.groups!.secret!;
      if (!attribute.test(pair[1]!)) yield { start: from + start, end: from + end, kind: 'session-cookie' };
    }
  }
}
