import type { Walk } from './walk.ts';

/** What broke, why, the learning log, the deck and its reviews. */
export async function walkLearning({ hands, member, stranger }: Walk): Promise<void> {
  const none = stranger('nil-learns');
  for (const line of ['deck', 'review as:anki', 'review', 'learnings', 'why', 'stuck entry:latest cause:x'])
    await hands.says(none, line);

  const ada = await member('ada-learns');
  for (const line of ['why', 'why latest', 'why nowhere', 'review', 'review as:html', 'learnings search:x'])
    await hands.says(ada, line);
  await hands.says(ada, 'log went well');
  await hands.says(ada, 'why well');
  const form = await hands.says(ada, 'stuck');
  await hands.sends(ada, form, { text: '\u200b' });
  await hands.sends(ada, form, {
    text: 'the queue stalls',
    error: 'Error: connect ECONNREFUSED 127.0.0.1:6379',
  });
  const logged = await hands.says(ada, 'stuck the cache forgets cause:"no limit" tag:redis');
  const added = await hands.uses(ada, logged, 'stuck.edit');
  await hands.sends(ada, added, { fix: 'a limit' });
  const card = await hands.uses(ada, await hands.says(ada, 'learnings cache'), 'stuck.show');
  const whole = await hands.uses(ada, card, 'stuck.edit');
  await hands.sends(ada, whole, { text: '\u200b' });
  const saved = await hands.sends(ada, whole, { text: 'the cache forgets keys', fix: '' });
  await hands.uses(ada, saved, 'stuck.state');
  await hands.uses(ada, card, 'stuck.state');
  await hands.says(ada, 'stuck entry:latest fix:"a larger one" state:fixed');
  await hands.says(ada, 'stuck entry:nowhere fix:none');
  await hands.says(ada, 'stuck too late date:2020-01-01');
  const which = await hands.says(ada, 'stuck state:understood');
  await hands.uses(ada, which, 'stuck.mark');
  const all = await hands.says(ada, 'learnings');
  await hands.uses(ada, all, 'learnings.markdown');
  await hands.says(ada, 'learnings nowhere');
  await hands.says(ada, 'learnings nowhere as:markdown');
  await hands.says(ada, 'learnings date:someday');
  await hands.says(ada, 'learnings from:someday as:markdown');

  const front = await hands.says(ada, 'review');
  const back = await hands.uses(ada, front, 'review.show');
  await hands.uses(ada, back, 'review.grade');
  await hands.uses(ada, back, 'review.grade');
  const done = await hands.says(ada, 'review');
  for (const format of ['markdown', 'html', 'anki']) await hands.uses(ada, done, `review.${format}`);

  await walkWhy(ada, hands);
  const lost = await hands.says(ada, 'stuck soon gone cause:haste');
  const review = await hands.says(ada, 'review');
  await hands.uses(ada, lost, 'history.undo');
  await hands.uses(ada, review, 'review.show');
  for (const does of ['stuck.state', 'why.begin', 'history.edit', 'history.undo'])
    await hands.uses(ada, lost, does);
}

type Whoever = Awaited<ReturnType<Walk['member']>>;

async function walkWhy(ada: Whoever, hands: Walk['hands']): Promise<void> {
  await hands.says(ada, 'why show:tree');
  const asked = await hands.uses(ada, await hands.says(ada, 'why'), 'why.begin', 'today: the queue stalls');
  await hands.sends(ada, await hands.uses(ada, asked, 'why.answer'), { words: '\u200b' });
  await hands.closes(ada);
  const answering = await hands.uses(ada, asked, 'why.answer');
  const second = await hands.sends(ada, answering, { words: 'Redis was not running' });
  await hands.uses(ada, asked, 'why.answer');
  await hands.uses(ada, asked, 'why.skip');
  const third = await hands.uses(ada, second, 'why.skip');
  const again = await hands.uses(ada, third, 'why.back');
  const stopped = await hands.uses(ada, again, 'why.stop');
  await hands.uses(ada, stopped, 'why.tree');
  const resumed = await hands.uses(ada, stopped, 'why.resume');
  const root = await hands.uses(ada, resumed, 'why.conclude');
  const differently = await hands.uses(ada, root, 'why.root');
  await hands.sends(ada, differently, { words: '\u200b' });
  const check = await hands.sends(ada, differently, { words: 'Nobody starts Redis after a reboot' });
  const back = await hands.uses(ada, check, 'why.back');
  const confirmed = await hands.uses(ada, back, 'why.confirm');
  const other = await hands.uses(ada, confirmed, 'why.check');
  await hands.sends(ada, other, { words: '\u200b' });
  const done = await hands.sends(ada, other, { words: 'whether Redis is up' });
  await hands.uses(ada, done, 'why.tree');
  const sure = await hands.uses(ada, done, 'why.anew');
  await hands.uses(ada, sure, 'why.begin');
  const anew = await hands.uses(ada, await hands.uses(ada, sure, 'why.anew'), 'why.anew');
  const next = await hands.sends(ada, await hands.uses(ada, anew, 'why.answer'), {
    words: 'The machine was rebooted at night',
  });
  const proposed = await hands.uses(ada, next, 'why.conclude');
  await hands.uses(ada, await hands.uses(ada, proposed, 'why.confirm'), 'why.settle');
  await hands.uses(ada, done, 'stuck.add');
  await hands.closes(ada);
  await hands.says(ada, 'why queue show:tree');
  await hands.uses(ada, await hands.says(ada, 'history delete queue'), 'history.remove');
  await hands.uses(ada, done, 'stuck.add');
}
