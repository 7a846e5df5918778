import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { InstallationStore } from '../../../src/platforms/slack/index.ts';
import { secretBox } from '../../../src/store/secret-box.ts';
import { slackInstallations } from '../../../src/store/slack-installations.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser, FakeWorkspace } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

let harness: SlackHarness;
let other: FakeWorkspace;
let general: FakeChannel;
let ada: FakeUser;
/** A member of the other workspace, as they use this one's app. */
let eve: FakeUser;

async function setUp(opened: SlackHarness): Promise<void> {
  harness = opened;
  other = harness.slack.addWorkspace({ name: 'Elsewhere', installed: false });
  ada = harness.team.addUser({ name: 'ada', admin: true });
  general = harness.team.addChannel({ name: 'general', botIn: true });
  eve = general.connect(other.addUser({ name: 'eve', admin: true }));
}

const communityOf = (team: FakeWorkspace) => harness.store.communities.findByExternal('slack', team.id);
const personOf = (team: FakeWorkspace, { id: user }: FakeUser) =>
  harness.store.people.findByIdentity({ platform: 'slack', team: team.id, user });
const nothingStored = async (): Promise<void> => {
  expect(await communityOf(other)).toBeUndefined();
  for (const team of [harness.team, other]) expect(await personOf(team, eve)).toBeUndefined();
};
const belongs = 'Shipmate belongs to the workspace Guild. Ask the admins of your own workspace to install it';

/** A message with buttons that all in the channel see. */
async function invitation() {
  await ada.slash(general, `/shipmate setup channel <#${general.id}>`);
  await ada.slash(general, '/shipmate setup invite');
  await until(() => general.messages.some((it) => it.labels.includes('Join')));
  return general.messages.find((it) => it.labels.includes('Join'))!;
}

// The fake knew no member of another team: payloads whose `user.team_id` is not the app's workspace, views whose `team` is the
// member's and not the app's, events whose `team_id` is that of whoever caused them, user objects without roles.
describe.each(['socket', 'http'] as const)('a member of another team (%s)', (mode) => {
  beforeAll(async () => setUp(await openSlackHarness({ mode })));
  afterAll(() => harness.close());
  afterEach(() => harness.slack.expectNoViolations());

  test('who presses a button is told to whom the app belongs, and nothing of them is kept', async () => {
    const answer = await eve.press(await invitation(), 'Join');
    expect([answer.ephemeral[0]?.text.includes(belongs), eve.modal]).toEqual([true, undefined]);
    expect(answer.text).not.toContain('a moment too long');
    await nothingStored();
  });

  test('who cheers a shared entry is not told that it is private', async () => {
    await invitation();
    await ada.slash(general, '/shipmate log something shared audience:community');
    await until(() => general.messages.some((it) => it.labels.some((label) => label.includes('Cheer'))));
    const shared = general.messages.find((it) => it.labels.some((label) => label.includes('Cheer')))!;
    const answer = await eve.press(shared, '👏 Cheer');
    expect(answer.text).toContain(belongs);
    await nothingStored();
  });

  test('who has a form before them gets no entry and no community by submitting it', async () => {
    const opened = await ada.slash(general, '/shipmate log');
    const view = opened.view!;
    // It was opened for them before the app knew whose they are.
    harness.team.record.modals.set(eve.id, [{ ...view.record, userId: eve.id, privateMetadata: '' }]);
    const done = await eve.submitView(eve.modal!, { text: 'words of eve' });
    expect([done.acked, eve.modal?.text.includes(belongs)]).toEqual([true, true]);
    await nothingStored();
  });

  test('who opens the Home tab, or writes to the app, is told so', async () => {
    await eve.openHome();
    expect(eve.home?.text).toContain(belongs);
    await eve.say('dm', 'hello?');
    await until(() => harness.slack.messages(eve.dm).some((it) => it.text.includes(belongs)));
    await nothingStored();
  });

  test('is named no organiser', async () => {
    const answer = await ada.slash(general, `/shipmate setup organiser <@${eve.id}>`);
    expect(answer.text).toContain("I can't find");
    expect((await communityOf(harness.team))?.organisers).toEqual([]);
  });

  test('is known as one while Slack says nothing of their profile', async () => {
    harness.slack.faults.error('users.info', 'ratelimited', Number.POSITIVE_INFINITY);
    const bob = general.connect(other.addUser());
    const answer = await bob.press(await invitation(), 'Join');
    harness.slack.faults.clear();
    expect(answer.text).toContain(belongs);
  });

  test('of the same organisation is served like every member', async () => {
    const gus = harness.team.addUser({ name: 'gus' });
    gus.record.organisation = { home: other.id, teams: [other.id, harness.team.id] };
    const opened = await gus.press(await invitation(), 'Join');
    expect(opened.view).toBeDefined();
    expect(await communityOf(other)).toBeUndefined();
  });
});

describe('where both workspaces have the app', () => {
  let kept: InstallationStore;
  beforeAll(async () => {
    const later: InstallationStore = {
      save: (installation) => kept.save(installation),
      find: (team) => kept.find(team),
      remove: (team) => kept.remove(team),
    };
    await setUp(await openSlackHarness({ mode: 'oauth', installations: later }));
    kept = slackInstallations(harness.store.connection, secretBox('a key that is long enough to be a key'));
    harness.slack.redirectUrls = [`${harness.url}/slack/oauth_redirect`];
    await harness.team.install(`${harness.url}/slack/install`, ada);
    general = harness.team.addChannel({ name: 'shared', botIn: true });
    eve = general.connect(eve);
  });
  afterAll(() => harness.close());

  test('one that has it not is told so, in a shared channel', async () => {
    expect((await eve.press(await invitation(), 'Join')).text).toContain(belongs);
    await nothingStored();
  });

  test('commands in the shared channel are those of their own workspace, and buttons name the other', async () => {
    const own = other.addUser({ name: 'own', admin: true });
    await other.install(`${harness.url}/slack/install`, own);
    const there = general.connect(own);
    const pressed = await there.press(await invitation(), 'Join');
    expect(pressed.text).toContain(
      'This Shipmate belongs to the workspace Guild. Your workspace, Elsewhere, has its own',
    );
    expect((await own.slash(general, '/shipmate log something')).text).toContain('Logged');
    expect(await personOf(other, own)).toBeDefined();
    expect(await personOf(harness.team, own)).toBeUndefined();
    expect(await communityOf(other)).toMatchObject({ name: 'Elsewhere' });
  });

  test('a command that arrives after the app was removed brings no community back', async () => {
    const gone = (await communityOf(other))!;
    const own = other.addUser();
    general.connect(own);
    await other.uninstall();
    await until(async () => (await communityOf(other))?.removedAt !== undefined);
    other.record.installation!.state = 'active';
    const late = await own.slash(general, '/shipmate log too late');
    expect(late.text).toContain("Shipmate isn't installed in your workspace");
    expect((await communityOf(other))?.removedAt).toBeDefined();
    expect(await personOf(other, own)).toBeUndefined();
    expect(gone.removedAt).toBeUndefined();
  });
});
