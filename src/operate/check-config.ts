import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { dataFileOf } from 'embedded-mongo';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { pageFolder } from '../project-files.ts';
import { type Finding, failure, ok, warning } from './findings.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Every variable that cannot be used, and the configuration as it is without those. */
export function checkConfig(env: Env): { readonly findings: readonly Finding[]; readonly config?: Config } {
  const findings: Finding[] = [];
  const left = { ...env };
  for (;;) {
    try {
      const config = readConfig(left);
      return {
        findings: findings.length > 0 ? findings : [ok('configuration', 'every variable is valid')],
        config,
      };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const [name = '', ...advice] = error.message.split(' ');
      findings.push(failure('configuration', `${name} cannot be used`, `${name} ${advice.join(' ')}`));
      const taken = [name, ...Object.keys(left).filter((it) => it.startsWith(`${name.split('_')[0]}_`))].find(
        (it) => left[it] !== undefined,
      );
      if (taken === undefined) return { findings };
      delete left[left[name] === undefined ? taken : name];
    }
  }
}

/** Which platforms are configured, and whether the playground is on. */
export function checkPlatforms(config: Config): Finding {
  const playground = `playground ${config.playground.on ? 'on' : 'off'} (${config.playground.reason})`;
  if (config.platforms.length > 0) return ok('platforms', `${config.platforms.join(' and ')}; ${playground}`);
  return config.playground.on
    ? ok('platforms', playground)
    : failure(
        'platforms',
        'nobody can reach the bot: no platform is configured and the playground is off',
        'set DISCORD_TOKEN or SLACK_BOT_TOKEN, or PLAYGROUND=on',
      );
}

const oldestNode = [20, 19] as const;

export function checkNode(version = process.versions.node, tzdb = process.versions.tz): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return isNew
    ? ok('node', `${version}, time zones of ${tzdb ?? 'an unknown release'}`)
    : failure('node', `${version} is too old`, `install Node ${oldestNode.join('.')} or newer`);
}

/** The data folder of the embedded store: writable, and nobody else's business. */
export function checkFolder({ DATA_DIR, MONGODB_URI }: Config): Finding {
  const folder = resolve(DATA_DIR);
  if (MONGODB_URI !== undefined) return ok('folder', 'not needed: MONGODB_URI is set');
  const nearest = existsSync(folder) ? folder : nearestOf(folder);
  if (!statSync(nearest).isDirectory())
    return failure('folder', `${nearest} is not a folder`, 'set DATA_DIR to a folder');
  if (!mayWrite(nearest))
    return failure(
      'folder',
      `${nearest} cannot be written by this user`,
      `chown it, or set DATA_DIR to another folder`,
    );
  if (nearest !== folder) return ok('folder', `${folder} will be made at the first start`);
  const data = dataFileOf(folder);
  if (data !== undefined && !mayWrite(data))
    return failure('folder', `${data} belongs to somebody else`, `run as its owner, or chown -R the folder`);
  return (statSync(folder).mode & 0o077) === 0
    ? ok('folder', folder)
    : warning('folder', `${folder} can be read by other users of this machine`, `chmod 700 ${folder}`);
}

const nearestOf = (path: string): string => (existsSync(path) ? path : nearestOf(dirname(path)));

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function checkPage(config: Config, page = pageFolder): Finding {
  if (!config.playground.on) return ok('page', 'not needed: the playground is off');
  return existsSync(join(page, 'index.html'))
    ? ok('page', 'built')
    : failure('page', 'the playground’s page is not built', 'npm run build');
}
