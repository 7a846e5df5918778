/** What is built, part by part: each part is sketched, built, tested, and sometimes more. */
export const projects = {
  'URL shortener': {
    tag: 'http',
    parts: [
      'the redirect endpoint',
      'short codes in base 62',
      'the table of links',
      'a form to add a link',
      'expiry dates',
      'a counter of clicks',
      'the 404 page',
      'custom aliases',
      'the deploy script',
      'a health check',
    ],
  },
  'rate limiter': {
    tag: 'redis',
    parts: [
      'a token bucket in memory',
      'the bucket in Redis',
      'the Lua script for refills',
      'headers that say what is left',
      'limits per API key',
      'a fallback when Redis is gone',
      'the load test',
      'the middleware for Express',
      'limits in the config file',
    ],
  },
  'webhook inbox': {
    tag: 'node',
    parts: [
      'signature checks',
      'the inbox table',
      'retries with back-off',
      'replays by event id',
      'a page that lists failures',
      'time-outs for slow receivers',
      'the cleanup job',
      'an alert on three failures',
      'the outbox pattern',
    ],
  },
  'invoice API': {
    tag: 'postgres',
    parts: [
      'the invoice schema',
      'totals in cents',
      'VAT by country',
      'a PDF of an invoice',
      'payments that arrive twice',
      'numbering without gaps',
      'the search by customer',
      'pagination by cursor',
      'roles for accountants',
      'a migration of old invoices',
    ],
  },
  'job queue': {
    tag: 'postgres',
    parts: [
      'the jobs table',
      'claims with SKIP LOCKED',
      'a lease that expires',
      'the worker loop',
      'delayed jobs',
      'a dead letter list',
      'graceful shutdown',
      'metrics of waiting time',
      'priorities',
      'a dashboard of stuck jobs',
    ],
  },
  'chat server': {
    tag: 'websocket',
    parts: [
      'the WebSocket handshake',
      'rooms',
      'presence',
      'a history of messages',
      'reconnecting without losing messages',
      'typing signs',
      'limits on message size',
      'heartbeats',
      'a client in the terminal',
    ],
  },
  'recipe search': {
    tag: 'search',
    parts: [
      'an import of 2,000 recipes',
      'an inverted index',
      'stemming',
      'ranking by TF-IDF',
      'typo tolerance',
      'filters by ingredient',
      'a cache of popular searches',
      'suggestions while typing',
      'the benchmark',
    ],
  },
  'metrics board': {
    tag: 'docker',
    parts: [
      'a collector of host metrics',
      'the time series table',
      'downsampling by the hour',
      'a chart of the last day',
      'alerts by mail',
      'the compose file',
      'retention',
      'a login',
      'percentiles',
    ],
  },
  'file store': {
    tag: 'storage',
    parts: [
      'uploads in chunks',
      'hashes of the content',
      'signed download links',
      'a quota per user',
      'the folder tree',
      'resuming a broken upload',
      'deduplication',
      'virus scans in the background',
    ],
  },
} as const;

export type ProjectName = keyof typeof projects;

const stages = ['Sketched', 'Built', 'Tested', 'Cleaned up', 'Wrote docs for'];

/** The entries of a project, in their order: three stages of a part, one after the other, then the next one. */
export function stepsOf(name: ProjectName): readonly { readonly text: string; readonly tag: string }[] {
  const { parts, tag } = projects[name];
  return parts.flatMap((part, index) =>
    [0, 1, 2, ...(index % 3 === 0 ? [3] : []), ...(index % 4 === 1 ? [4] : [])].map((stage) => ({
      text: `${stages[stage]} ${part}`,
      tag,
    })),
  );
}
