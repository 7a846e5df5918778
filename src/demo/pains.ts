/** What breaks, with what is found out about it. `whys`: answers when asked why, down to the root. */
export interface Pain {
  readonly text: string;
  readonly error: string;
  readonly cause: string;
  readonly fix: string;
  readonly whys: readonly string[];
}

export const pains: readonly Pain[] = [
  {
    text: 'the API cannot reach Postgres in compose',
    error: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
    cause: 'inside the container, localhost is the container itself',
    fix: 'used the service name db as the host',
    whys: [
      'it uses localhost from my .env file',
      'the API runs in a container of its own',
      'I copied the settings from my laptop and assumed localhost means the same everywhere',
    ],
  },
  {
    text: 'seeding the database twice fails',
    error: 'error: duplicate key value violates unique constraint "users_email_key"',
    cause: 'the seed script inserts the same rows on every run',
    fix: 'ON CONFLICT DO NOTHING, and a test that seeds twice',
    whys: ['the same person was inserted twice', 'I ran the script again', 'I never tested a second run'],
  },
  {
    text: 'two workers take the same job',
    error: 'Error: job 4711 was finished twice (worker a, worker b)',
    cause: 'the claim reads first and writes later',
    fix: 'one UPDATE with SKIP LOCKED',
    whys: [
      'both read the row before one wrote it',
      'reading and writing were two statements',
      'I assumed one worker would always be faster',
    ],
  },
  {
    text: 'the server does not start after the deploy',
    error: 'Error: listen EADDRINUSE: address already in use :::3000',
    cause: 'the old process was still running',
    fix: 'the deploy waits until the old process has stopped',
    whys: [
      'port 3000 was taken by the old version',
      'the deploy starts the new one before the old one stops',
      'there was no check that the old one had ended',
    ],
  },
  {
    text: 'the nightly report is a day early in summer',
    error: 'AssertionError: expected 2026-10-25 to equal 2026-10-24',
    cause: 'a day was taken for 24 hours when the clocks changed',
    fix: 'calendar dates instead of milliseconds',
    whys: ['the date was wrong by one', 'the code adds 86,400 seconds', 'I believed every day has 24 hours'],
  },
  {
    text: 'uploads over 1 MB fail behind nginx',
    error: '413 Request Entity Too Large',
    cause: 'nginx allows 1 MB unless told otherwise',
    fix: 'client_max_body_size 20m',
    whys: [
      'the request never reached the app',
      'nginx answered it by itself',
      'I did not know that the proxy has a limit of its own',
    ],
  },
  {
    text: 'the profile page crashes for new users',
    error: "TypeError: Cannot read properties of undefined (reading 'avatar')",
    cause: 'a new user has no profile row yet',
    fix: 'the profile is made with the user',
    whys: ['the profile was undefined', 'the row is made at the first edit', 'nobody tried it as a new user'],
  },
  {
    text: 'the browser refuses the answer of my API',
    error:
      "Access to fetch at 'http://localhost:4000/links' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present",
    cause: 'the error handler answers before the CORS middleware',
    fix: 'moved the CORS middleware to the top',
    whys: [
      'only failing requests were refused',
      'the error handler sits in front of the CORS middleware',
      'I thought the order of middleware does not matter',
    ],
  },
];
