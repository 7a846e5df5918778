import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  await app.join('ada');
});
afterAll(() => app.stop());

const fileOf = async (reply: PlayedReply) => (await app.request(reply.file?.url ?? '')).text();
const labels = (reply: PlayedReply) => (reply.buttons ?? []).flat().map((it) => it.label);

describe('/review', () => {
  test('asks back what broke, shows cause and fix, and schedules by four grades', async () => {
    expect((await app.say('ada', '/review')).code).toBe('deck-empty');
    await app.say('ada', '/stuck nothing known of this yet');
    expect((await app.say('ada', '/review')).code).toBe('deck-empty');
    await app.say(
      'ada',
      '/stuck entry:latest cause:"the port was taken" fix:"freed it" tag:"net work" project:"my api"',
    );
    const front = await app.say('ada', '/review');
    expect(front.text).toContain('nothing known of this yet');
    expect(front.text).not.toContain('the port was taken');
    const back = await app.press('ada', button(front, 'Show'));
    expect(back.text).toContain('Cause: the port was taken');
    expect(labels(back)).toEqual([
      'Forgot – again in 1 min',
      'Hard – again in 6 min',
      'Good – again in 10 min',
      'Easy – again in 8 d',
    ]);
    const graded = await app.press('ada', button(back, 'Easy – again in 8 d'));
    expect(graded.text).toMatch(/see it again in 8 d[\s\S]*All done for now\. Your next card is due/);
    expect((await app.press('ada', button(back, 'Forgot – again in 1 min'))).text).toContain(
      'already graded',
    );
  });

  test('an edited entry changes its card, a deleted one takes it along and brings it back', async () => {
    await app.say('ada', '/stuck wrong hour fix:"store UTC"');
    const front = await app.say('ada', '/review');
    await app.say('ada', '/stuck entry:"wrong hour" fix:"ask Temporal"');
    expect((await app.press('ada', button(front, 'Show'))).text).toContain('ask Temporal');
    const undone = await app.press(
      'ada',
      button(await app.say('ada', '/history delete wrong hour'), 'Delete'),
    );
    expect((await app.press('ada', button(front, 'Show'))).text).toContain("isn't in your deck anymore");
    expect((await app.say('ada', '/review')).text).toContain('Your deck has 1 card.');
    await app.press('ada', button(undone, 'Restore'));
    expect((await app.say('ada', '/review')).text).toContain('1 card due');
    await app.press('ada', (await app.say('ada', '/stuck entry:"wrong hour"')).form?.action ?? '', {
      text: 'wrong hour',
      cause: '',
      fix: '',
    });
    expect((await app.say('ada', '/review')).text).toContain('Your deck has 1 card.');
  });

  test('due cards are one line of the prompt, for whoever wants it', async () => {
    await app.say('ada', '/stuck cache stale cause:"no ttl"');
    await app.advance('P1D');
    const prompts = async () => (await app.messages({ dm: 'ada' })).filter((it) => it.code === 'prompt');
    expect((await prompts()).at(-1)?.text).not.toContain('card');
    await app.say('ada', '/settings cards:on');
    await app.advance('P1D');
    expect((await prompts()).at(-1)?.text).toContain('1 card in your deck is due for review.');
    expect(labels((await prompts()).at(-1) as PlayedReply)).toContain('Review');
  });
});

describe('the whole deck as a file', () => {
  test('is a text file in Anki’s import format', async () => {
    await app.say('ada', '/stuck "tabs\tand <b>quotes</b> & \\"marks\\"" cause:"a;b,c"');
    const text = await fileOf(await app.say('ada', '/review as:anki'));
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, 7)).toEqual([
      '#separator:tab',
      '#html:true',
      '#notetype:Basic',
      '#deck:Shipmate',
      '#columns:Guid\tFront\tBack\tTags',
      '#guid column:1',
      '#tags column:4',
    ]);
    const notes = lines.slice(7).map((line) => line.split('\t'));
    expect(notes.map((fields) => fields.length)).toEqual(notes.map(() => 4));
    expect(notes.every(([guid]) => /^shipmate-[\w-]+$/.test(guid ?? ''))).toBe(true);
    expect(notes[0]?.[3]).toBe('shipmate net work my-api');
    expect(text).toContain('&lt;b&gt;quotes');
    expect(text.includes('"')).toBe(false);
  });

  test('comes from a button where nothing is due', async () => {
    let done = await app.say('ada', '/review');
    while (labels(done).includes('Show')) {
      const back = await app.press('ada', button(done, 'Show'));
      done = await app.press('ada', button(back, labels(back).at(-1) ?? ''));
    }
    expect(labels(done)).toEqual(['Markdown', 'Printable page', 'Anki file']);
    for (const [label, start] of [
      ['Markdown', '# My deck'],
      ['Printable page', '<!doctype html>'],
      ['Anki file', '#separator:tab'],
    ] as const)
      expect((await fileOf(await app.press('ada', button(done, label)))).startsWith(start), label).toBe(true);
  });

  test('is a page to print that runs and loads nothing, and Markdown', async () => {
    await app.say('ada', '/stuck <script>alert(1)</script> cause:"<img src=x onerror=y>"');
    const page = await fileOf(await app.say('ada', '/review as:html'));
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script|<img|<link|https?:/);
    const text = await fileOf(await app.say('ada', '/review as:markdown'));
    expect(text).toContain('- **Cause:** the port was taken');
  });
});
