import type { SampleError } from './types.ts';

export const codeErrors: readonly SampleError[] = [
  {
    id: 'headers-sent',
    text: 'express crashes on wrong password',
    errorText:
      'Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client\n    at ServerResponse.setHeader (node:_http_outgoing:652:11)',
    answers: [
      'the 401 and the 200',
      'the if answers and then the code goes on',
      'there is no return',
      'I thought json ends the function',
      'I never looked at what comes after',
    ],
    topic: 'request answer send handler response branch path line',
    givesAway: /return before|add a return|missing return/i,
  },
  {
    id: 'unhandled',
    text: 'process dies at night',
    errorText:
      '[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block]\nError: socket hang up',
    answers: [
      'the call to the weather api',
      'it is in setInterval',
      'nobody awaits it',
      'there is no catch',
      'I thought try around setInterval would catch it',
    ],
    topic: 'promise call catch await wait failure connection request',
    givesAway: /try\/catch|\.catch/i,
  },
  {
    id: 'foreach-async',
    text: 'report is empty',
    errorText:
      'Expected 12 rows in the report, got 0. No error. The log shows "report sent" before "row loaded".',
    answers: [
      'forEach with an async function',
      'forEach does not wait',
      'so the report is sent before',
      'in the tests there was only one row',
      'I assumed await works everywhere',
    ],
    topic: 'order wait row report step sent load expected happen line log',
    givesAway: /for \.\.\. of|Promise\.all/i,
  },
  {
    id: 'ts-undefined',
    text: 'tsc fails after turning on strict',
    errorText:
      "src/ships.ts(12,18): error TS2345: Argument of type 'string | undefined' is not assignable to parameter of type 'string'.\n  Type 'undefined' is not assignable to type 'string'.",
    answers: [
      'process.env.PORT',
      'it is missing in the tests',
      'then the server listens on undefined',
      'it took a random port',
      'nobody had ever started it without a .env',
    ],
    topic: 'value type missing undefined path compiler case',
    givesAway: /as string|non-null|!/i,
  },
  {
    id: 'ts-property',
    text: 'json from the api',
    errorText: "error TS2339: Property 'items' does not exist on type 'unknown'.",
    answers: [
      'the answer of fetch',
      'the api documents items',
      'but an error has no items',
      'we never check the status',
      'I believed the docs cover every case',
    ],
    topic: 'type object compiler value shape api',
    givesAway: /as any|zod/i,
  },
  {
    id: 'cors-missing',
    text: 'react cannot call my api',
    errorText:
      "Access to fetch at 'http://localhost:4000/ships' from origin 'http://localhost:5173' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    answers: [
      'curl shows 500 and no header',
      'the handler throws',
      'cors is registered after the routes',
      'the error handler answers before it',
      'I did not know the order counts',
    ],
    topic: 'header browser server origin answer request preflight',
    givesAway: /app\.use\(cors|cors\(\)/i,
  },
  {
    id: 'cors-credentials',
    text: 'cookies are not sent',
    errorText:
      "Access to XMLHttpRequest at 'https://api.ships.dev/me' from origin 'https://ships.dev' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    answers: [
      'yes with a cookie',
      'the server says *',
      'it was fine before there was a login',
      'we copied the line from a tutorial',
      'nobody knew what it allows',
    ],
    topic: 'header browser server origin cookie credentials request answer',
    givesAway: /exact origin|credentials: true/i,
  },
  {
    id: 'boot-timeout',
    text: 'heroku kills my app',
    errorText:
      '2026-11-02T17:30:43.255257+00:00 heroku[web.1]: Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 60 seconds of launch',
    answers: [
      'it listens on 3000',
      'the port is a constant',
      'locally that is fine',
      'I did not know the platform chooses the port',
      'I never read the page about web processes',
    ],
    topic: 'port listen process platform start production deploy bind',
    givesAway: /process\.env\.PORT/i,
  },
  {
    id: 'bad-gateway',
    text: '502 after deploy',
    errorText: '502 Bad Gateway\nnginx/1.24.0',
    answers: [
      'the app log is empty',
      'it listens on 127.0.0.1',
      'nginx is in another container',
      'so it cannot reach it',
      'I thought 127.0.0.1 is the whole server',
    ],
    topic: 'answer program front listen reach server deploy log gateway',
    givesAway: /0\.0\.0\.0/i,
  },
  {
    id: 'heap',
    text: 'export of all orders crashes',
    errorText:
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb8d11b node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]',
    answers: [
      'it jumps at the export',
      'all orders are loaded at once',
      'two million',
      'the test data has a hundred',
      'we never asked how large it can get',
    ],
    topic: 'memory grow data large hold amount piece moment records',
    givesAway: /stream|--max-old|cursor/i,
  },
  {
    id: 'timezone',
    text: 'streak shows yesterday in the evening',
    errorText: 'Expected 2026-11-20 but got 2026-11-19 for a user in Sao Paulo, only after 9 pm local time',
    answers: [
      'after 21:00 local',
      'that is midnight in UTC',
      'toISOString makes the date',
      'the server is in UTC',
      'I assumed a date is the same everywhere',
    ],
    topic: 'zone date day time hour dates value local clock',
    givesAway: /user.?s zone|Intl/i,
  },
  {
    id: 'invalid-date',
    text: 'import of birthdays',
    errorText: 'RangeError: Invalid time value\n    at Date.toISOString (<anonymous>)',
    answers: [
      '31/12/1999',
      'the csv is from excel',
      'day first',
      'new Date reads month first',
      'we never agreed on a format',
    ],
    topic: 'date text format value time zone wrote',
    givesAway: /parse it with|split/i,
  },
  {
    id: 'unicode',
    text: 'reading the csv of a customer',
    errorText:
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 42: invalid continuation byte",
    answers: [
      'an é',
      'exported from excel on windows',
      'so latin-1',
      'we open everything as utf-8',
      'nobody asks customers for the encoding',
    ],
    topic: 'encoding byte character file text program wrote',
    givesAway: /latin-?1|cp1252/i,
  },
  {
    id: 'eresolve',
    text: 'npm install fails on my machine only',
    errorText:
      'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree\nnpm ERR! Found: react@19.0.0\nnpm ERR! Could not resolve dependency:\nnpm ERR! peer react@"^18.0.0" from @testing-library/react@13.4.0',
    answers: [
      'react and testing-library',
      'I added react without a version',
      'so it took 19',
      'the lock file was not committed',
      'we have no rule about the lock file',
    ],
    topic: 'package version react lock dependency install file ask',
    givesAway: /legacy-peer-deps|npm install react@18/i,
  },
  {
    id: 'module',
    text: 'server does not start after clone',
    errorText: "Error: Cannot find module 'express'\nRequire stack:\n- /home/ada/ships/server.js",
    answers: [
      'in /home/ada/ships',
      'there is no node_modules',
      'I ran npm install one folder up',
      'the package.json there is another one',
      'I did not look where I was',
    ],
    topic: 'module folder package install file path start program',
    givesAway: /npm install express/i,
  },
  {
    id: 'esm',
    text: 'chalk update breaks the cli',
    errorText:
      'Error [ERR_REQUIRE_ESM]: require() of ES Module /app/node_modules/chalk/source/index.js from /app/cli.js not supported.',
    answers: [
      'cli.js uses require',
      'chalk is 5 now',
      '5 is a module only',
      'dependabot merged it',
      'nobody reads the release notes',
    ],
    topic: 'module package version file system loaded load',
    givesAway: /chalk@4|import\(/i,
  },
];
