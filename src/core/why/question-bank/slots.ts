import type { ErrorKind } from '../kinds.ts';
import { quoteSafely } from '../quote.ts';
import type { PainEntry, WhyChain } from '../types.ts';

const services: readonly (readonly [RegExp, string])[] = [
  [/mongo|27017/i, 'MongoDB'],
  [/postgres|\bpsql\b|\bpg_|\b5432\b|\bpq:|PG::/i, 'Postgres'],
  [/mysql|mariadb|\b3306\b|\bER_/i, 'MySQL'],
  [/redis|\b6379\b|NOAUTH|WRONGPASS/i, 'Redis'],
  [/rabbit|amqp|\b5672\b/i, 'RabbitMQ'],
  [/kafka|\b9092\b/i, 'Kafka'],
  [/elasticsearch|\b9200\b/i, 'Elasticsearch'],
  [/sqlite/i, 'SQLite'],
  [/smtp|\b587\b|nodemailer/i, 'the mail server'],
];
const databaseKinds: readonly ErrorKind[] = ['connection', 'auth', 'database', 'migration'];

/** How a question speaks of what the error is about. */
const subjects: Readonly<Record<ErrorKind, string>> = {
  connection: 'connection',
  dns: 'host name',
  auth: 'login',
  database: 'query',
  migration: 'migration',
  async: 'order of the steps',
  types: 'value and its type',
  network: 'request',
  cors: 'answer of the server to the browser',
  deployment: 'deployed copy',
  memory: 'memory',
  time: 'time or date',
  encoding: 'encoding of the text',
  dependency: 'package and its version',
  module: 'module',
  build: 'build',
  config: 'setting',
  'file-system': 'file or its path',
  'rate-limit': 'number of calls',
  permissions: 'permission',
  test: 'test',
  git: 'repository',
  docker: 'container',
  http: 'request',
  parsing: 'text that is parsed',
  certificate: 'certificate',
  port: 'port',
  null: 'missing value',
  unknown: 'error',
};

export interface Slots {
  readonly tech: string;
  readonly subject: string;
  readonly name?: string;
  readonly said?: string;
}

/** What the questions of this chain can be filled with; everything quoted is safe to show. */
export function slotsOf(entry: PainEntry, chain: WhyChain): Slots {
  const text = `${entry.errorText ?? ''}\n${entry.text}`;
  const service = services.find(([pattern]) => pattern.test(text))?.[1];
  const name = nameIn(chain.headline);
  const said = saidIn(chain);
  return {
    tech: service ?? (databaseKinds.includes(chain.kind) ? 'the database' : 'the other side'),
    subject: subjects[chain.kind],
    ...(name === undefined ? {} : { name: `“${name}”` }),
    ...(said === undefined ? {} : { said: `“${said}”` }),
  };
}

const quotedName = /['"`‘“]([\w][\w-]{1,28}[\w])['"`’”]/;
const settingName = /\b[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){1,4}\b/;

/** The thing that the error names: a module, a table, a field, a setting. */
function nameIn(headline: string): string | undefined {
  const name = quotedName.exec(headline)?.[1] ?? settingName.exec(headline)?.[0];
  return name === undefined || /^(?:E[A-Z]{3,}|ERR?_|undefined|null|localhost|root|masked)/.test(name)
    ? undefined
    : quoteSafely(name, 40);
}

const lead =
  /^(?:(?:because|so|well|ok(?:ay)?|hm+|i (?:think|guess|found|saw|see|noticed)(?: that)?|it (?:seems|turns out)(?: that)?|apparently|maybe|yes|no|oh|ah)[ ,:]+)+/i;
const empty =
  /^(?:yes|no|nope|yep|maybe|idk|ok(?:ay)?|none|nothing|(?:i )?(?:do(?:n'?t| not) know|have no idea)|no idea|not sure)\b.{0,15}$/i;

/** A few words of the last answer that says something. */
function saidIn(chain: WhyChain): string | undefined {
  for (const { answer } of [...chain.steps].reverse()) {
    if (answer === undefined || empty.test(answer.trim())) continue;
    const quote = quoteSafely(answer.trim().replace(lead, ''));
    if (quote !== undefined && quote.length >= 6) return quote;
  }
  return undefined;
}

/** The question with its slots filled; undefined where one is missing. */
export function fill(template: string, slots: Slots): string | undefined {
  let complete = true;
  const filled = template.replace(/\{(tech|subject|name|said)\}/g, (_, slot: keyof Slots) => {
    const value = slots[slot];
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? filled : undefined;
}
