import { until } from '../../slack-harness.ts';
import { offersOf } from '../hands.ts';
import type { Walk } from './walk.ts';

/** Logging, looking, mending and taking back. */
export async function walkLogging({ harness, hands, general, member, stranger }: Walk): Promise<void> {
  const ada = await member('ada-logs');
  await hands.says(ada, 'log    ');
  await hands.closes(ada);
  await hands.says(ada, 'log \u200b');
  await hands.says(ada, 'log too late date:2020-01-01');
  await hands.says(ada, 'log too early date:2030-01-01');
  await hands.says(ada, 'log when date:someday');
  await hands.says(ada, 'log a URL shortener minutes:45 project:shortener tag:redis');
  const form = await hands.says(ada, 'log');
  await hands.sends(ada, form, { text: 'a parser', minutes: `many #${'x'.repeat(40)}`, date: 'someday' });
  await hands.sends(ada, form, { text: '\u200b', minutes: '', date: '' });
  await hands.sends(ada, form, { text: 'a parser', Project: 'shortener', minutes: '5', date: '2020-01-01' });
  const logged = await hands.sends(ada, form, { text: 'a parser', date: 'today' });
  const edit = await hands.uses(ada, logged, 'history.edit');
  await hands.sends(ada, edit, { text: '\u200b' });
  await hands.sends(ada, edit, { text: 'a lexer', minutes: '0' });
  await hands.sends(ada, edit, { minutes: '7', date: '2020-01-01' });
  const edited = await hands.sends(ada, edit, { date: 'today', Project: 'brand new' });
  await hands.uses(ada, edited, 'history.revert');
  await hands.uses(ada, edited, 'history.revert');
  await hands.uses(ada, await hands.uses(ada, logged, 'history.undo'), 'history.restore');
  await hands.uses(ada, await hands.says(ada, 'log for a moment'), 'history.undo');
  await hands.says(ada, 'history undo');
  await hands.says(ada, 'history search shortener');
  await hands.says(ada, 'history search nowhere');
  await hands.says(ada, 'history search ...');
  await hands.says(ada, 'history list date:someday');
  await hands.says(ada, 'history list project:shortener tag:redis');
  await hands.sends(ada, await hands.says(ada, 'history edit shortener'), { text: 'a better shortener' });
  await hands.says(ada, 'history edit nowhere');

  const bob = await member('bob-logs');
  for (const line of ['history', 'history undo', 'history delete', 'history edit'])
    await hands.says(bob, line);
  await hands.says(bob, 'log the only thing');
  const lowers = await hands.says(bob, 'history delete');
  await hands.uses(bob, lowers, 'history.show');
  await hands.uses(bob, await hands.uses(bob, lowers, 'history.blank'), 'history.revert');
  const removed = await hands.uses(bob, lowers, 'history.remove');
  await hands.uses(bob, lowers, 'history.remove');
  await hands.uses(bob, lowers, 'history.blank');
  await hands.uses(bob, removed, 'history.restore');
  await hands.uses(bob, removed, 'history.restore');
  for (let each = 0; each < 11; each++) await hands.says(bob, `log thing ${each}`);
  await hands.says(bob, 'history delete thing');
  const list = await hands.says(bob, 'history list');
  await hands.uses(bob, await hands.uses(bob, list, 'history.older'), 'history.newest');
  const card = await hands.uses(bob, list, 'history.show');
  await hands.uses(bob, card, 'history.delete');
  await hands.uses(bob, await hands.uses(bob, card, 'history.share'), 'history.hide');
  await hands.uses(bob, await hands.uses(bob, card, 'history.share'), 'history.hide');
  await hands.uses(bob, await hands.says(bob, 'log private here audience:private'), 'history.share');
  await hands.says(bob, 'log in the DM audience:community', 'dm');

  const cem = await member('cem-logs');
  const words = await cem.say(general, 'shipped it at last');
  for (const [id, other] of [
    ['message-log-this-as-progress', 'shipped it again'],
    ['message-log-this-as-what-broke', 'it broke again'],
  ] as const) {
    await hands.menu(cem, id, await cem.say(general, other));
    await hands.menu(bob, id, words);
    await hands.menu(cem, id, await cem.say(general, '\u200b'));
  }
  await hands.menu(cem, 'message-log-this-as-progress', words);
  await hands.menu(cem, 'message-log-this-as-progress', words);
  await hands.sends(cem, await hands.shortcut(cem), { text: 'from anywhere' });
  await hands.closes(cem);
  await hands.sends(cem, await hands.uses(cem, await hands.says(cem, 'today'), 'log.open'), {
    text: 'from today',
  });

  const year = await hands.says(cem, 'streak');
  await hands.uses(cem, await hands.uses(cem, year, 'streak.picture'), 'streak.why');
  await hands.says(cem, 'streak view:why theme:dark');

  const shared = await hands.says(cem, 'log for all to see audience:community');
  await harness.bot.deliveryWorker.drain();
  const copy = general.messages.find((it) => it.text.includes('for all to see'));
  await hands.uses(bob, copy, 'kudos.give');
  await hands.uses(bob, copy, 'kudos.give');
  await hands.uses(cem, copy, 'kudos.give');
  await hands.uses(bob, await hands.says(bob, 'kudos'), 'kudos.give');
  await hands.says(bob, 'kudos nowhere');
  await hands.says(bob, 'kudos', 'dm');
  await hands.uses(cem, shared, 'history.hide');
  await hands.uses(bob, copy, 'kudos.give');
  await hands.uses(cem, await hands.says(cem, 'roundup view:leaderboard'), 'roundup.leaderboard-join');
  await hands.uses(
    cem,
    await hands.uses(cem, await hands.says(cem, 'roundup'), 'roundup.leaderboard'),
    'roundup.leaderboard-leave',
  );
  await hands.says(cem, 'roundup view:leaderboard', 'dm');
  await hands.says(stranger('dov-logs'), 'kudos nowhere');
}

/** The Home tab: its buttons, its menus, its search, and what is done in the modals that they open. */
export async function walkHome({ harness, hands, general, member }: Walk): Promise<void> {
  const eva = await member('eva-home');
  await hands.home(eva);
  await hands.uses(eva, eva.home, 'today.skip');
  await hands.closes(eva);
  await until(() => offersOf(eva.home!).some((it) => it.does === 'today.unskip'));
  await hands.uses(eva, eva.home, 'today.unskip');
  await hands.closes(eva);
  await hands.sends(eva, await hands.uses(eva, eva.home, 'log.open'), { text: 'from the Home tab' });
  await hands.closes(eva);
  const broke = await hands.uses(eva, eva.home, 'stuck.open');
  await hands.sends(eva, broke, { text: 'broke at home', error: 'ECONNREFUSED 127.0.0.1:6379' });
  const find = (entry: string, label: string) => async () => {
    const menu = offersOf(eva.home!).find(
      (it) => it.label === label && JSON.stringify(it.placed.block).includes(entry),
    );
    return menu && hands.take(eva, eva.home!, menu);
  };
  await until(() => JSON.stringify(eva.home?.blocks).includes('broke at home'));
  await hands.closes(eva);
  await hands.sends(eva, (await find('from the Home tab', 'Edit')())!, { text: 'edited at home' });
  await hands.closes(eva);
  await until(() => JSON.stringify(eva.home?.blocks).includes('edited at home'));
  const card = await find('edited at home', 'Open')();
  await hands.sends(eva, await hands.uses(eva, card, 'history.edit'), { text: 'edited in the modal' });
  await hands.closes(eva);
  await until(() => JSON.stringify(eva.home?.blocks).includes('edited in the modal'));
  const asked = await find('edited in the modal', 'Delete')();
  const gone = await hands.uses(eva, asked, 'history.remove');
  await hands.uses(eva, gone, 'history.restore');
  await hands.closes(eva);
  const pick = offersOf(eva.home!).find((it) => it.placed.element.type === 'external_select');
  const found = await hands.take(eva, eva.home!, pick!, 'broke');
  await hands.uses(eva, found, 'stuck.state');
  await hands.closes(eva);
  await hands.take(eva, eva.home!, pick!, 'nowhere');
  await hands.uses(eva, eva.home, 'streak.year');
  await hands.closes(eva);
  await until(() => harness.slack.messages(eva.dm).at(-1)?.record.files.length === 1);
  await hands.uses(eva, eva.home, 'streak.why');
  await hands.closes(eva);
  const before = eva.home?.text;
  await hands.says(eva, 'settings prompt:06:45', general);
  await until(() => eva.home?.text !== before && eva.home?.text.includes('06:45') === true);
}
