/** What an error is about, in the words of a backend developer; the question bank has a file for each. */
export const errorKinds = [
  'connection',
  'dns',
  'auth',
  'database',
  'migration',
  'async',
  'types',
  'network',
  'cors',
  'deployment',
  'memory',
  'time',
  'encoding',
  'dependency',
  'module',
  'build',
  'config',
  'file-system',
  'rate-limit',
  'permissions',
  'test',
  'git',
  'docker',
  'http',
  'parsing',
  'certificate',
  'port',
  'null',
  'unknown',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** The first that matches names the kind: the narrow before the wide. */
const patterns: readonly (readonly [ErrorKind, RegExp])[] = [
  ['cors', /\bCORS\b|Access-Control-Allow|cross-origin|preflight/i],
  ['rate-limit', /\b429\b|too many requests|rate.?limit|quota (?:exceeded|reached)|throttl/i],
  [
    'memory',
    /heap out of memory|out of memory|OOM ?kill|OOMKilled|heap limit|MemoryError|exit code 137|ERR_WORKER_OUT_OF_MEMORY/i,
  ],
  [
    'port',
    /EADDRINUSE|address already in use|port is already allocated|port (?:\d+ )?(?:is|was|may) (?:already )?(?:be )?in use|Bind for \S+ failed/i,
  ],
  [
    'certificate',
    /self.?signed|certificate|CERT_|UNABLE_TO_VERIFY|TLS handshake|SSL routines|ERR_SSL|ERR_TLS/i,
  ],
  [
    'dns',
    /ENOTFOUND|EAI_AGAIN|getaddrinfo|could not (?:translate host name|resolve host)|name or service not known|querySrv/i,
  ],
  ['git', /(?:^|\s)fatal: (?!.{0,40}(?:role|database|password|sorry))/m],
  [
    'git',
    /\bgit (?:push|pull|merge|rebase|clone|checkout)\b|\(publickey\)|merge conflict|CONFLICT \(|non-fast-forward|failed to push|detached HEAD/i,
  ],
  [
    'docker',
    /\bdocker\b|daemon|Dockerfile|container|no such image|failed to solve|\bcompose\b.*(?:error|fail)/i,
  ],
  [
    'migration',
    /migrat|P30\d\d|alembic|flyway|liquibase|knex.*lock|relation \S+ (?:does not|already) exist|no such table|UndefinedTable|Unknown column|column \S+ (?:of relation \S+ )?does not exist|ER_NO_SUCH_TABLE|ER_BAD_FIELD|42P01|42P07|42703/i,
  ],
  [
    'auth',
    /password authentication|authentication failed|Authentication failed|bad auth|Access denied for user|ER_ACCESS_DENIED|ER_NOT_SUPPORTED_AUTH_MODE|authentication protocol|JsonWebToken|TokenExpired|\bjwt\b|invalid[_ ](?:token|signature|credentials|grant|api key)|unauthori[sz]ed|\b401\b|NOAUTH|WRONGPASS|28P01|28000|passport|oauth/i,
  ],
  [
    'connection',
    /ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|connection (?:refused|reset|terminated|timed out|closed)|could not connect|can.?t reach database|P100[0-3]|P1017|socket hang up|ServerSelection|buffering timed out|too many (?:clients|connections)|connect timeout/i,
  ],
  [
    'database',
    /E11000|duplicate (?:key|entry)|unique constraint|P20\d\d|deadlock|SQLSTATE|violates|foreign key|ER_[A-Z_]+|Mongo\w*Error|CastError|Sequelize|QueryFailed|Prisma|syntax error at or near|sqlite|psql|postgres|mysql|database is locked|ValidationError/i,
  ],
  [
    'test',
    /\bjest\b|vitest|mocha|pytest|AssertionError|expect\(|test (?:timed out|failed|suite)|Exceeded timeout|flaky|Async callback was not invoked|supertest|\bassert\b/i,
  ],
  [
    'types',
    /\bTS\d{4,5}\b|not assignable|Property '\S+' does not exist on type|implicitly has an 'any'|type error|mypy|tsc\b/i,
  ],
  [
    'encoding',
    /Unicode\w*Error|codec can.?t|invalid (?:start|continuation) byte|incorrect string value|ER_TRUNCATED_WRONG_VALUE|malformed utf|mojibake|charset|invalid byte sequence|URI malformed/i,
  ],
  [
    'parsing',
    /in JSON|JSON\.parse|not valid JSON|Unexpected (?:token|end of|identifier|string|number)|SyntaxError|YAML|parse error|invalid syntax|IndentationError|malformed/i,
  ],
  [
    'module',
    /ERR_REQUIRE_ESM|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND|Cannot find (?:module|package)|import statement outside|ModuleNotFoundError|ImportError|does not provide an export|exports is not defined|require is not defined|ERR_UNKNOWN_FILE_EXTENSION|is not a constructor/i,
  ],
  [
    'dependency',
    /ERESOLVE|peer dep|dependency tree|npm ERR! 40\d|ETARGET|E404|EINTEGRITY|lockfile|lock file|EUSAGE|node-gyp|gyp ERR|pip\b.*(?:error|conflict)|No matching distribution|version conflict|EBADENGINE|npm (?:ERR|error)[\s\S]{0,400}peer /i,
  ],
  [
    'permissions',
    /EACCES|EPERM|permission denied|access denied|operation not permitted|\b403\b|forbidden|not authori[sz]ed|insufficient privilege|must be owner/i,
  ],
  [
    'file-system',
    /ENOENT|ENOSPC|EMFILE|EISDIR|ENOTDIR|EEXIST|EBUSY|EROFS|no such file|no space left|FileNotFoundError|too many open files|file watchers/i,
  ],
  [
    'time',
    /time ?zone|\bDST\b|invalid (?:date|time value)|RangeError: Invalid|toISOString|strptime|clock skew|off by one day|(?:wrong|right|one|next|previous) (?:day|date|hour)\b|\bmidnight\b|\byesterday\b|\bUTC\b.*(?:wrong|off|late|early|shift)|local time|cron/i,
  ],
  [
    'async',
    /unhandled ?(?:promise)? ?rejection|ERR_HTTP_HEADERS_SENT|headers after they are sent|await\b|promise|callback (?:was already|is not)|race condition|deadlock detected|event loop|\[object Promise\]|never resolves|is not iterable/i,
  ],
  [
    'config',
    /environment variable|\.env\b|process\.env|dotenv|config(?:uration)? (?:error|file|is)|missing required|is not set|undefined variable|INVALID_(?:URL|ARG)|invalid url|must be a (?:string|number)|ERR_INVALID_ARG|secretOrPrivateKey/i,
  ],
  [
    'deployment',
    /heroku|\bH1[0-9]\b|\bR1[0-5]\b|render\.com|vercel|netlify|railway|fly\.io|kubernetes|CrashLoop|502 bad gateway|503 service|504 gateway|nginx|\bpm2\b|deploy|cold start|health ?check/i,
  ],
  [
    'build',
    /webpack|vite\b|rollup|esbuild|babel|digital envelope|ERR_OSSL|compil|build failed|make: \*\*\*|ELIFECYCLE|exited with (?:code|status)/i,
  ],
  [
    'network',
    /\bfetch failed|socket|network|proxy|timeout|timed out|ERR_NETWORK|ERR_CONNECTION|unreachable|EHOSTUNREACH|ENETUNREACH|websocket/i,
  ],
  [
    'null',
    /Cannot (?:read|set) propert|of (?:undefined|null)|is (?:not defined|undefined|null)|is not a function|Cannot destructure|NoneType|NullPointer|nil pointer|AttributeError|KeyError/i,
  ],
  [
    'http',
    /\b(?:40[04-9]|41\d|42\d|50\d)\b|status code|bad request|Cannot (?:GET|POST|PUT|PATCH|DELETE) \/|PayloadTooLarge|request entity too large|internal server error|method not allowed/i,
  ],
];

/** The kind of an error text; `headline` decides before the rest. */
export function kindOf(headline: string, text: string): ErrorKind {
  for (const part of [headline, text]) {
    const found = patterns.find(([, pattern]) => pattern.test(part));
    if (found) return found[0];
  }
  return 'unknown';
}
