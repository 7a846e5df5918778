import { expect } from 'vitest';
import type { Member, Shown, TalkHarness } from './talk-harness.ts';

const error = 'Error: connect ECONNREFUSED 127.0.0.1:6379';
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The question that stands in what is shown. */
export const questionIn = ({ text }: Shown): string => text.trim().split('\n').at(-1) ?? '';

const answer = (member: Member, shown: Shown, words: string): Promise<Shown> =>
  member.fill(shown, 'Answer', { 'Your answer': words });

/** The whole way of one member: from what broke to its card, as they would go it. */
export async function goTheWholeWay(
  harness: TalkHarness,
  member: Member,
  assistant: 'on' | 'off' = 'off',
): Promise<void> {
  await member.start();
  await member.say('settings', { assistant });
  const logged = await member.say('stuck', { text: 'redis refuses the api', error, project: 'ships' });
  expect(logged.text).toContain('redis refuses the api');
  await askWhy(member, logged);
  await stopAndGoOn(member);
  await seeItAgain(harness, member);
  await review(harness, member);
  await takeFiles(member);
}

/** Back, skip, a root cause in the member's own words, and one thing to check. */
async function askWhy(member: Member, logged: Shown): Promise<void> {
  const first = await member.press(logged, 'Ask me why');
  expect(first.text).toContain('1 of up to 5');
  expect(questionIn(first)).toMatch(/\?$/);
  const second = await answer(member, first, 'nothing was listening on that port');
  expect(questionIn(second)).not.toBe(questionIn(first));
  const back = await member.press(second, 'Back');
  expect(questionIn(back)).toBe(questionIn(first));
  const again = await answer(member, back, 'redis was not started together with the api');
  const third = await member.press(again, 'Skip');
  expect(third.text).toContain('3 of up to 5');
  const asks = await answer(member, third, 'just tell me the fix');
  expect(asks.text).toContain('what would settle it');
  const root = await member.press(asks, "That's the root cause");
  expect(root.text).toContain('Redis was not started together with the api.');
  const closing = await member.fill(root, 'Change it', {
    'In one sentence': 'I assumed compose starts redis, but it stood in another file',
  });
  const done = await member.press(closing, 'Sounds right');
  expect(done.text).toContain('Root cause: I assumed compose starts redis');
  expect(done.text).toContain('I also saved it as the cause in your log');
  expect((await member.press(done, 'Show the whole chain')).text).toMatch(/\(skipped\)[\s\S]*next time: /);
}

async function stopAndGoOn(member: Member): Promise<void> {
  const logged = await member.say('stuck', { text: 'the tests hang at night', project: 'ships' });
  const first = await member.press(logged, 'Ask me why');
  const stopped = await member.press(first, 'Stop');
  expect(stopped.text).toContain('Stopped');
  expect(questionIn(await member.press(stopped, 'Continue'))).toBe(questionIn(first));
}

/** The same error comes back, is fixed, is asked after a week later, and has come back once more. */
async function seeItAgain(harness: TalkHarness, member: Member): Promise<void> {
  await harness.later(60_000);
  const again = await member.say('stuck', {
    text: 'redis again',
    error: error.replace('127.0.0.1:6379', 'redis:6380'),
    fix: 'started redis in the same compose file',
  });
  expect(again.text).toContain('this is your second ECONNREFUSED');
  expect(again.text).toContain('I assumed compose starts redis');
  await harness.later(weekMs + weekMs / 7);
  const asked = await member.inbox('Is it still fixed?');
  expect(asked.text).toContain('started redis in the same compose file');
  const back = await member.press(asked, 'No, it came back');
  expect(back.text).toContain("It's open again");
  expect(back.labels).toContain('Ask me why');
}

async function review(harness: TalkHarness, member: Member): Promise<void> {
  const front = await member.say('review');
  expect(front.text).toContain('2 cards due');
  const cardBack = await member.press(front, 'Show');
  const good = cardBack.labels.find((it) => it.startsWith('Good'))!;
  const next = await member.press(cardBack, good);
  expect(next.text).toMatch(/You'll see it again in 10 min[\s\S]*1 card due/);
  await harness.later(3_600_000);
  expect((await member.say('review')).text).toContain('2 cards due');
}

async function takeFiles(member: Member): Promise<void> {
  await member.say('review', { as: 'anki' });
  const cards = await member.file();
  expect(cards.split('\n')[0]).toBe('#separator:tab');
  expect(cards).toContain('<b>Cause:</b> I assumed compose starts redis');
  await member.say('learnings', { as: 'markdown' });
  const log = await member.file();
  expect(log).toMatch(/## ships[\s\S]*\*\*Why\*\*[\s\S]*\*\*Root cause:\*\* I assumed compose starts redis/);
  expect((await member.say('learnings', { search: 'compose' })).text).toContain('redis refuses the api');
}
