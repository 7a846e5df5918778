import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  let harness: SlackHarness;
  let ada: FakeUser;
  let general: FakeChannel;
  beforeAll(async () => {
    harness = await openSlackHarness({ mode });
    ada = harness.team.addUser({ name: 'ada', tz: 'Europe/Lisbon', admin: true });
    general = harness.team.addChannel({ name: 'general' });
  });
  afterAll(async () => {
    harness.slack.expectNoViolations();
    await harness.close();
  });

  const entriesOf = async (user: FakeUser) => {
    const person = await harness.store.people.findByIdentity({
      platform: 'slack',
      team: harness.team.id,
      user: user.id,
    });
    return person ? harness.store.entries.list(person.id, {}, { limit: 50 }) : [];
  };

  test('a slash command logs what was built and says so to its author alone', async () => {
    const answer = await ada.slash(general, '/shipmate log built a URL shortener minutes:50 tag:redis');
    expect(answer).toMatchObject({ acked: true });
    expect(answer.ephemeral).toHaveLength(1);
    expect(answer.messages).toHaveLength(0);
    expect(answer.text).toContain('built a URL shortener');
    expect(await entriesOf(ada)).toMatchObject([
      { text: 'built a URL shortener', minutes: 50, tags: ['redis'] },
    ]);
  });

  test('what was typed is kept to the letter, whatever Slack makes of it on the way', async () => {
    const bob = harness.team.addUser({ name: 'bob' });
    await bob.slash(general, '/shipmate log if (a < b && c > d) ask @ada in #general');
    expect((await entriesOf(bob))[0]?.text).toBe('if (a < b && c > d) ask @ada in #general');
  });

  test('curly quotes and pairs are understood', async () => {
    const cem = harness.team.addUser({ name: 'cem' });
    await cem.slash(general, '/shipmate log fixed the queue project:“job runner” minutes:5');
    expect((await entriesOf(cem))[0]).toMatchObject({
      text: 'fixed the queue',
      project: 'job runner',
      minutes: 5,
    });
  });

  test('the bare command shows help, a misspelt one the nearest', async () => {
    expect((await ada.slash(general, '/shipmate')).text).toContain('/shipmate log');
    expect((await ada.slash(general, '/shipmate strek')).text).toContain('Did you mean /shipmate streak?');
  });

  test('a wrong option is answered with a filled-in example', async () => {
    const answer = await ada.slash(general, '/shipmate log something minutes:soon');
    expect(answer.text).toContain('minutes takes a whole number from 1 to 1440');
    expect(answer.text).toContain('For example: /shipmate log');
  });

  test('a form opens as a modal, marks what is wrong at its field, and logs', async () => {
    const eve = harness.team.addUser({ name: 'eve' });
    const opened = await eve.slash(general, '/shipmate log');
    expect(opened.view?.title).toBe('What did you build?');
    const wrong = await eve.submitView(opened.view!, { text: 'a parser', minutes: 'many' });
    expect(wrong.errors).toEqual({ minutes: 'Minutes must be a whole number from 1 to 1440.' });
    const done = await submitted(eve, opened, { minutes: '45' });
    expect(done.ephemeral.at(-1)?.text).toContain('a parser');
    expect(eve.modal).toBeUndefined();
    expect(await entriesOf(eve)).toMatchObject([{ text: 'a parser', minutes: 45 }]);
  });

  test('a form offers projects while one types, and takes a new one', async () => {
    const fay = harness.team.addUser({ name: 'fay' });
    await fay.slash(general, '/shipmate log one project:shortener');
    const opened = await fay.slash(general, '/shipmate log');
    const offered = await fay.suggest(opened.view!, 'Project', 'sho');
    expect(offered.options.map((it) => it.value)).toEqual(['shortener', 'sho']);
    await submitted(fay, opened, { text: 'two', Project: 'brand new' });
    expect((await entriesOf(fay))[0]).toMatchObject({ text: 'two', project: 'brand new' });
  });

  test('start takes the zone from the profile, opens the DM and sends a sample with its buttons', async () => {
    const gus = harness.team.addUser({ name: 'gus', tz: 'America/Toronto' });
    const done = await submitted(gus, await gus.slash(general, '/shipmate start'), {});
    expect(done.text).toContain("You're in!");
    expect(done.text).toContain('America/Toronto');
    const [sample] = harness.slack.messages(gus.dm);
    expect(sample?.labels).toEqual(['Log it', 'Snooze 1 h', 'Skip today', 'Stop']);
    expect(sample?.unfurls).toBe(false);
    const old = sample!.snapshot();
    await submitted(gus, await gus.press(sample!, 'Log it'), { text: 'from the prompt' });
    expect(await entriesOf(gus)).toMatchObject([{ text: 'from the prompt' }]);
    // The answer stands where the question stood; a client that still shows the old buttons is answered too.
    expect(harness.slack.messages(gus.dm)[0]?.labels).toEqual(['Edit', 'Undo', 'Share with Guild']);
    expect((await gus.press(old, 'Stop')).text).toContain('no more prompts');
  });

  test('an entry is opened from a menu and edited in a form', async () => {
    const hal = harness.team.addUser({ name: 'hal' });
    await hal.slash(general, '/shipmate log a frist draft');
    const list = await hal.slash(general, '/shipmate history');
    const card = await hal.select(list.shown, 'Open an entry…', 'today: a frist draft');
    await submitted(hal, await hal.press(card.shown, 'Edit'), { text: 'a first draft' });
    expect(await entriesOf(hal)).toMatchObject([{ text: 'a first draft' }]);
  });

  test('the picture of the year goes to the DM with its alternative text', async () => {
    const ida = harness.team.addUser({ name: 'ida' });
    await ida.slash(general, '/shipmate log something');
    const answer = await ida.slash(general, '/shipmate streak');
    expect(answer.ephemeral.at(-1)?.text).toContain('I sent you the picture by DM.');
    await until(() => harness.slack.messages(ida.dm).at(-1)?.record.files.length === 1);
    const shared = harness.slack.requests.filter((it) => it.method === 'files.getUploadURLExternal').at(-1);
    expect(shared?.args.alt_txt).toMatch(/year|365|day/i);
  });

  test('an export is a file in the DM', async () => {
    const answer = await ada.slash(general, '/shipmate export');
    expect(answer.acked).toBe(true);
    await until(() => harness.slack.messages(ada.dm).at(-1)?.record.files.length === 1);
  });

  test("a message of one's own is logged from its menu, somebody else's is not", async () => {
    const jan = harness.team.addUser({ name: 'jan' });
    const message = await jan.say(general, 'shipped `a & b` at https://example.org');
    const answer = await jan.messageShortcut('message-log-this-as-progress', message);
    expect(answer.text).toContain('Logged');
    expect((await entriesOf(jan))[0]?.text).toBe('shipped `a & b` at https://example.org');
    expect((await ada.messageShortcut('message-log-this-as-what-broke', message)).text).toContain(
      "someone else's",
    );
  });

  test('the global shortcut opens the form, whose answer stays in it', async () => {
    const kim = harness.team.addUser({ name: 'kim' });
    const form = await kim.shortcut('log-today');
    const done = await kim.submitView(form.view!, { text: 'from anywhere' });
    expect(done.view?.text).toContain('from anywhere');
    expect(await entriesOf(kim)).toMatchObject([{ text: 'from anywhere' }]);
  });

  test('organisers choose a channel: the bot goes into a public one at the press of a button', async () => {
    const roundups = harness.team.addChannel({ name: `roundups-${mode}` });
    const asked = await ada.slash(general, `/shipmate setup channel #roundups-${mode}`);
    expect(asked.text).toContain("I'm not in that channel");
    const joined = await ada.press(asked.shown, 'Add me to it');
    expect(joined.text).toContain('go to');
    expect(roundups.botIn).toBe(true);
    const tested = await ada.slash(general, '/shipmate setup test');
    expect(tested.text).toContain('It worked');
    expect(roundups.messages.at(-1)?.text).toContain('Just a test');
  });

  test('a channel is taken as a link, by its name or by its id; what is none is answered with the ways to write one', async () => {
    const ships = harness.team.addChannel({ name: `ships-${mode}`, botIn: true });
    for (const typed of [`#ships-${mode}`, `ships-${mode}`, `Ships-${mode}`, ships.id, `<#${ships.id}>`]) {
      await ada.slash(general, `/shipmate setup channel #general`);
      const chosen = await ada.slash(general, `/shipmate setup channel ${typed}`);
      expect(chosen.text).toContain('Roundups and shared entries now go to');
      const community = await harness.store.communities.findByExternal('slack', harness.team.id);
      expect(community?.channel).toBe(ships.id);
    }
    const unknown = await ada.slash(general, '/shipmate setup channel shpis');
    expect(unknown.text).toContain("I can't find the channel shpis, so nothing was changed.");
    expect(unknown.text).toContain('type # and pick it from the list, or write its name');
    expect(unknown.text).not.toContain('/invite');
    const uninvited = harness.team.addChannel({ name: `hidden-${mode}`, private: true });
    expect((await ada.slash(general, `/shipmate setup channel hidden-${mode}`)).text).toContain(
      "I can't find the channel",
    );
    expect((await ada.slash(general, `/shipmate setup channel ${uninvited.id}`)).text).toContain(
      '/invite @Shipmate',
    );
  });

  test('a private channel wants an invitation', async () => {
    harness.team.addChannel({ name: `secret-${mode}`, private: true });
    const asked = await ada.slash(general, `/shipmate setup channel #secret-${mode}`);
    expect(asked.text).toContain('/invite @Shipmate');
  });

  test('members may not set the community up', async () => {
    const lea = harness.team.addUser({ name: 'lea' });
    expect((await lea.slash(general, '/shipmate setup')).text).toContain('is only for organisers');
  });

  test('organisers name another one by their handle; a handle that nobody has names nobody', async () => {
    const lou = harness.team.addUser({ name: `lou-${mode}` });
    expect((await ada.slash(general, '/shipmate setup organiser @nobody')).text).toContain("I can't find");
    expect((await ada.slash(general, `/shipmate setup organiser @lou-${mode}`)).text).toContain('Done');
    expect((await lou.slash(general, '/shipmate setup')).text).toContain('Extra organisers');
  });

  test("a public answer is seen by everybody, and its button is anybody's", async () => {
    const posted = await ada.slash(general, '/shipmate setup invite');
    expect(posted.messages.at(-1)?.text).toContain('What did you build today?');
    const mia = harness.team.addUser({ name: 'mia' });
    expect((await mia.press(posted.shown, 'Join')).view?.title).toBe('Your daily prompt');
  });

  test('plain words of somebody who has not begun are answered once with what this is', async () => {
    const nia = harness.team.addUser({ name: 'nia' });
    await nia.say('dm', 'built a parser');
    await nia.say('dm', 'and a lexer');
    await until(() => harness.slack.messages(nia.dm).some((it) => it.record.byBot));
    await nia.slash(general, '/shipmate today');
    const said = harness.slack.messages(nia.dm).filter((it) => it.record.byBot);
    expect(said.map((it) => it.text)).toEqual([expect.stringContaining("I haven't logged this")]);
    await nia.say(general, 'words for people');
    expect(general.messages.at(-1)?.record.byBot).toBe(false);
  });

  test('a button of another installation is answered kindly', async () => {
    const posted = await ada.slash(general, '/shipmate today');
    const old = posted.shown.snapshot();
    for (const block of old.blocks) {
      for (const element of (block.elements ?? []) as { value?: string }[])
        element.value = 'log.open~x~forged00';
    }
    expect((await ada.press(old, 'Log it')).text).toContain('is out of date');
  });
});
