/**
 * Causes that say themselves in several ways, each under one name. Looked for in the whole text, the narrow before the wide.
 * An error that is not here is compared by its code and its words.
 */
const causes: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'name-not-resolved',
    /EAI_AGAIN|ENOTFOUND|could not translate host name|name or service not known|querySrv E/i,
  ],
  ['connection-refused', /ECONNREFUSED|connection refused/i],
  ['database-unreachable', /can.?t reach database server|\bP1001\b/i],
  ['database-timed-out', /\bP1002\b|database server .{0,80} timed out/i],
  ['not-connected-yet', /buffering timed out/i],
  ['too-many-connections', /too many (?:clients|connections)|remaining connection slots/i],
  ['port-in-use', /EADDRINUSE|address already in use/i],
  ['port-forbidden', /listen EACCES/i],
  [
    'global-install-forbidden',
    /EACCES[\s\S]{0,200}(?:\/lib\/node_modules|npm-global|AppData[^\n]{0,40}npm)/i,
  ],
  ['duplicate-null', /E11000[\s\S]{0,200}dup key: \{[^}]{0,80}: (?:null|undefined)/i],
  ['duplicate-id', /E11000[\s\S]{0,200}(?:\$_id_|index: _id_)/i],
  [
    'duplicate-value',
    /E11000|duplicate entry|violates unique constraint|unique constraint failed|\bP2002\b|\b23505\b/i,
  ],
  ['role-missing', /role ["“]?\S+["”]? does not exist/i],
  ['ident-failed', /(?:ident|peer) authentication failed/i],
  [
    'wrong-password',
    /password authentication failed|\b28P01\b|Access denied for user .{0,80}password: YES|WRONGPASS|bad auth/i,
  ],
  ['auth-plugin', /ER.NOT.SUPPORTED.AUTH.MODE|does not support authentication protocol/i],
  [
    'column-missing',
    /column \S+ (?:of relation \S+ )?does not exist|\b42703\b|Unknown column|no such column/i,
  ],
  [
    'table-missing',
    /relation \S+ does not exist|\b42P01\b|UndefinedTable|no such table|ER_NO_SUCH_TABLE|\bP2021\b/i,
  ],
  ['migration-failed-before', /\bP3009\b|failed migrations in the target/i],
  ['cors-redirect', /Redirect is not allowed for a preflight/i],
  ['cors-status', /preflight[\s\S]{0,120}does not have HTTP ok status/i],
  ['cors-other-origin', /Allow-Origin['’] header has a value|not equal to the supplied origin/i],
  ['cors-header-field', /Request header field \S+ is not allowed/i],
  ['cors-method', /Method \S+ is not allowed by Access-Control/i],
  ['cors-many-values', /Allow-Origin['’] (?:does not match|header contains multiple)/i],
  ['cors-credentials', /wildcard '\*' when the request's credentials/i],
  ['cors-missing', /No 'Access-Control-Allow-Origin'|CORS header .Access-Control-Allow-Origin. missing/i],
  [
    'body-not-parsed',
    /of 'req\.body' as it is undefined|destructure property .{1,60} of ['"]undefined['"] or ['"]null['"]/i,
  ],
  ['answered-twice', /headers after they are sent|ERR_HTTP_HEADERS_SENT/i],
  ['heap-full', /heap out of memory/i],
  ['package-json-missing', /ENOENT[\s\S]{0,200}open ['"][^'"\n]{0,300}package\.json/i],
  ['jwt-expired', /jwt expired|TokenExpiredError/i],
  [
    'jwt-signature',
    /JsonWebTokenError[\s\S]{0,60}invalid signature|invalid signature[\s\S]{0,60}JsonWebTokenError/i,
  ],
  ['jwt-malformed', /jwt malformed/i],
  [
    'maybe-undefined',
    /TS\d{4}[\s\S]{0,300}'(?:undefined|null)' is not assignable|TS(?:2532|18047|18048|2531)/i,
  ],
  ['type-mismatch', /TS(?:2345|2322)\b/],
  ['package-not-installed', /Cannot find (?:module|package) ['"](?![./])[^'"\n]{1,100}['"]|No module named/i],
  ['file-not-imported', /Cannot find module ['"][./]/i],
  ['test-too-slow', /Exceeded timeout of \d+ ?ms|Async callback was not invoked within/i],
];

/** The name of a known cause; undefined for everything else. */
export const knownCause = (text: string): string | undefined =>
  causes.find(([, pattern]) => pattern.test(text))?.[0];
