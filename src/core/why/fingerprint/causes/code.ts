import type { NamedCause } from './named-cause.ts';

/** What a runtime, a compiler or a test runner says of a program. */
export const codeCauses: readonly NamedCause[] = [
  ['heap-full', /heap out of memory|OutOfMemoryError: Java heap/i],
  ['stack-overflow', /Maximum call stack size exceeded|maximum recursion depth|StackOverflowError/i],
  ['package-json-missing', /ENOENT[\s\S]{0,200}open ['"][^'"\n]{0,300}package\.json/i],
  ['env-file-missing', /ENOENT[^\n]{0,80}open ['"][^'"\n]{0,300}\.env\b/i],
  ['program-missing', /spawn [^\n]{0,200}ENOENT/],
  ['link-forbidden', /(?:EPERM|EACCES)[^\n]{0,60}\bsymlink\b/],
  [
    'maybe-undefined',
    /TS\d{4}[\s\S]{0,300}'(?:undefined|null)' is not assignable|TS(?:2532|18047|18048|2531)/i,
  ],
  ['type-mismatch', /TS(?:2345|2322)\b/],
  ['folder-imported', /ERR_UNSUPPORTED_DIR_IMPORT/],
  ['ending-unknown', /ERR_UNKNOWN_FILE_EXTENSION/],
  ['export-missing', /does not provide an export named/i],
  ['import-in-a-circle', /partially initialized module/i],
  [
    'package-not-installed',
    /Cannot find (?:module|package) ['"](?![./]|[A-Za-z]:[\\/])[^'"\n]{1,100}['"]|No module named/i,
  ],
  [
    'import-without-ending',
    /Cannot find module ['"][^'"\n]{0,400}[/\\][^'"\n/\\.]{1,80}['"]\s{1,3}imported from/i,
  ],
  ['file-not-imported', /Cannot find module ['"](?:[./]|[A-Za-z]:[\\/])/i],
  ['esm-required', /ERR_REQUIRE_ESM|require\(\) of ES Module/i],
  ['import-outside-module', /Cannot use import statement outside a module/i],
  ['require-in-module', /(?:require|exports|module|__dirname) is not defined in ES module/i],
  ['await-outside-async', /await is only valid in async/i],
  ['never-awaited', /was never awaited/i],
  ['event-loop-closed', /Event loop is closed/i],
  ['circular-json', /Converting circular structure to JSON/i],
  ['not-serializable', /is not JSON serializable/i],
  ['date-invalid', /Invalid time value/i],
  ['indentation', /IndentationError|TabError/],
  ['null-dereferenced', /nil pointer dereference|NullPointerException/],
  ['not-utf8', /codec can.?t decode|invalid (?:start|continuation) byte|invalid byte sequence for encoding/i],
  [
    'test-too-slow',
    /Exceeded timeout of \d+ ?ms|Async callback was not invoked within|Test timed out in \d+ ?ms/i,
  ],
];
