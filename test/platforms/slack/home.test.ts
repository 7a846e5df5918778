import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

describe.each(['socket', 'http'] as const)('the Home tab over %s', (mode) => {
  let harness: SlackHarness;
  let general: FakeChannel;
  beforeAll(async () => {
    harness = await openSlackHarness({ mode });
    general = harness.team.addChannel({ name: 'general' });
  });
  afterAll(async () => {
    harness.slack.expectNoViolations();
    await harness.close();
  });

  const member = async (name: string) => {
    const user = harness.team.addUser({ name, tz: 'Europe/Lisbon' });
    await harness.platform.messenger.openDm({ platform: 'slack', team: harness.team.id, user: user.id });
    return user;
  };

  test('welcomes somebody new and opens the form to start', async () => {
    const ada = await member('ada');
    const opened = await ada.openHome();
    expect(opened.home?.text).toContain('What did you build today?');
    const form = await ada.press(ada.home!, 'Start');
    expect(form.view?.title).toBe('Your daily prompt');
  });

  test('shows today, twelve weeks in words and squares, the log and the settings', async () => {
    const bob = await member('bob');
    await bob.slash(general, '/shipmate log a URL shortener');
    const { home } = await bob.openHome();
    expect(home?.text).toContain('Streak: 1 day');
    expect(home?.text).toContain('🟩');
    expect(home?.text).toContain('1 of 1 day logged');
    expect(home?.text).toContain('This week: 1 day logged');
    expect(home?.text).toContain('today: a URL shortener');
    expect(home?.text).toContain('Your settings');
  });

  test('opens the form for what broke, and asks back what is due', async () => {
    const dee = await member('dee');
    const started = await dee.slash(general, '/shipmate start zone:UTC');
    // The DM that it opens is not yet its answer; what follows that draws the Home tab anew.
    await until(() => started.ephemeral.length > 0);
    await dee.openHome();
    expect(dee.home?.text).not.toContain('from your deck');
    await dee.press(dee.home!, 'Something broke');
    // The answer to /start may still draw the tab again meanwhile.
    await until(() => dee.modal?.title === 'What broke?');
    await dee.submitView(dee.modal!, { text: 'it broke', cause: 'a race', fix: 'a lock' }, { until: 'ack' });
    await until(() => dee.home?.text.includes('1 card from your deck') === true);
    await dee.closeView(dee.modal!, { all: true });
    const asked = await dee.press(dee.home!, 'Review');
    expect(asked.view?.labels).toContain('Show');
  });

  test('is drawn again after every change', async () => {
    const cem = await member('cem');
    await cem.openHome();
    await cem.slash(general, '/shipmate log from the channel');
    await until(() => cem.home?.text.includes('from the channel') === true);
    await logFromHome(cem);
    await until(() => cem.home?.text.includes('from the Home tab') === true);
  });

  /** A form that was opened from the Home tab holds its answer itself. */
  async function logFromHome(user: Awaited<ReturnType<typeof member>>): Promise<void> {
    const form = await user.press(user.home!, 'Log it');
    const done = await user.submitView(form.view!, { text: 'from the Home tab' });
    expect(done.view?.text).toContain('from the Home tab');
  }

  test('edits and deletes from the menu of an entry', async () => {
    const dan = await member('dan');
    await dan.slash(general, '/shipmate log a frist entry');
    await dan.openHome();
    const form = await dan.overflow(dan.home!, { near: /^today: a frist entry/ }, 'Edit');
    await dan.submitView(form.view!, { text: 'a first entry' });
    await until(() => dan.home?.text.includes('a first entry') === true);
    const asked = await dan.overflow(dan.home!, { near: /^today: a first entry/ }, 'Delete');
    expect(asked.view?.text).toContain('Delete this?');
    await dan.press(asked.view!, 'Delete anyway', { until: 'ack' });
    await until(() => dan.modal?.text.includes('Deleted') === true);
    await until(() => dan.home?.text.includes('a first entry') === false);
    await dan.press(dan.modal!, 'Restore', { until: 'ack' });
    await until(() => dan.modal?.text.includes('a first entry') === true);
  });

  test('finds an entry while one types', async () => {
    const eva = await member('eva');
    await eva.slash(general, '/shipmate log tuned the redis cache');
    await eva.slash(general, '/shipmate log wrote a parser');
    await eva.openHome();
    const offered = await eva.suggest(eva.home!, 'Find an entry…', 'redis');
    expect(offered.options).toHaveLength(1);
    const shown = await eva.select(eva.home!, 'Find an entry…', 'today: tuned the redis cache', {
      typed: 'redis',
    });
    expect(shown.view?.text).toContain('tuned the redis cache');
    await eva.press(shown.view!, 'Edit', { until: 'ack' });
    await until(() => eva.modal?.title === 'Edit your entry');
    await eva.submitView(eva.modal!, { text: 'tuned the redis cache twice' }, { until: 'ack' });
    await until(() => eva.modal?.text.includes('Saved') === true);
  });

  test('sends the picture of the year to the DM, with its alternative text', async () => {
    const fay = await member('fay');
    await fay.slash(general, '/shipmate log something');
    await fay.openHome();
    const answer = await fay.press(fay.home!, 'Send me my year');
    expect(answer.view?.text).toContain('I sent you the picture by DM.');
    await until(() => harness.slack.messages(fay.dm).at(-1)?.record.files.length === 1);
    const asked = harness.slack.requests.filter((it) => it.method === 'files.getUploadURLExternal').at(-1);
    expect(String(asked?.args.alt_txt)).not.toBe('');
  });

  test('is not drawn for those who have never looked at it', async () => {
    const gil = await member('gil');
    await gil.slash(general, '/shipmate log something');
    await gil.slash(general, '/shipmate today');
    const drawn = harness.slack.requests.filter((it) => it.method === 'views.publish');
    expect(drawn.filter((it) => it.args.user_id === gil.id)).toEqual([]);
    expect(gil.home).toBeUndefined();
  });
});
