import { offersOf } from '../hands.ts';
import { hourMs, type Walk } from './walk.ts';

/** Days go by: prompts with all that can be done about them, and the question whether a fix held. */
export async function walkDays({ harness, hands, member, clock }: Walk): Promise<void> {
  const [ada, bob] = [await member('ada-days'), await member('bob-days')];
  await hands.says(ada, 'settings cards:on');
  for (const text of ['it broke', 'it broke again'])
    await hands.says(ada, `stuck ${text} cause:"a race" fix:"a lock"`);
  const inbox = (does: string, user = ada) =>
    harness.slack.messages(user.dm).filter((it) => offersOf(it).some((offer) => offer.does === does));
  const latest = (does: string, user = ada) => inbox(does, user).at(-1);

  await clock.to(9, 1);
  await hands.uses(ada, latest('review.next'), 'review.next');
  const prompt = latest('today.snooze');
  for (let time = 0; time < 4; time++) {
    await hands.uses(ada, prompt, 'today.snooze');
    await clock.forward(hourMs + 60_000);
  }
  await hands.uses(ada, await hands.uses(ada, prompt, 'today.skip'), 'today.unskip');
  await hands.uses(ada, await hands.uses(ada, await hands.says(ada, 'today'), 'today.skip'), 'today.unskip');
  await hands.uses(ada, prompt, 'today.skip');
  await hands.uses(ada, prompt, 'today.snooze');
  await hands.sends(ada, await hands.uses(ada, prompt, 'log.open'), { text: 'from the prompt' });
  await hands.uses(ada, prompt, 'today.snooze');
  await clock.to(9, 1);
  await hands.uses(ada, prompt, 'today.snooze');
  await hands.uses(ada, prompt, 'today.skip');
  for (let day = 0; day < 8; day++) {
    await hands.says(ada, `log day ${day}`);
    await clock.forward(24 * hourMs);
  }
  const [first, second] = inbox('stuck.held');
  await hands.uses(ada, first, 'stuck.held');
  await hands.uses(ada, second, 'stuck.back');
  await hands.says(ada, 'log the day after');
  await clock.forward(26 * hourMs);
  const old = await hands.says(ada, 'history search after');
  await hands.uses(ada, old, 'history.show');
  await hands.says(ada, 'history undo');
  await clock.to(20, 1);
  await hands.uses(bob, latest('stop.now', bob), 'stop.now');
}
