import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCommands } from '../../src/chat/registry.ts';
import { nextWeek, utc } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
  await nextWeek(app);
  await app.join('olga', utc);
  await app.join('ada', utc);
});
afterAll(() => app.stop());

const post = async (path: string, body: object): Promise<PlayedReply> => {
  const response = await app.request(`/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { replies } = (await response.json()) as { replies: PlayedReply[] };
  return replies[0] as PlayedReply;
};

describe('help', () => {
  test('shows every command to an organiser, and no organiser command to others', async () => {
    const { commands } = await loadCommands(join(import.meta.dirname, '../../commands'));
    const all = (await app.say('olga', '/help')).text;
    for (const { name, summary } of commands)
      if (name !== 'help') expect(all).toContain(`- /${name} ${summary}`);
    expect(all).toContain('Learn more about one with /help log');
    expect((await app.say('ada', '/help')).text).not.toContain('/setup');
  });

  test('groups them, what a newcomer needs first, and leaves none over', async () => {
    const { text } = await app.say('olga', '/help');
    const titles = text.split('\n').filter((line) => /^[A-Z][a-z ]+$/.test(line));
    expect(titles).toEqual(['Start here', 'Days', 'Learn', 'Together', 'Account', 'Organisers']);
    const named = [...text.matchAll(/^- \/(\S+)/gm)].map((it) => it[1]);
    expect(named.slice(0, 7)).toEqual(['start', 'log', 'today', 'streak', 'history', 'stuck', 'settings']);
    expect(named.slice(7)).toEqual([
      ...['rest', 'pause', 'stop'],
      ...['why', 'learnings', 'review'],
      ...['kudos', 'roundup'],
      ...['link', 'export', 'privacy'],
      'setup',
    ]);
  });

  test('explains every command with its options', async () => {
    const { commands } = await loadCommands(join(import.meta.dirname, '../../commands'));
    for (const { name } of commands)
      expect((await app.say('olga', `/help ${name}`)).code).toBe('help-command');
    const log = await app.say('ada', '/help /log');
    expect(log.text).toContain('minutes: How long it took, in minutes (1 to 1440)');
    expect((await app.say('ada', '/help lgo')).text).toContain('Did you mean /log?');
  });
});

describe('what nobody declared', () => {
  test.each([
    ['/lgo x', 'unknown-command', 'Did you mean /log?'],
    ['/deck', 'moved-command', '/deck is now /review as:anki.'],
    ['/Leaderboard join', 'moved-command', '/leaderboard is now /roundup view:leaderboard.'],
    ['/unlink', 'moved-command', '/unlink is now the Unlink button in /link.'],
    ['/help deck', 'moved-command', '/deck is now /review as:anki.'],
    ['/help /unlink', 'moved-command', '/unlink is now the Unlink button in /link.'],
    ['/', 'unknown-command', '/help shows everything I can do.'],
    ['/constructor', 'unknown-command', "I don't know constructor."],
    ['/history burn', 'unknown-subcommand', '/history list'],
    ['/history constructor', 'unknown-subcommand', '/history list'],
    ['/settings colour:red', 'wrong-options', "I don't know the option colour:red."],
    ['/streak view:graph', 'wrong-options', 'view takes year, month, recap, milestone or why, not graph.'],
  ])('%s is answered with %s', async (text, code, words) => {
    const answer = await app.say('ada', text);
    expect(answer.code).toBe(code);
    expect(answer.text).toContain(words);
  });
});

describe('buttons', () => {
  test('that this installation did not make do nothing, and say so kindly', async () => {
    const real = button(await app.say('ada', '/privacy'), 'Erase my data…');
    const forged = [
      'privacy.erase~1~AAAAAAAA',
      `${real.slice(0, -1)}!`,
      'log.entry',
      '~',
      '__proto__~x',
      real.replace('ask', 'erase'),
    ];
    for (const action of forged) {
      for (const values of [[], {}]) {
        const answer = await post('press', { member: 'ada', action, values });
        expect(answer.code).toBe('stale-action');
        expect(answer.text).toContain('/today');
      }
    }
  });

  test('for another kind of press do nothing either', async () => {
    const form = await app.say('ada', '/log');
    expect((await app.press('ada', form.form?.action ?? '')).code).toBe('stale-action');
  });
});

describe('the same event twice', () => {
  test('logs once', async () => {
    const log = { member: 'ada', channel: 'general', text: '/log only once', event: 'e1' };
    expect((await post('say', log)).code).toBe('logged');
    await post('say', log);
    const found = await app.say('ada', '/history search only once');
    expect(found.text).toContain('1 entry');
    await app.advance('PT1S');
    const copies = (await app.messages({ channel: 'general' })).filter((it) =>
      it.text.includes('> only once'),
    );
    expect(copies.filter((it) => it.code === 'shared-entry')).toHaveLength(1);
  });

  test('undoes once', async () => {
    await app.say('ada', '/log first');
    await app.say('ada', '/log second');
    const undo = { member: 'ada', channel: 'general', text: '/history undo', event: 'e2' };
    await post('say', undo);
    await post('say', undo);
    expect((await app.say('ada', '/history')).text).toContain('first');
    expect((await app.say('ada', '/history')).text).not.toContain('second');
  });

  test('submits a form once', async () => {
    const { form } = await app.say('ada', '/log');
    const submit = { member: 'ada', action: form?.action, values: { text: 'by form' }, event: 'e3' };
    await post('press', submit);
    await post('press', submit);
    expect((await app.say('ada', '/history search by form')).text).toContain('1 entry');
  });

  test('starts once', async () => {
    const start = { member: 'ada', channel: 'general', text: '/start time:10:00', event: 'e4' };
    const samples = async () =>
      (await app.messages({ dm: 'ada' })).filter((it) => it.text.includes('what a prompt looks like')).length;
    const before = await samples();
    await post('say', start);
    await post('say', start);
    expect(await samples()).toBe(before + 1);
  });
});

describe('every button of every reply', () => {
  test('leads somewhere', async () => {
    const seen = new Map<string, { reply: string; action: string; values?: unknown }>();
    let on: string | undefined;
    const queue: PlayedReply[] = [];
    /** By handler: what stands before the first separator of a signed id. */
    const note = (reply: PlayedReply): void => {
      on = reply.id;
      for (const { label, action } of (reply.buttons ?? []).flat()) keep(`${label} of ${reply.code}`, action);
      if (reply.select)
        keep(`select of ${reply.code}`, reply.select.action, [reply.select.choices[0]?.value]);
      if (reply.form)
        keep(`form of ${reply.code}`, reply.form.action, { text: 'tried out', zone: 'Lisbon', time: '9' });
    };
    const keep = (reply: string, action: string, values?: unknown): void => {
      const name = `${action.split('~')[0]} ${Array.isArray(values) ? 'select' : values ? 'form' : 'press'}`;
      if (seen.has(name)) return;
      seen.set(name, { reply, action, values });
      queue.push({ code: reply, text: '', visibility: '', buttons: [], ...{ action, values, on } } as never);
    };
    await app.say('olga', '/log a first thing');
    await app.say('ada', '/log to be cheered');
    await app.advance('P1D');
    const commands = [
      '/start time:9',
      '/log what is new',
      '/log',
      '/log kept audience:private',
      '/today',
      '/streak',
      '/streak why',
      '/history',
      '/history edit',
      '/history delete',
      '/rest sunday',
      '/pause 2',
      '/kudos',
      '/roundup view:leaderboard',
      '/roundup',
      '/setup',
      '/setup channel #general',
      '/setup hide',
      '/setup invite',
      '/privacy',
      '/export',
      '/stop',
      '/start time:9',
    ];
    for (const text of commands) note(await app.say('olga', text));
    for (const where of [{ dm: 'olga' }, { channel: 'general' }])
      for (const message of await app.messages(where))
        if ('dm' in where || message.visibility === 'public') note(message);
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { action, values, on } = next as unknown as { action: string; values?: unknown; on?: string };
      if (action.startsWith('privacy.erase')) continue;
      const answer = await app.press('olga', action, values, on);
      expect({ from: next.code, action, code: answer.code }).not.toMatchObject({
        code: expect.stringMatching(/^(stale-action|unexpected)$/),
      });
      note(answer);
    }
    expect(seen.size).toBeGreaterThan(30);
  });
});
