import { checkCommands } from './check-commands.ts';
import { checkConfig, checkFolder, checkNode, checkPage, checkPlatforms } from './check-config.ts';
import { checkDatabase } from './check-database.ts';
import type { Finding } from './findings.ts';

export { report } from './findings.ts';

/** Everything that can be found out without changing anything. What cannot be used is left out of what is looked at next. */
export async function doctor(
  env: Readonly<Record<string, string | undefined>>,
  now: () => number,
): Promise<readonly Finding[]> {
  const { findings, config } = checkConfig(env);
  if (!config) return [checkNode(), ...findings];
  const folder = checkFolder(config);
  return [
    checkNode(),
    ...findings,
    checkPlatforms(config),
    ...(await checkCommands(config)),
    checkPage(config),
    folder,
    ...(folder.level === 'error' ? [] : await checkDatabase(config, now)),
  ];
}
