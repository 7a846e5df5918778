import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCommands } from '../src/chat/registry.ts';
import { ManifestError, manifestOf } from '../src/platforms/slack/register.ts';

/**
 * Prints the Slack app's manifest, made from the commands. `--url https://…` for HTTP mode and installation in many
 * workspaces; `--write` brings docs/slack-manifest.json up to date, `--check` says whether it is.
 */
const root = join(import.meta.dirname, '..');
const file = join(root, 'docs/slack-manifest.json');
const words = process.argv.slice(2);
const at = words.indexOf('--url');
const url = at < 0 ? undefined : words[at + 1];

async function run(): Promise<number> {
  if (at >= 0 && url === undefined) {
    console.error(
      '--url takes the address at which Slack reaches this server, as https://shipmate.example.org',
    );
    return 1;
  }
  const { commands } = await loadCommands(join(root, 'commands'));
  const text = `${JSON.stringify(manifestOf(commands, url), null, 2)}\n`;
  if (words.includes('--write')) {
    await writeFile(file, text);
    return 0;
  }
  if (words.includes('--check')) {
    const same = (await readFile(file, 'utf8')) === text;
    if (!same) console.error('docs/slack-manifest.json is out of date: npm run slack:manifest -- --write');
    return same ? 0 : 1;
  }
  process.stdout.write(text);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof ManifestError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
