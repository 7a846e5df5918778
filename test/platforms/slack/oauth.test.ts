import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InstallationStore } from '../../../src/platforms/slack/index.ts';
import { secretBox } from '../../../src/store/secret-box.ts';
import { slackInstallations } from '../../../src/store/slack-installations.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

let harness: SlackHarness;
let kept: InstallationStore;
beforeEach(async () => {
  // The harness's own database is there only once the harness is.
  const later: InstallationStore = {
    save: (installation) => kept.save(installation),
    find: (team) => kept.find(team),
    remove: (team) => kept.remove(team),
  };
  harness = await openSlackHarness({ mode: 'oauth', installations: later });
  kept = slackInstallations(harness.store.connection, secretBox('a key that is long enough to be a key'));
  harness.slack.redirectUrls = [`${harness.url}/slack/oauth_redirect`];
});
afterEach(() => harness.close());

const install = () => `${harness.url}/slack/install`;

describe('installing in many workspaces', () => {
  test('ends in a workspace that answers, with the scopes of the manifest and no more', async () => {
    const boss = harness.team.addUser({ name: 'boss', admin: true });
    const done = await harness.team.install(install(), boss);
    expect(done).toMatchObject({ status: 200 });
    expect(done.text).toContain('Shipmate is in Guild');
    const general = harness.team.addChannel({ name: 'general' });
    expect((await boss.slash(general, '/shipmate log the first thing')).text).toContain('Logged');
    expect(await kept.find(harness.team.id)).toMatchObject({ teamName: 'Guild', installedBy: boss.id });
    const community = await harness.store.communities.findByExternal('slack', harness.team.id);
    expect(community).toMatchObject({ name: 'Guild' });
    harness.slack.expectNoViolations();
  });

  test('keeps workspaces apart', async () => {
    const other = harness.slack.addWorkspace({ name: 'Other', installed: false });
    const [ada, bob] = [harness.team.addUser({ name: 'ada' }), other.addUser({ name: 'bob' })];
    await harness.team.install(install(), ada);
    await other.install(install(), bob);
    const [here, there] = [harness.team.addChannel({ name: 'here' }), other.addChannel({ name: 'there' })];
    expect((await ada.slash(here, '/shipmate log in one')).text).toContain('in one');
    expect((await bob.slash(there, '/shipmate log in the other')).text).toContain('in the other');
    expect((await bob.slash(there, '/shipmate history')).text).not.toContain('in one');
  });

  test('is refused for a state that is not ours, or of another browser', async () => {
    const ada = harness.team.addUser({ name: 'ada' });
    const begun = await fetch(install(), { redirect: 'manual' });
    const authorize = begun.headers.get('location') ?? '';
    const stolen = await harness.team.install(authorize, ada);
    expect(stolen.status).toBe(400);
    expect(stolen.text).toContain('That took too long');
    const forged = await fetch(`${harness.url}/slack/oauth_redirect?code=x&state=1.2.3`, {
      headers: { cookie: 'shipmate-slack-state=1.2.3' },
    });
    expect(forged.status).toBe(400);
    expect(await kept.find(harness.team.id)).toBeUndefined();
  });

  test('that somebody declines is no drama', async () => {
    const ada = harness.team.addUser({ name: 'ada' });
    const done = await harness.team.install(install(), ada, { deny: true });
    expect(done.text).toContain('Nothing was installed');
  });

  test('ends with the removal: the token is forgotten, the community stops, and comes back with a new installation', async () => {
    const ada = harness.team.addUser({ name: 'ada' });
    await harness.team.install(install(), ada);
    await harness.team.uninstall();
    const removed = async () =>
      (await harness.store.communities.findByExternal('slack', harness.team.id))?.removedAt !== undefined;
    await until(removed);
    await until(async () => (await kept.find(harness.team.id)) === undefined);
    const [late] = harness.slack.deliveries.filter((it) => it.payload.type === 'app_uninstalled');
    await harness.team.install(install(), ada);
    expect(await removed()).toBe(false);
    // An event of the first removal that arrives late takes nothing away.
    const body = { ...late!.payload.body, event_id: 'EvLATE' };
    await harness.slack.redeliver({ payload: { ...late!.payload, body }, ...{} });
    expect(await kept.find(harness.team.id)).toBeDefined();
    expect(await removed()).toBe(false);
  });

  test('says nothing to a workspace in which the app is not installed', async () => {
    const to = { platform: 'slack', team: 'T0NOBODY', channel: 'C1' };
    const reply = { code: 'x', visibility: 'public', text: { source: 'hi' } } as const;
    expect(await harness.platform.messenger.send(to, reply, 'd')).toMatchObject({ reason: 'not-installed' });
  });
});
