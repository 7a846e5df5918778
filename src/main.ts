import { existsSync } from 'node:fs';
import { DataDirInUse } from 'embedded-mongo';
import { pino } from 'pino';
import { DataDirError, ListenError, PlatformError, startShipmate } from './app/index.ts';
import { CommandError } from './chat/registry.ts';
import { ConfigError, readConfig } from './config.ts';
import { SlackStartError } from './platforms/slack/ports.ts';
import { NewerDataError } from './store/index.ts';

/** Errors that are the operator's to fix: one line each, no stack. */
const operatorErrors = [
  ConfigError,
  CommandError,
  DataDirError,
  DataDirInUse,
  ListenError,
  NewerDataError,
  PlatformError,
  SlackStartError,
] as const;
const stopWithinMs = 10_000;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = pino({
    level: config.LOG_LEVEL,
    redact: {
      paths: ['*.token', '*.secret', '*.authorization', '*.uri', 'err.config'],
      censor: '[redacted]',
    },
  });
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'an unhandled rejection'));
  const shipmate = await startShipmate(config, log);
  console.log(
    [
      'Shipmate is ready.',
      ...shipmate.lines.map((line) => `  ${line}`),
      `  open        ${shipmate.url}`,
    ].join('\n'),
  );

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    shipmate.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const isOperators = operatorErrors.some((kind) => error instanceof kind);
  console.error(isOperators ? (error as Error).message : error);
  process.exit(1);
});
