import fc from 'fast-check';

/** A made-up secret as it is pasted, and the part of it of which nothing may remain. */
export interface FakeSecret {
  readonly kind: string;
  readonly pasted: string;
  readonly secret: string;
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const digits = '0123456789';
const hexDigits = `${digits}abcdef`;
const base62 = upper + lower + digits;

/** Evenly mixed characters, as generators of secrets make them (a run of one letter is no secret). */
const of = (alphabet: string, length: number, max = length): fc.Arbitrary<string> =>
  fc.tuple(fc.integer({ min: length, max }), fc.noBias(fc.nat())).map(([count, seed]) => {
    let state = seed;
    const next = (): string => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return alphabet[(state >>> 8) % alphabet.length]!;
    };
    return Array.from({ length: count }, next).join('');
  });
const base64 = (bytes: number): fc.Arbitrary<string> =>
  of(`${base62}+/`, bytes).map((text) => Buffer.from(text, 'latin1').toString('base64'));
const password = of(`${base62}!*_-`, 11, 20).map((word) => `q7X${word}`);

/** Written in pieces, so that no scanner takes this file for one that holds secrets. */
const glue = (...pieces: string[]): string => pieces.join('');

const plain = (kind: string, prefix: string, rest: fc.Arbitrary<string>): fc.Arbitrary<FakeSecret> =>
  rest.map((secret) => ({ kind, pasted: prefix + secret, secret }));
const around = (
  kind: string,
  rest: fc.Arbitrary<string>,
  paste: (secret: string) => string,
): fc.Arbitrary<FakeSecret> => rest.map((secret) => ({ kind, pasted: paste(secret), secret }));

const jwtPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const pemLines = base64(144).map((text) => text.match(/.{1,64}/g)!.join('\n'));
const dashes = '-'.repeat(5);
const pem = (label: string, body: string): string =>
  `${dashes}BEGIN ${label}${dashes}\n${body}\n${dashes}END ${label}${dashes}`;

/** One arbitrary per kind: what learners of backend development have on their screens. */
export const fakeSecrets: readonly fc.Arbitrary<FakeSecret>[] = [
  plain('AWS key id', glue('AK', 'IA'), of(upper + digits, 16)),
  around('AWS secret', of(base62, 40), (it) => `aws_secret_access_key = ${it}`),
  around('AWS secret in JSON', of(`${base62}/+`, 40), (it) => `{"SecretAccessKey":"${it}","Version":1}`),
  plain('Google API key', glue('AI', 'za'), of(`${base62}_-`, 35)),
  plain('Google OAuth secret', glue('GOC', 'SPX-'), of(`${base62}_-`, 28)),
  around('service account key', pemLines, (it) => JSON.stringify({ private_key: pem('PRIVATE KEY', it) })),
  around(
    'Azure connection string',
    base64(64),
    (it) => `AccountName=ships;AccountKey=${it};EndpointSuffix=core.windows.net`,
  ),
  around(
    'Azure SAS',
    of(base62, 43),
    (it) => `https://ships.blob.core.windows.net/a?sv=2024&sig=${it}1%3D&se=2`,
  ),
  plain('DigitalOcean token', glue('dop', '_v1_'), of(hexDigits, 64)),
  plain('GitHub token', glue('gh', 'p_'), of(base62, 36)),
  plain('GitHub fine-grained token', glue('github', '_pat_'), of(`${base62}_`, 82)),
  plain('GitLab token', glue('gl', 'pat-'), of(`${base62}_-`, 20)),
  plain('npm token', glue('np', 'm_'), of(base62, 36)),
  around('npmrc', of(hexDigits, 36), (it) => `//packages.example.org/:_authToken=${it}`),
  plain('PyPI token', glue('py', 'pi-', 'AgE'), of(`${base62}_-`, 100)),
  plain(
    'Slack token',
    glue('xo', 'xb-'),
    of(digits, 12).chain((n) => of(base62, 24).map((s) => `${n}-${n}-${s}`)),
  ),
  around(
    'Slack webhook',
    of(base62, 24),
    (it) => `https://hooks.slack.com/services/${glue('T0', 'A')}/B0C/${it}`,
  ),
  of(base62, 38).map((it) => {
    const secret = `${Buffer.from('123456789012345678').toString('base64')}.GaBcDe.${it}`;
    return { kind: 'Discord token', pasted: secret, secret };
  }),
  around('Discord webhook', of(base62, 68), (it) => `https://discord.com/api/webhooks/1234567890123/${it}`),
  plain('Stripe key', glue('sk', '_live_'), of(base62, 24)),
  plain('Stripe webhook secret', glue('wh', 'sec_'), of(base62, 32)),
  plain('OpenAI key', glue('sk', '-proj-'), of(`${base62}_-`, 120)),
  plain(
    'older OpenAI key',
    glue('sk', '-'),
    of(base62, 45).map((it) => `${it.slice(0, 20)}T3BlbkFJ${it}`),
  ),
  plain('Anthropic key', glue('sk', '-ant-', 'api03-'), of(`${base62}_-`, 95)),
  of(base62, 65).map((it) => {
    const secret = `${it.slice(0, 22)}.${it.slice(22)}`;
    return { kind: 'SendGrid key', pasted: glue('S', 'G.', secret), secret };
  }),
  plain('Twilio key', 'SK', of(hexDigits, 32)),
  around('Twilio auth token', of(hexDigits, 32), (it) => `TWILIO_AUTH_TOKEN=${it}`),
  plain(
    'Telegram token',
    '7123456789:',
    of(`${base62}_-`, 33).map((it) => `AA${it}`),
  ),
  of(base62, 43).map((it) => {
    const body = jwtPart({ sub: it.slice(0, 9), iat: 1 });
    return {
      kind: 'JWT',
      pasted: `${jwtPart({ alg: 'HS256', typ: 'JWT' })}.${body}.${it}`,
      secret: `${body}.${it}`,
    };
  }),
  around(
    'bearer header',
    of(base62, 30).map((it) => `${it}7`),
    (it) => `Authorization: Bearer ${it}`,
  ),
  around(
    'basic header',
    password.map((it) => Buffer.from(`ada:${it}`).toString('base64')),
    (it) => `-H 'authorization: Basic ${it}'`,
  ),
  around(
    'MongoDB URL',
    password,
    (it) => `mongodb+srv://ada:${it}@cluster0.ab1cd.mongodb.net/ships?retryWrites=true`,
  ),
  around('Postgres URL', password, (it) => `postgres://ada:${it}@db.example.com:5432/ships`),
  around(
    'unescaped URL',
    password.map((it) => `${it}@/${it}`),
    (it) => `postgresql://ada:${it}@localhost:5432/ships`,
  ),
  around('Redis URL', password, (it) => `redis://:${it}@127.0.0.1:6379/0`),
  around('HTTPS remote', password, (it) => `https://ada:${it}@git.example.com/ada/ships.git`),
  around('.env line', password, (it) => `DB_PASSWORD=${it}`),
  around(
    '.env line with signs',
    password.map((it) => `${it}&#;${it}`),
    (it) => `export JWT_SECRET=${it}`,
  ),
  around('PGPASSWORD', password, (it) => `PGPASSWORD=${it} psql -h localhost -U ada ships`),
  around(
    'api_key',
    of(base62, 30).map((it) => `${it}4`),
    (it) => `api_key: ${it}`,
  ),
  around('JSON field', password, (it) => `{"user":"ada","password":"${it}","remember":true}`),
  around('escaped JSON field', password, (it) => `"body":"{\\"password\\":\\"${it}\\"}"`),
  around('option', password, (it) => `mysql -u root --password ${it} ships`),
  around('YAML field', of(lower, 12), (it) => `db:\n  password: ${it}\n  port: 5432`),
  around('curl user', password, (it) => `curl -u ada:${it} https://api.example.com`),
  around('PEM key', pemLines, (it) => pem('RSA PRIVATE KEY', it)),
  around('OpenSSH key', pemLines, (it) => pem('OPENSSH PRIVATE KEY', it)),
  around('cut-off key', pemLines, (it) => pem('EC PRIVATE KEY', it).slice(0, -30)),
  around('e-mail address', of(lower + digits, 12), (it) => `${it}@mail${it}.org`),
  around(
    'session cookie',
    of(base62, 32).map((it) => `s%3A${it}.${it}`),
    (it) => `Cookie: theme=dark; connect.sid=${it}`,
  ),
];

const surroundings: readonly ((it: string) => string)[] = [
  (it) => it,
  (it) =>
    `Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect (net.js:1141:16)\n${it}\n`,
  (it) => `2026-11-21T08:00:00Z ERROR request failed\n  ${it}\n    at /app/src/server.ts:12:7`,
  (it) =>
    `Traceback (most recent call last):\n  File "app.py", line 3, in <module>\n    connect("x")\nValueError: ${it}`,
  (it) => `> ships@1.0.0 start\n> node server.js\n\n${it}\n\nnpm ERR! code ELIFECYCLE\nnpm ERR! errno 1`,
  (it) => `I ran it and got this: ${it}\nwhat now?`,
];

export const errorWithSecret: fc.Arbitrary<FakeSecret & { readonly text: string }> = fc
  .tuple(fc.oneof(...fakeSecrets), fc.constantFrom(...surroundings))
  .map(([it, surround]) => ({ ...it, text: surround(it.pasted) }));

/** Breaks every line at the width of a terminal, as copying out of one does. */
export const wrapped = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '')
    .join('\n');

/** A piece of eight characters of the secret that is still in the text. */
export function leftover(text: string, secret: string): string | undefined {
  for (let at = 0; at + 8 <= secret.length; at++) {
    const piece = secret.slice(at, at + 8);
    if (text.includes(piece)) return piece;
  }
  return undefined;
}
