import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { maskSecrets } from '../../../src/core/log/masking.ts';
import { runs } from '../../deep.ts';
import { errorWithSecret, fakeSecrets, leftover, wrapped } from './fake-secrets.ts';

const masked = (text: string): string => maskSecrets(text).text;

describe('secrets in an error text', () => {
  it('are of more than twenty kinds here', () => {
    expect(fakeSecrets.length).toBeGreaterThan(40);
  });

  test('100 of them, of every kind, leave nothing behind', () => {
    const each = fakeSecrets.flatMap((kind) => fc.sample(kind, { numRuns: 2, seed: 7 }));
    expect(each.length).toBeGreaterThanOrEqual(100 - 2);
    for (const { kind, pasted, secret } of each)
      expect([kind, leftover(masked(pasted), secret)]).toEqual([kind, undefined]);
  });

  it('leave nothing behind in any surroundings', () => {
    fc.assert(
      fc.property(errorWithSecret, ({ text, secret }) => {
        expect(leftover(masked(text), secret)).toBeUndefined();
      }),
      runs(800),
    );
  });

  it.each([
    ['eyJabcde.fghij', 'jwt'],
    ['xoxb-abcdefghij', 'slack-token'],
    ['sk-ant-abcdefghij', 'anthropic-key'],
    ['rk_live_abcdefghij', 'stripe-key'],
  ])('are found however short they are: %s', (secret, kind) => {
    for (const text of [secret, `it was ${secret} I think`, `one\n${secret}`])
      expect(masked(text)).toBe(text.replace(secret, `[masked ${kind}]`));
  });

  it('leave nothing behind when a terminal has broken them over lines', () => {
    const breakable = /key$|token$|JWT|secret$/;
    fc.assert(
      fc.property(errorWithSecret, fc.integer({ min: 60, max: 120 }), ({ kind, text, secret }, width) => {
        fc.pre(breakable.test(kind));
        const whole = masked(wrapped(text, width)).replaceAll('\n', '');
        expect(leftover(whole, secret)).toBeUndefined();
      }),
      runs(400),
    );
  });

  it('are masked once: masking again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(errorWithSecret, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', ' ', '\n', '='),
        (errors, glue) => {
          const once = masked(errors.map(({ text }) => text).join(glue));
          expect(maskSecrets(once)).toEqual({ text: once, masked: [] });
        },
      ),
      runs(200),
    );
  });

  it('are counted by kind', () => {
    const text = `password=${'hunter'}2 and redis://:${'pass'}w0rd@localhost, PGPASSWORD=${'tiger'}9`;
    expect(maskSecrets(text)).toEqual({
      text: 'password=[masked password] and redis://:[masked url-password]@localhost, PGPASSWORD=[masked password]',
      masked: [
        { kind: 'password', count: 2 },
        { kind: 'url-password', count: 1 },
      ],
    });
  });

  it('leave the rest of an address in place', () => {
    expect(masked(`postgres://ada:${'s3cr'}et@db.example.com:5432/ships?sslmode=require`)).toBe(
      'postgres://ada:[masked url-password]@db.example.com:5432/ships?sslmode=require',
    );
  });
});

const ordinary = [
  'id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 not found',
  'commit dcf260757d4e5c1f6f8a9b0c1d2e3f4a5b6c7d8e broke the build',
  'CastError: Cast to ObjectId failed for value "507f1f77bcf86cd799439011" at path "_id"',
  'E11000 duplicate key error collection: ships.users index: slug_1 dup key: { slug: "hello" }',
  'duplicate key value violates unique constraint "users_pkey" Key: (id)=(42) already exists.',
  '    at Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)',
  '    at file:///Users/ada/Projects/ships/dist/auth/token-service.js:104:19',
  'C:\\Users\\ada\\code\\ships\\src\\Password.ts:12:7',
  'node_modules/.pnpm/@babel+core@7.24.0_supports-color@5.5.0/node_modules/@babel/core/lib/index.js',
  'npm error 404 Not Found - GET https://packages.example.org/@ada%2fships - Not found',
  '"integrity": "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'image: node:20.19.1-alpine3.19@sha256:7a91aa397f2e2dfbfcdad2e2d72599f374e0b0172be1d86eeb73f1d33f36a4b2',
  'the password is wrong, and the token is expired',
  'JsonWebTokenError: invalid token',
  'TokenExpiredError: jwt expired at 2026-11-21T08:00:00.000Z',
  'SyntaxError: Unexpected token < in JSON at position 0',
  'SyntaxError: Unexpected token: punc (})',
  'User validation failed: password: Path `password` is required.',
  '{"errors":{"password":"must be at least 8 characters"}}',
  "Access denied for user 'root'@'localhost' (using password: YES)",
  'FATAL: password authentication failed for user "ada"',
  'error: password: required, token: missing',
  'const token = req.headers.authorization?.split(" ")[1];',
  'const password = process.env.DB_PASSWORD;',
  'await user.create({ email, password: hashedPassword, token: null });',
  'interface Login { email: string; password: string; }',
  'if (password === user.password) return next();',
  'PASSWORD_FILE=/run/secrets/db TOKEN_EXPIRY=3600 MAX_TOKENS=4096',
  'DB_PASSWORD=$DB_PASSWORD and API_KEY=<your key> and SECRET_KEY=',
  'POST /api/auth/reset-password/ 401 12.345 ms - 27',
  'http://localhost:3000/callback?user=ada@2 and http://ada@localhost/x',
  'git@github.com:ada/ships.git (fetch)',
  'handler@app.js:3:5 and icon@2x.png and express@4.18.2',
  'Bearer token missing; use Basic authentication or Bearer authentication',
  'WWW-Authenticate: Basic realm="ships"',
  'sk-fading-circle-container is a class, task-management-board is a page',
  'Error: secretOrPrivateKey must have a value',
  'cache-key: node-modules-linux-x64-package-lock',
  'ReferenceError: key is not defined at key:value',
  'SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDPsIgcQNhC1FVOQ0s fingerprint mismatch',
  'Tests: pass=12 fail=3 token: 14 line 3',
  'ECONNREFUSED ::1:27017 and 10.0.0.12:5432 after 30000ms',
  'https://example.com/@ada/posts?page=2&key=name&sort=asc',
  'arn:aws:iam::123456789012:user/ada is not authorized to perform: s3:ListBucket',
];

describe('ordinary text', () => {
  it.each(ordinary)('stays as it is: %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('stays as it is when all of it stands in one message', () => {
    expect(masked(ordinary.join('\n'))).toBe(ordinary.join('\n'));
  });
});

describe('hostile text of 100 kB', () => {
  const pieces = [
    'password=',
    'a',
    'a.',
    'eyJ',
    'a://a:',
    `${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}`,
    'key: ',
    'cookie: ',
  ];
  const more = [
    '"password":"',
    'sk-',
    'SG.',
    'mysql -',
    'x@',
    '\nA1b',
    '[masked jwt]',
    '%20',
    'A1b2/',
    'Bearer ',
    ' ',
    '\\n',
  ];

  it.each([...pieces, ...more])('costs in proportion to its length: %j', (piece) => {
    const cost = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const before = process.cpuUsage();
      maskSecrets(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    cost(2_000);
    // The cheapest of some tries each: what else the machine does makes a try dearer, and none cheaper.
    const cheapest = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
    const growth = (): number => cheapest.long / cheapest.short;
    for (let tries = 0; tries < 3 || (tries < 30 && growth() >= 9); tries++) {
      cheapest.short = Math.min(cheapest.short, cost(25_000));
      cheapest.long = Math.min(cheapest.long, cost(100_000));
    }
    expect(growth()).toBeLessThan(9);
  });
});
