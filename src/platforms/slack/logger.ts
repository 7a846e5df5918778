import { type Logger, LogLevel } from '@slack/bolt';
import type { SlackLog } from './ports.ts';

/** The project's log as Bolt and its clients want one. What they call errors are warnings: each is handled by name. */
export function boltLogger(log: SlackLog): Logger {
  const say = (...said: unknown[]): string =>
    said.map((it) => (it instanceof Error ? it.message : String(it))).join(' ');
  const drop = (): void => undefined;
  return {
    debug: drop,
    info: drop,
    warn: (...said: unknown[]) => log.debug({}, `Slack's SDK: ${say(...said)}`),
    error: (...said: unknown[]) => log.warn({}, `Slack's SDK: ${say(...said)}`),
    setLevel: drop,
    setName: drop,
    getLevel: () => LogLevel.INFO,
  };
}
