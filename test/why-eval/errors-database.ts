import type { SampleError } from './types.ts';

export const databaseErrors: readonly SampleError[] = [
  {
    id: 'refused-compose',
    text: 'api cannot reach postgres in compose',
    errorText:
      'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1494:16)',
    answers: [
      'it uses localhost and port 5432 from my .env',
      'the api runs in its own container',
      'in the container localhost is the container itself',
      'I copied the .env from my laptop',
      'I assumed localhost always means my computer',
    ],
    topic: 'address port listen host connection database service container network start reach machine',
    givesAway: /service name|use the name of the service|db:5432/i,
  },
  {
    id: 'refused-mongo',
    text: 'mongoose does not connect after the update to node 18',
    errorText:
      'MongooseServerSelectionError: connect ECONNREFUSED ::1:27017\n    at NativeConnection.openUri (/app/node_modules/mongoose/lib/connection.js:825:32)',
    answers: [
      'mongod runs, mongosh connects',
      'mongosh uses 127.0.0.1',
      'node resolves localhost to ::1 now',
      'mongod only listens on 127.0.0.1',
      'I did not know that localhost can be two addresses',
    ],
    topic: 'address port listen host connection client machine service reach',
    givesAway: /127\.0\.0\.1 instead/i,
  },
  {
    id: 'prisma-unreachable',
    text: 'deploy of the migration fails in ci',
    errorText:
      "Error: P1001: Can't reach database server at `localhost:5432`\n\nPlease make sure your database server is running at `localhost:5432`.",
    answers: [
      'in ci only, locally it works',
      'the database is a service of the job',
      'it takes ten seconds until it is ready',
      'the migration starts right away',
      'nobody waits for the database in ci',
    ],
    topic: 'address port listen host connection database service ready start reach place',
    givesAway: /health ?check|wait-for/i,
  },
  {
    id: 'dns-container',
    text: 'worker cannot find redis',
    errorText:
      'Error: getaddrinfo EAI_AGAIN redis\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26)',
    answers: [
      'the name is redis',
      'the worker is started with docker run, not compose',
      'so it is not in the same network',
      'I started it by hand to debug',
      'I never thought about which network a container is in',
    ],
    topic: 'name host network look lookup resolve container server',
    givesAway: /--network/i,
  },
  {
    id: 'mongo-auth',
    text: 'login to atlas fails',
    errorText:
      'MongoServerError: bad auth : authentication failed\n    at Connection.onMessage (/srv/node_modules/mongodb/lib/cmap/connection.js:202:26)',
    answers: [
      'user ships from the connection string',
      'the password has an @ in it',
      'in compass the same password works',
      'the url cuts the password at the @',
      'I did not know that passwords must be encoded in a url',
    ],
    topic: 'user login credentials password server account client',
    givesAway: /encode|percent/i,
  },
  {
    id: 'pg-password',
    text: 'psql works, my app does not',
    errorText:
      'error: password authentication failed for user "ships"\n    at Parser.parseErrorMessage (/app/node_modules/pg-protocol/dist/parser.js:283:98)',
    answers: [
      'it reads DB_PASS',
      'the .env says DB_PASSWORD',
      'so the password is undefined',
      'I renamed it last week in one file only',
      'there was no check that settings are present',
    ],
    topic: 'user login credentials password server account client setting',
    givesAway: /rename|DB_PASS /i,
  },
  {
    id: 'jwt-signature',
    text: 'all users are logged out after each deploy',
    errorText: 'JsonWebTokenError: invalid signature\n    at /srv/node_modules/jsonwebtoken/verify.js:171:19',
    answers: [
      'tokens from before the deploy',
      'the secret is made at start',
      'with randomBytes',
      'every deploy makes a new secret',
      'I thought the secret only has to be random',
    ],
    topic: 'token secret sign signed signature key login server header',
    givesAway: /store the secret|fixed secret/i,
  },
  {
    id: 'jwt-expired',
    text: 'users get kicked out after an hour',
    errorText: 'TokenExpiredError: jwt expired\n    at /app/node_modules/jsonwebtoken/verify.js:190:21',
    answers: [
      'exp is one hour',
      'there is no refresh',
      'the tutorial had one hour',
      'I never asked how long a session should be',
      'nobody decided it',
    ],
    topic: 'token expire expired live clock session time login sign signed',
    givesAway: /refresh token|increase the expir/i,
  },
  {
    id: 'duplicate-null',
    text: 'second user without phone cannot register',
    errorText:
      'MongoServerError: E11000 duplicate key error collection: ships.users index: phone_1 dup key: { phone: null }',
    answers: [
      'phone is null for both',
      'phone is optional',
      'the index is unique',
      'it was required when I made the index',
      'I changed the form but not the index',
    ],
    topic: 'index value record key null unique data schema field',
    givesAway: /sparse|partial/i,
  },
  {
    id: 'duplicate-seed',
    text: 'seeding twice breaks',
    errorText:
      "MongoBulkWriteError: E11000 duplicate key error collection: shop.products index: _id_ dup key: { _id: ObjectId('63701d24f03239c72c00018e') }",
    answers: [
      'the seed script inserts fixed ids',
      'I ran it twice',
      'it does not clear the collection',
      'I thought it replaces',
      'I never read what insertMany does',
    ],
    topic: 'value record key id data seed index insert',
    givesAway: /upsert|deleteMany/i,
  },
  {
    id: 'unique-pg',
    text: 'import stops at the third row',
    errorText:
      'error: duplicate key value violates unique constraint "users_email_key"\n  detail: \'Key (email)=(a@b.c) already exists.\'',
    answers: [
      'the same person twice in the csv',
      'once in capitals',
      'we lowercase on save',
      'the check before the import compares as typed',
      'we have no rule where emails are normalised',
    ],
    topic: 'value record key row data unique email row insert',
    givesAway: /on conflict|lower\(/i,
  },
  {
    id: 'cast-objectid',
    text: 'GET /ships/new gives 500',
    errorText:
      'CastError: Cast to ObjectId failed for value "new" (type string) at path "_id" for model "Ship"',
    answers: [
      'the value is new',
      'it comes from the url',
      'the route with the id takes it',
      'it stands before the other one',
      'I did not know that the order matters',
    ],
    topic: 'value id query type route path',
    givesAway: /order of the routes|move the/i,
  },
  {
    id: 'table-missing',
    text: 'first start on the new server fails',
    errorText:
      'error: relation "ships" does not exist\n    at Parser.parseErrorMessage (/app/node_modules/pg-protocol/dist/parser.js:283:98)',
    answers: [
      'the database ships on the new server',
      'no tables at all',
      'migrations run in the build step',
      'in the build there is no database',
      'nobody noticed because old servers had the tables',
    ],
    topic: 'table database schema migration connect created name',
    givesAway: /run the migrations|migrate deploy/i,
  },
  {
    id: 'column-missing',
    text: 'after the merge the profile page breaks',
    errorText: 'error: column users.nickname does not exist',
    answers: [
      'the column is in a migration from the other branch',
      'it was not applied here',
      'the list says it is applied',
      'two migrations have the same number',
      'we count migrations by hand',
    ],
    topic: 'column migration database table applied schema',
    givesAway: /rename the migration/i,
  },
  {
    id: 'migration-failed',
    text: 'deploy refuses to migrate',
    errorText:
      'Error: P3009\n\nmigrate found failed migrations in the target database, new migrations will not be applied.\nThe `20260411134330_add_ports` migration started at 2026-11-07 10:27:41 UTC failed',
    answers: [
      'it stopped at the unique index',
      'there were doubles in production',
      'my local data had none',
      'I tested with five rows',
      'we have no copy of real data to test with',
    ],
    topic: 'migration database statement applied index data stopped',
    givesAway: /resolve --|rolled back/i,
  },
];
