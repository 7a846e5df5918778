import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { secretBox } from '../../src/store/secret-box.ts';
import { slackInstallations } from '../../src/store/slack-installations.ts';

const oldKey = 'an old key that is long enough to be one';
const newKey = 'a new key that is long enough to be one!';
const installation = {
  team: 'T1',
  teamName: 'Guild',
  botUserId: 'U1',
  botToken: 'xoxb-very-secret',
  scopes: ['commands', 'chat:write'],
  installedBy: 'U2',
  installedAt: 1_795_000_000_000,
};

describe('a secret box', () => {
  test('gives back what was sealed, for the same owner', () => {
    const box = secretBox(oldKey);
    const sealed = box.seal('secret', 'T1');
    expect(sealed).not.toContain('secret');
    expect(box.open(sealed, 'T1')).toBe('secret');
    expect(box.seal('secret', 'T1')).not.toBe(sealed);
  });

  test('opens nothing that was moved, changed, or sealed with an unknown key', () => {
    const box = secretBox(oldKey);
    const sealed = box.seal('secret', 'T1');
    const parts = sealed.split('.');
    const changed = [...parts.slice(0, 3), Buffer.from('sacred').toString('base64url'), parts[4]].join('.');
    expect(() => box.open(sealed, 'T2')).toThrow('changed, or belongs to somebody else');
    expect(() => box.open(changed, 'T1')).toThrow('changed');
    expect(() => box.open('nonsense', 'T1')).toThrow('no sealed secret');
    expect(() => secretBox(newKey).open(sealed, 'T1')).toThrow('does not hold the key');
  });

  test('of several keys the first seals and all open', () => {
    const sealed = secretBox(oldKey).seal('secret', 'T1');
    const both = secretBox(`${newKey}, ${oldKey}`);
    expect(both.open(sealed, 'T1')).toBe('secret');
    expect(both.isCurrent(sealed)).toBe(false);
    expect(both.isCurrent(both.seal('secret', 'T1'))).toBe(true);
  });

  test('refuses a key that is too short', () => {
    expect(() => secretBox('short')).toThrow('SECRET_KEY must have at least 32 characters');
    expect(() => secretBox(' , ')).toThrow('SECRET_KEY holds no key');
  });
});

describe('the installations of Slack', () => {
  let store: Store;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'shipmate-installations-'));
    const server = await startEmbeddedMongo({ dataDir });
    store = await openStore(server.uri, 'shipmate');
    closing.push(
      () => store.close(),
      () => server.close(),
      async () => rmSync(dataDir, { recursive: true, force: true }),
    );
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const raw = () => store.connection.collection('slackInstallations').findOne({ _id: 'T1' as never });

  test('are kept with their token encrypted, replaced and removed', async () => {
    const kept = slackInstallations(store.connection, secretBox(oldKey));
    await kept.save(installation);
    await kept.save({ ...installation, teamName: 'Guild of builders' });
    expect(await kept.find('T1')).toEqual({ ...installation, teamName: 'Guild of builders' });
    expect(JSON.stringify(await raw())).not.toContain('very-secret');
    await kept.remove('T1');
    expect(await kept.find('T1')).toBeUndefined();
  });

  test('are encrypted anew when a new key comes first, after which the old one can go', async () => {
    await slackInstallations(store.connection, secretBox(oldKey)).save(installation);
    const both = slackInstallations(store.connection, secretBox(`${newKey},${oldKey}`));
    expect(await both.rotate()).toBe(1);
    expect(await both.rotate()).toBe(0);
    expect(await slackInstallations(store.connection, secretBox(newKey)).find('T1')).toEqual(installation);
  });
});
