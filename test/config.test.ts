import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, variableNames } from '../src/config.ts';

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const inExample = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=(.*)$/gm)].map((match) => ({
  name: match[1] as string,
  value: match[2] as string,
  on: !match[0].startsWith('#'),
}));

describe('the configuration', () => {
  test('.env.example and config.ts name the same variables', () => {
    expect(inExample.map((it) => it.name).sort()).toEqual([...variableNames].sort());
  });

  test('what .env.example sets are the defaults', () => {
    const set = Object.fromEntries(inExample.filter((it) => it.on).map((it) => [it.name, it.value]));
    expect(readConfig(set)).toEqual(readConfig({}));
  });

  test('what .env.example shows commented out is accepted', () => {
    const shown = Object.fromEntries(inExample.map((it) => [it.name, it.value]));
    expect(() => readConfig(shown)).not.toThrow();
  });

  test.each([
    ['PORT', '99999'],
    ['PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
    ['MONGODB_URI', 'localhost'],
    ['PLAYGROUND', 'maybe'],
    ['METRICS_TOKEN', 'short'],
    ['DEFAULT_ZONE', 'Etc/GMT+3'],
    ['BACKDATE_DAYS', '8'],
    ['NUDGE_TIME', '25:00'],
    ['LATE_WINDOW_MINUTES', '-1'],
    ['DISCORD_TOKEN', 'short'],
    ['DISCORD_GUILD_ID', 'Harbour'],
    ['DISCORD_API_URL', 'discord.com'],
    ['DISCORD_SHARDS', '0'],
    ['DISCORD_SHARDS', 'many'],
    ['DISCORD_SHARDS', '2-1/4'],
    ['DISCORD_SHARDS', '0-4/4'],
  ])('a bad %s is one line that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    try {
      readConfig({ [name]: value });
    } catch (error) {
      expect((error as Error).message).toMatch(new RegExp(`^${name} must [^\\n]+$`));
    }
  });

  test.each([
    ['auto', 'auto'],
    ['3', { count: 3, ids: [0, 1, 2] }],
    ['0-1/4', { count: 4, ids: [0, 1] }],
    ['3/4', { count: 4, ids: [3] }],
  ])('DISCORD_SHARDS=%s is read', (text, shards) => {
    expect(readConfig({ DISCORD_SHARDS: text }).DISCORD_SHARDS).toEqual(shards);
  });

  test('an empty value counts as left out', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: ' ' })).toEqual(readConfig({}));
  });

  test('the playground is refused on an address that others reach, unless it is public', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).playground.on).toBe(false);
    expect(() => readConfig({ HOST: '0.0.0.0', PLAYGROUND: 'on' })).toThrow(/PLAYGROUND/);
    expect(readConfig({ HOST: '0.0.0.0', PLAYGROUND: 'public' }).playground.on).toBe(true);
    expect(readConfig({ PLAYGROUND: 'off' }).playground.on).toBe(false);
  });
});
