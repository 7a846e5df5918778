import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { nextWeek, utc, type Week } from './days.ts';

let app: AppHarness;
let week: Week;

beforeAll(async () => {
  app = await launch();
  week = await nextWeek(app);
  // The first member of a playground is an organiser.
  for (const name of ['olga', 'ada', 'bob', 'cy']) {
    await app.join(name, utc);
    await app.say(name, '/stop');
  }
});
afterAll(() => app.stop());

/** What a place shows, once everything under way has arrived. */
async function posted(code: string, channel = 'general'): Promise<readonly PlayedReply[]> {
  await app.advance('PT1S');
  return (await app.messages({ channel })).filter((it) => it.code === code);
}

const copies = async (): Promise<string[]> => (await posted('shared-entry')).map((it) => it.text);
const lastCopy = async (): Promise<PlayedReply> => (await posted('shared-entry')).at(-1) as PlayedReply;

describe('the copy of a shared entry', () => {
  test('is posted once, follows an edit and goes with a narrower audience', async () => {
    const logged = await app.say('ada', '/log built a parser minutes:40');
    expect(await copies()).toEqual(['ada built something:\n> built a parser\n40 min']);
    const form = await app.press('ada', button(logged, 'Edit'));
    await app.press('ada', form.form?.action ?? '', { text: 'built a fast parser', minutes: '40' });
    expect(await copies()).toEqual(['ada built something:\n> built a fast parser\n40 min']);
    const hidden = await app.press('ada', button(logged, 'Keep it private'));
    expect(hidden.text).toBe('Only you can see this now.');
    expect(await copies()).toEqual([]);
    await app.press('ada', button(hidden, 'Share with Playground'));
    expect(await copies()).toEqual(['ada built something:\n> built a fast parser\n40 min']);
  });

  test('goes with a deletion and an undo, and comes back with the entry', async () => {
    const before = await copies();
    await app.say('ada', '/log short-lived');
    expect(await copies()).toHaveLength(before.length + 1);
    const undone = await app.say('ada', '/history undo');
    expect(await copies()).toEqual(before);
    await app.press('ada', button(undone, 'Restore'));
    expect(await copies()).toHaveLength(before.length + 1);
    const asked = await app.say('ada', '/history delete short-lived');
    await app.press('ada', button(asked, 'Delete'));
    expect(await copies()).toEqual(before);
  });

  test('loses its words when only the day is kept', async () => {
    await app.say('cy', '/log said too much');
    const asked = await app.say('cy', '/history delete');
    await app.press('cy', button(asked, 'Keep the day, clear the text'));
    expect((await copies()).join()).not.toContain('said too much');
  });

  test('is hidden by an organiser, kept by its author, and can be shown again', async () => {
    await app.say('bob', '/log something rude');
    expect((await copies()).join()).toContain('something rude');
    expect((await app.say('ada', '/setup hide rude')).code).toBe('organisers-only');
    const hidden = await app.say('olga', '/setup hide rude');
    expect(hidden.code).toBe('hidden');
    expect((await copies()).join()).not.toContain('something rude');
    const card = await app.say('bob', '/history search rude');
    const open = await app.press('bob', card.select?.action ?? '', [card.select?.choices[0]?.value]);
    expect(open.text).toContain('hidden by an organiser');
    expect((await app.say('cy', '/kudos rude')).code).toBe('entry-gone');
    expect((await app.press('olga', button(hidden, 'Show it again'))).code).toBe('shown-again');
    expect((await copies()).join()).toContain('something rude');
  });
});

describe('kudos', () => {
  test('are counted once a person on the copy, and not for oneself', async () => {
    await app.say('bob', '/log shipped the compiler');
    const copy = await lastCopy();
    expect((await app.press('ada', button(copy, '👏 Cheer'))).text).toBe('👏 bob got your cheer (1 cheer).');
    expect((await app.press('ada', button(copy, '👏 Cheer'))).code).toBe('cheered-before');
    expect((await app.press('bob', button(copy, '👏 Cheer'))).code).toBe('own-entry');
    expect((await app.say('cy', '/kudos compiler')).text).toContain('2 cheers');
    expect(button(await lastCopy(), '👏 2 cheers')).toBeTruthy();
    expect((await app.say('bob', '/kudos compiler')).code).toBe('own-entry');
  });

  test('offer what others shared to choose from', async () => {
    const choice = await app.say('cy', '/kudos');
    expect(choice.select?.choices.map((it) => it.label)).toContain('bob: shipped the compiler');
    expect(choice.select?.choices.map((it) => it.label).join()).not.toContain('cy:');
    expect((await app.say('cy', '/kudos', 'dm')).code).toBe('community-only');
  });
});

describe('the leaderboard', () => {
  test('holds those who opted in, by consistency, and lets them go again', async () => {
    expect((await app.say('ada', '/roundup view:leaderboard')).text).toContain("No one's on it yet.");
    await app.press('bob', button(await app.say('bob', '/roundup view:leaderboard'), 'Join'));
    const before = await app.say('ada', '/roundup view:leaderboard');
    expect(before.text).toContain('1. bob: 100%');
    await app.press('ada', button(before, 'Join'));
    expect((await app.say('ada', '/roundup view:leaderboard')).text).toMatch(/ada \(you\): 100%/);
    await app.say('bob', '/settings leaderboard off');
    expect((await app.say('ada', '/roundup view:leaderboard')).text).not.toContain('bob');
  });

  test('shows nothing of private entries', async () => {
    await app.say('cy', '/log secret audience:private');
    await app.press('cy', button(await app.say('cy', '/roundup view:leaderboard'), 'Join'));
    expect((await app.say('ada', '/roundup view:leaderboard')).text).not.toContain('. cy');
  });
});

describe('the roundup', () => {
  test('is shown before, posted once a week, and made of shared entries alone', async () => {
    await app.say('ada', '/log private thing audience:private');
    const preview = await app.say('bob', '/roundup');
    expect(preview.text).not.toContain('If you post it now');
    expect((await app.say('olga', '/roundup')).text).toMatch(
      /If you post it now, the next one comes .* in 13 days\./,
    );
    expect(preview).toMatchObject({ code: 'roundup-preview', visibility: 'private' });
    expect(preview.text).toContain('shipped the compiler (👏 2)');
    expect(preview.text).not.toContain('private thing');
    expect((await app.say('bob', '/roundup post')).code).toBe('organisers-only');
    await app.to(week.at(7, '12:00'));
    const [roundup, ...others] = await posted('roundup');
    expect(others).toEqual([]);
    expect(roundup?.at).toContain(week.at(6, '18:00').slice(0, 16));
    expect(roundup?.text).toContain('ada');
    expect(roundup?.text).toContain('bob: shipped the compiler');
    expect(roundup?.text).not.toContain('private thing');
    expect(roundup?.picture?.alt).toContain('The roundup of');
  });

  test('leaves out whoever says so with one press, the posted one too', async () => {
    const [roundup] = await posted('roundup');
    const out = await app.press('bob', button(roundup as PlayedReply, 'Leave me out'));
    expect(out.text).toContain('including those already posted');
    const [rewritten] = await posted('roundup');
    expect(rewritten?.text).not.toContain('bob');
    expect(rewritten?.text).toContain('ada');
    await app.say('bob', '/log of no roundup');
    await app.say('ada', '/log for the second roundup');
    await app.to(week.at(14, '12:00'));
    const second = (await posted('roundup'))[1];
    expect(second?.text).toContain('for the second roundup');
    expect(second?.text).not.toContain('bob');
    await app.press('bob', button(out, 'Put me back in'));
    expect((await posted('roundup'))[1]?.text).toContain('of no roundup');
  });

  test('follows the setting as it follows the button', async () => {
    expect((await posted('roundup'))[1]?.text).toContain('bob');
    await app.say('bob', '/settings roundup:off');
    expect((await posted('roundup'))[1]?.text).not.toContain('bob');
    await app.say('bob', '/settings roundup:on');
    expect((await posted('roundup'))[1]?.text).toContain('bob');
  });

  test('no longer shows what was deleted since', async () => {
    const asked = await app.say('ada', '/history delete second roundup');
    await app.press(
      'ada',
      button(asked, asked.buttons?.[0]?.[0]?.label.startsWith('Keep') ? 'Delete anyway' : 'Delete'),
    );
    expect((await posted('roundup')).map((it) => it.text).join()).not.toContain('for the second roundup');
  });

  test('is posted now by an organiser, and then not again that week', async () => {
    await app.say('cy', '/log for the third');
    const asked = await app.say('olga', '/roundup post');
    expect(asked.code).toBe('roundup-post-asked');
    expect(asked.text).toMatch(/the next one comes \w+,? \d+ \w+ at 18:00, in 13 days\./);
    expect(await posted('roundup')).toHaveLength(2);
    const done = await app.press('olga', button(asked, 'Post it now'));
    expect(done.code).toBe('roundup-posted');
    expect(done.text).toMatch(/The next one comes \w+,? \d+ \w+ at 18:00\./);
    expect(await posted('roundup')).toHaveLength(3);
    expect((await app.press('olga', button(asked, 'Post it now'))).text).toContain('already posted');
    expect((await app.say('olga', '/roundup post')).text).toContain('already posted');
    // One a week: the next one that comes is next week's, wherever that is told.
    const next = /comes (.*?)\./.exec(done.text)?.[1];
    expect((await app.say('olga', '/setup show')).text).toContain(`next ${next}`);
    expect((await app.say('olga', '/roundup')).text).toContain(`It goes out ${next}`);
    const preview = await app.say('olga', '/roundup');
    expect(preview.buttons?.flat().map((it) => it.label)).toEqual(['Leave me out', 'Leaderboard']);
    await app.to(week.at(21, '12:00'));
    expect(await posted('roundup')).toHaveLength(3);
  });

  test('is kind about a quiet week', async () => {
    await app.to(week.at(28, '12:00'));
    const quiet = (await posted('roundup-quiet')).at(-1);
    // Since the one that was posted by hand.
    expect(quiet?.text).toMatch(
      /^14 days at Playground, \d+.* \w+\n\nA quiet time: nothing was shared\. New week, fresh start – one line is enough\.$/,
    );
  });
});

describe('setup', () => {
  test.each([
    '/setup',
    '/setup channel #general',
    '/setup zone Lisbon',
    '/setup test',
    '/setup invite',
    '/setup organiser @ada',
  ])('refuses %s to whoever is no organiser', async (command) => {
    expect((await app.say('ada', command)).code).toBe('organisers-only');
  });

  test('only works in a community', async () => {
    expect((await app.say('olga', '/setup', 'dm')).code).toBe('community-only');
  });

  test('chooses where roundups and shared entries go', async () => {
    const refused = await app.say('olga', '/setup channel #nowhere');
    expect(refused.code).toBe('cannot-post');
    expect(refused.text).toContain('#general');
    const changed = await app.say('olga', '/setup channel #shipped');
    expect(changed.text).toContain('#shipped');
    const tested = await app.press('olga', button(changed, 'Test post'));
    expect(tested.code).toBe('test-posted');
    expect(await posted('test-post', 'shipped')).toHaveLength(1);
    await app.say('ada', '/log somewhere else');
    expect((await posted('shared-entry', 'shipped')).at(-1)?.text).toContain('somewhere else');
  });

  test('sets the roundup, its zone, and what is offered at joining', async () => {
    expect((await app.say('olga', '/setup roundup friday 5pm')).text).toContain('Friday at 17:00');
    expect((await app.say('olga', '/setup roundup day:noday')).code).toBe('wrong-options');
    expect((await app.say('olga', '/setup roundup time:25:00')).code).toBe('wrong-time');
    expect((await app.say('olga', '/setup zone Berlin')).text).toContain('Europe/Berlin');
    expect((await app.say('olga', '/setup zone Atlantis')).code).toBe('unknown-zone');
    expect((await app.say('olga', '/setup defaults prompt:8:30 audience:private')).text).toContain('08:30');
    const shown = await app.say('olga', '/setup show');
    expect(shown.text).toContain('4 people joined so far');
    expect(shown.text).toContain('Friday at 17:00');
    expect(shown.text).toContain('prompt at 08:30, entries private');
    expect((await app.say('olga', '/setup roundup off')).text).toContain('Roundups are off');
  });

  test('invites with a button that opens the form', async () => {
    const invitation = await app.say('olga', '/setup invite');
    expect(invitation.visibility).toBe('public');
    const form = await app.press('cy', button(invitation, 'Join'));
    expect(form.form?.fields.map((it) => it.name)).toEqual(['zone', 'time', 'audience']);
    const wrong = await app.press('cy', form.form?.action ?? '', {
      zone: 'Nowhere',
      time: '25',
      audience: 'private',
    });
    expect(Object.keys(wrong.errors ?? {})).toEqual(['zone', 'time']);
    const started = await app.press('cy', form.form?.action ?? '', {
      zone: 'Tokyo',
      time: '7am',
      audience: 'private',
    });
    expect(started.text).toContain("I'll check in daily at 07:00");
    expect(started.text).toContain('What you log here is private');
  });

  test('names another organiser by name, and takes the role back', async () => {
    expect((await app.say('olga', '/setup organiser @nobody')).code).toBe('unknown-account');
    await app.say('olga', '/setup organiser @ada');
    expect((await app.say('ada', '/setup')).code).toBe('setup');
    await app.say('olga', '/setup organiser @ada remove');
    expect((await app.say('ada', '/setup')).code).toBe('organisers-only');
  });
});
