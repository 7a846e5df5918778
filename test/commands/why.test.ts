import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  await app.join('ada');
  await app.join('bob');
});
afterAll(() => app.stop());

const error = 'Error: connect ECONNREFUSED 127.0.0.1:6379';
async function answer(
  reply: PlayedReply,
  words: string,
  label = 'Answer',
  who = 'ada',
): Promise<PlayedReply> {
  const form = await app.press(who, button(reply, label));
  return app.press(who, form.form?.action ?? '', { words });
}
const questionOf = (reply: PlayedReply) => reply.text.split('\n').at(-1);

describe('/why', () => {
  test('asks one question at a time, down to a root cause in the member’s words and one thing to check', async () => {
    const logged = await app.say('ada', `/stuck redis refuses error:"${error}" fix:"started it"`);
    const first = await app.press('ada', button(logged, 'Ask me why'));
    expect(first.code).toBe('why-question');
    expect(first.visibility).toBe('private');
    expect(first.text).toMatch(/^Why, question 1 of up to 5: redis refuses\n.*\?$/s);

    const second = await answer(first, 'nothing was listening on that port');
    expect(second.text).toContain('question 2 of up to 5');
    expect(questionOf(second)).not.toBe(questionOf(first));

    const back = await app.press('ada', button(second, 'Back'));
    expect(questionOf(back)).toBe(questionOf(first));
    const again = await answer(back, 'redis was not started with the api');
    const third = await app.press('ada', button(again, 'Skip'));
    expect(third.text).toContain('Why, question 3 of up to 5');
    // The same press again, on an older step, changes nothing.
    expect((await app.press('ada', button(again, 'Skip'))).text).toBe(third.text);

    const asksForIt = await answer(third, 'just tell me the fix');
    expect(asksForIt.text).toContain('what would settle it');
    expect(questionOf(asksForIt)).toBe(questionOf(third));

    const root = await app.press('ada', button(asksForIt, "That's the root cause"));
    expect(root.code).toBe('why-root');
    expect(root.text).toContain('> Redis was not started with the api.');
    const closing = await answer(
      root,
      'I assumed compose starts redis, but it was in another file',
      'Change it',
    );
    expect(closing.code).toBe('why-check');
    const done = await app.press('ada', button(closing, 'Sounds right'));
    expect(done.code).toBe('why-done');
    expect(done.text).toContain('Root cause: I assumed compose starts redis, but it was in another file');
    expect(done.text).toContain('I also saved it as the cause in your log');

    const tree = await app.press('ada', button(done, 'Show the whole chain'));
    expect(tree.text).toMatch(
      /ECONNREFUSED[\s\S]*└─ why: [\s\S]*redis was not started[\s\S]*\(skipped\)[\s\S]*root cause: I assumed[\s\S]*next time: /,
    );
    expect((await app.say('ada', '/history search compose')).text).toContain('redis refuses');
  });

  test('goes on with the chain that is open, in the DM as well, and stops and starts when one likes', async () => {
    const logged = await app.say(
      'ada',
      '/stuck cors blocks my fetch error:"No \'Access-Control-Allow-Origin\' header is present on the requested resource"',
    );
    const first = await app.press('ada', button(logged, 'Ask me why'));
    const there = await app.say('ada', '/why', 'dm');
    expect(questionOf(there)).toBe(questionOf(first));
    const stopped = await app.press('ada', button(there, 'Stop'));
    expect(stopped.code).toBe('why-stopped');
    const on = await app.press('ada', button(stopped, 'Continue'));
    expect(questionOf(on)).toBe(questionOf(first));
    await app.press('ada', button(on, 'Stop'));
    expect((await app.say('ada', '/why')).code).toBe('why-choice');
    expect(questionOf(await app.say('ada', '/why cors blocks'))).toBe(questionOf(first));
  });

  test('gives up a chain that reached its root only when that is said twice', async () => {
    const done = await app.say('ada', '/why redis refuses');
    expect(done.code).toBe('why-done');
    const asked = await app.press('ada', button(done, 'Start over'));
    expect(asked.text).toContain('I assumed compose starts redis');
    expect((await app.press('ada', button(asked, 'Keep it'))).code).toBe('why-done');
    expect((await app.press('ada', button(asked, 'Start over'))).text).toContain('1 of up to 5');
  });

  test('says kindly that nothing was found', async () => {
    expect((await app.say('ada', '/why nosuchword')).text).toContain(
      'Search your whole log with /learnings …',
    );
    expect((await app.say('bob', '/why show:tree')).code).toBe('nothing-to-ask');
  });

  test('is about one’s own pain points alone', async () => {
    expect((await app.say('bob', '/why')).code).toBe('nothing-to-ask');
    expect((await app.say('bob', '/why cors blocks')).code).toBe('entry-gone');
    await app.say('bob', '/log shipped the search page');
    expect((await app.say('bob', '/why shipped')).code).toBe('not-a-pain');
  });

  test('goes with the words when they are cleared, and with everything when its owner is erased', async () => {
    await app.join('cy');
    const logged = await app.say('cy', '/stuck it broke badly');
    await app.press('cy', button(logged, 'Ask me why'));
    const asked = await app.say('cy', '/history delete');
    await app.press('cy', button(asked, 'Keep the day, clear the text'));
    expect((await app.say('cy', '/why')).code).toBe('nothing-to-ask');
  });

  test('masks secrets in answers', async () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const logged = await app.say('bob', '/stuck push refused');
    const first = await app.press('bob', button(logged, 'Ask me why'));
    await answer(first, `I had ${secret} in the url`, 'Answer', 'bob');
    const tree = await app.say('bob', '/why show:tree');
    expect(tree.text).toContain('[masked');
    expect(tree.text).not.toContain(secret);
  });
});
