import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/chat/command.ts';
import { ManifestError, manifestOf, scopes, shortcutId } from '../../../src/platforms/slack/register.ts';
import { commands } from './slack-harness.ts';

describe('the manifest', () => {
  test('in docs is the one that the code makes: npm run slack:manifest -- --write', async () => {
    const file = await readFile(join(import.meta.dirname, '../../../docs/slack-manifest.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(manifestOf(commands));
  });

  test('asks for no scope twice, and says what each is for', () => {
    const asked = manifestOf(commands).oauth_config.scopes.bot;
    expect(new Set(asked).size).toBe(asked.length);
    for (const scope of asked) expect(scopes[scope]?.length).toBeGreaterThan(10);
  });

  test('is for Socket Mode without an address, and for signed requests with one', () => {
    const socket = manifestOf(commands);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('https://');
    const http = manifestOf(commands, 'https://shipmate.example.org/');
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.settings.event_subscriptions.request_url).toBe('https://shipmate.example.org/slack/events');
    expect(http.oauth_config.redirect_urls).toEqual(['https://shipmate.example.org/slack/oauth_redirect']);
  });

  test.each([
    'https://host/?x=1',
    'https://host/#x',
    'http://host',
    'https://',
    'https://me@host',
    'host',
    '',
  ])('refuses %s as an address, before Slack does', (url) => {
    expect(() => manifestOf(commands, url)).toThrow(ManifestError);
  });

  test('has every message shortcut of the commands, by an id of its own', () => {
    const { shortcuts } = manifestOf(commands).features;
    const labels = commands.flatMap((it) => it.messageShortcuts ?? []).map((it) => it.label);
    expect(shortcuts.filter((it) => it.type === 'message').map((it) => it.name)).toEqual(labels);
    expect(new Set(shortcuts.map((it) => it.callback_id)).size).toBe(shortcuts.length);
    expect(shortcutId('Log this as what broke')).toBe('message-log-this-as-what-broke');
  });

  test('refuses a shortcut whose name Slack would not take', () => {
    const [first] = commands;
    const long = {
      ...first,
      messageShortcuts: [{ label: 'Log this as something else' }],
    } as unknown as Command;
    expect(() => manifestOf([long])).toThrow(ManifestError);
  });
});
