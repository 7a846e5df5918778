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
  ['esm-required', /ERR_REQUIRE_ESM|require\(\) of ES Module/i],
  ['import-outside-module', /Cannot use import statement outside a module/i],
  ['require-in-module', /(?:require|exports|module|__dirname) is not defined in ES module/i],
  ['peer-conflict', /\bERESOLVE\b/],
  ['native-build-failed', /gyp ERR!|node-gyp|prebuild-install/i],
  ['old-openssl-hash', /ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines/i],
  [
    'watch-limit',
    /number of file watchers reached|watch\b[^\n]{0,300}\bENOSPC|ENOSPC[^\n]{0,80}\bwatch\b|inotify/i,
  ],
  ['disk-full', /ENOSPC|no space left on device/i],
  ['too-many-files', /EMFILE|too many open files/i],
  ['docker-port-taken', /port is already allocated|Bind for \S+ failed/i],
  ['docker-not-running', /cannot connect to the docker daemon|error during connect[\s\S]{0,80}docker/i],
  ['ssh-key-refused', /Permission denied \(publickey/i],
  ['no-right-to-push', /Permission to \S+ denied to|remote: Permission|You are not allowed to push/i],
  [
    'push-behind',
    /non-fast-forward|tip of your current branch is behind|\(fetch first\)|remote contains work/i,
  ],
  ['self-signed-leaf', /DEPTH_ZERO_SELF_SIGNED_CERT|self[- ]signed certificate(?! in certificate chain)/i],
  [
    'self-signed-chain',
    /SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate in certificate chain|UNABLE_TO_(?:VERIFY_LEAF|GET_ISSUER)/i,
  ],
  ['certificate-expired', /CERT_HAS_EXPIRED|certificate has expired/i],
  ['certificate-other-host', /ERR_TLS_CERT_ALTNAME|does not match certificate/i],
  ['json-got-html', /Unexpected token '?<|<!DOCTYPE[^\n]{0,60}not valid JSON/i],
  [
    'json-got-object',
    /Unexpected token '?o'? in JSON at position 1\b|\[object Object\][^\n]{0,20}not valid JSON/i,
  ],
  ['json-cut-off', /Unexpected end of JSON input/i],
  ['not-utf8', /codec can.?t decode|invalid (?:start|continuation) byte|invalid byte sequence for encoding/i],
  [
    'cast-to-id',
    /Cast to ObjectId failed|invalid input syntax for type uuid|BSONError: (?:input|Argument) must be/i,
  ],
  ['redis-password', /NOAUTH|ERR AUTH|Client sent AUTH/],
  [
    'rate-limited',
    /\b429\b[\s\S]{0,80}(?:too many|rate|quota)|too many requests|rate limit (?:exceeded|reached)/i,
  ],
  ['test-too-slow', /Exceeded timeout of \d+ ?ms|Async callback was not invoked within/i],
];

/** The name of a known cause; undefined for everything else. */
export const knownCause = (text: string): string | undefined =>
  causes.find(([, pattern]) => pattern.test(text))?.[0];
