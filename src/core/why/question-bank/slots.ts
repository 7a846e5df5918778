import type { ErrorKind } from '../kinds.ts';
import { quoteSafely } from '../quote.ts';
import { saysSomething, withoutLead } from '../says-something.ts';
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
const subjects: Readonly<Record<Exclude<ErrorKind, 'unknown'>, string>> = {
  connection: 'the connection',
  dns: 'the host name',
  auth: 'the login',
  database: 'the query',
  migration: 'the migration',
  async: 'the order of the steps',
  types: 'the value and its type',
  network: 'the request',
  cors: 'what the server answers to the browser',
  deployment: 'the deployed copy',
  memory: 'the memory in use',
  time: 'the date or time',
  encoding: 'the encoding of the text',
  dependency: 'the package and its version',
  module: 'the module',
  build: 'the build',
  config: 'the setting',
  'file-system': 'the file or its path',
  'rate-limit': 'the number of calls',
  permissions: 'the permission',
  test: 'the test',
  git: 'the repository',
  docker: 'the container',
  http: 'the request',
  parsing: 'the text that is parsed',
  certificate: 'the certificate',
  port: 'the port',
  null: 'the missing value',
};

export interface Slots {
  readonly tech: string;
  readonly subject: string;
  readonly name?: string;
  readonly said?: string;
}

/** Whether an error was pasted; without one, only the member's words are there. */
export const hasError = ({ errorText }: PainEntry): boolean => (errorText?.trim() ?? '') !== '';

/** What the questions of this chain can be filled with; everything quoted is safe to show. */
export function slotsOf(entry: PainEntry, chain: WhyChain): Slots {
  const text = `${entry.errorText ?? ''}\n${entry.text}`;
  const service = services.find(([pattern]) => pattern.test(text))?.[1];
  const name = nameIn(chain.headline);
  const said = saidIn(chain);
  return {
    tech: service ?? (databaseKinds.includes(chain.kind) ? 'the database' : 'the other side'),
    subject:
      chain.kind === 'unknown' ? (hasError(entry) ? 'the error' : 'the problem') : subjects[chain.kind],
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

/** A few words of the last answer that says something. */
function saidIn(chain: WhyChain): string | undefined {
  for (const { answer } of [...chain.steps].reverse()) {
    if (answer === undefined || !saysSomething(answer)) continue;
    const quote = quoteSafely(withoutLead(answer));
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
