import type { ErrorKind } from '../kinds.ts';
import { asyncQuestions } from './async.ts';
import { authQuestions } from './auth.ts';
import { buildQuestions } from './build.ts';
import { certificateQuestions } from './certificate.ts';
import { configQuestions } from './config.ts';
import { connectionQuestions } from './connection.ts';
import { corsQuestions } from './cors.ts';
import { databaseQuestions } from './database.ts';
import { dependencyQuestions } from './dependency.ts';
import { deploymentQuestions } from './deployment.ts';
import { dnsQuestions } from './dns.ts';
import { dockerQuestions } from './docker.ts';
import { encodingQuestions } from './encoding.ts';
import { fileSystemQuestions } from './file-system.ts';
import { gitQuestions } from './git.ts';
import { httpQuestions } from './http.ts';
import { memoryQuestions } from './memory.ts';
import { migrationQuestions } from './migration.ts';
import { moduleQuestions } from './module.ts';
import { networkQuestions } from './network.ts';
import { nullQuestions } from './null.ts';
import { parsingQuestions } from './parsing.ts';
import { permissionsQuestions } from './permissions.ts';
import { portQuestions } from './port.ts';
import type { KindQuestions } from './question.ts';
import { rateLimitQuestions } from './rate-limit.ts';
import { testQuestions } from './test.ts';
import { timeQuestions } from './time.ts';
import { typesQuestions } from './types.ts';
import { unknownQuestions } from './unknown.ts';

export const questionsByKind: Readonly<Record<ErrorKind, KindQuestions>> = {
  async: asyncQuestions,
  auth: authQuestions,
  build: buildQuestions,
  certificate: certificateQuestions,
  config: configQuestions,
  connection: connectionQuestions,
  cors: corsQuestions,
  database: databaseQuestions,
  dependency: dependencyQuestions,
  deployment: deploymentQuestions,
  dns: dnsQuestions,
  docker: dockerQuestions,
  encoding: encodingQuestions,
  'file-system': fileSystemQuestions,
  git: gitQuestions,
  http: httpQuestions,
  memory: memoryQuestions,
  migration: migrationQuestions,
  module: moduleQuestions,
  network: networkQuestions,
  null: nullQuestions,
  parsing: parsingQuestions,
  permissions: permissionsQuestions,
  port: portQuestions,
  'rate-limit': rateLimitQuestions,
  test: testQuestions,
  time: timeQuestions,
  types: typesQuestions,
  unknown: unknownQuestions,
};
