import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleDiscord } from '../../src/app/discord.ts';
import { readConfig } from '../../src/config.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/index.ts';
import { openBotHarness, recordingLog, until } from '../support/bot-harness.ts';
import { compiledProgram } from '../support/compiled.ts';

let discord: FakeDiscord;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-discord-'));
  discord = await startFakeDiscord({ maxConcurrency: 2 });
});
afterAll(async () => {
  discord.expectNoViolations();
  await discord.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A compiled program in a process of its own, with nothing of this one's environment but the path. */
const run = (
  program: 'main' | 'discord-register',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) =>
  new Promise<Ended>((resolve) => {
    const given = { PATH: process.env.PATH ?? '', DISCORD_API_URL: discord.apiUrl, ...env };
    execFile(
      process.execPath,
      [compiledProgram(program), ...args],
      { cwd: folder, env: given },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

describe('Discord, as the environment configures it', () => {
  test('runs as many shards as it says, and registers in one server alone where it says so', async () => {
    const base = await openBotHarness();
    const guild = discord.addGuild();
    const config = readConfig({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_SHARDS: '2',
      DISCORD_GUILD_ID: guild.id,
    });
    const platform = assembleDiscord(config, { ...base, log: recordingLog() });
    expect(await platform.start(base.bot.dispatcher)).toEqual({ ok: true });
    await until(() => platform.canAnswer() && discord.commands(guild).length > 0);
    expect(discord.gateway.identifies.map((it) => it.shard)).toEqual([0, 1]);
    expect(discord.commands(guild).map((it) => it.name)).toContain('log');
    expect(discord.commands()).toEqual([]);
    await platform.stop();
    await base.close();
  });

  test.concurrent('ends with one clear line and exit code 1 where the token is refused', async () => {
    const { code, out, err } = await run('main', [], {
      DISCORD_TOKEN: 'not-the-token-of-the-portal',
      LOG_LEVEL: 'silent',
      PORT: '0',
    });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^DISCORD_TOKEN is refused by Discord[^\n]+\n$/);
  });

  test.concurrent('shows what a registration would change without making it', async () => {
    const { writes } = discord.state.commands;
    const env = { DISCORD_TOKEN: discord.token };
    const shown = await run('discord-register', ['--dry-run'], env);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toMatch(/^\+ \/log$/m);
    expect(shown.out).toMatch(/^\+ message menu "Log this as progress"$/m);
    expect(discord.state.commands.writes).toBe(writes);
  });
});
