import type { FakeMessage, FakeUser } from '../../../../fakes/slack/index.ts';
import { pngOf } from '../../../../support/pictures.ts';
import { until } from '../../slack-harness.ts';
import { offersOf } from '../hands.ts';
import { hourMs, type Walk } from './walk.ts';

const dayMs = 24 * hourMs;

/** What is typed in the DM and becomes of it: offered, joined, taken apart, moved, edited, deleted, read later. */
export async function walkTyping({ harness, hands, member, clock }: Walk): Promise<void> {
  const ada = await member('ada-types');
  const told = (user: FakeUser = ada) => harness.slack.messages(user.dm).filter((it) => it.record.byBot);
  const answerTo = async (act: () => Promise<unknown>, user = ada): Promise<FakeMessage | undefined> => {
    const before = told(user).length;
    await act();
    await until(() => told(user).length > before);
    return told(user).at(-1);
  };
  const write = (words: string) => answerTo(() => hands.writes(ada, words));

  await hands.uses(ada, await write('built the parser'), 'log.audience');
  const joined = await hands.uses(ada, await write('and tested it'), 'log.join');
  await hands.uses(ada, joined, 'history.revert');
  await hands.uses(ada, await write(':tada:'), 'log.message');
  await walkPictures();
  await clock.forward(3 * dayMs);
  await clock.to(9, 30);
  const late = await write('built the lexer late at night');
  await hands.uses(ada, late, 'log.yesterday');
  await hands.uses(ada, late, 'log.yesterday');

  const prompt = told().find((it) => offersOf(it).some(({ does }) => does === 'today.snooze'));
  const message = await hands.writes(ada, 'bilt the printer', prompt && { inThreadOf: prompt });
  await until(() => told().at(-1)?.text.includes('bilt the printer') ?? false).catch(() => undefined);
  await answerTo(() => hands.rewrites(ada, message, 'built the printer'));
  await clock.forward(5 * dayMs);
  for (const [words, does] of [
    ['built a printer', 'log.leave'],
    ['built the printer and its tests', 'log.retype'],
  ] as const) {
    // Slack gives an edit the second in which it was made.
    await clock.forward(2_000);
    await hands.uses(ada, await answerTo(() => hands.rewrites(ada, message, words)), does);
  }
  await hands.uses(ada, await answerTo(() => ada.deleteMessage(message)), 'log.leave');
  await hands.writes(ada, 'built while nobody listened', { unheard: true });
  await hands.writes(ada, 'and once more', { unheard: true });
  const person = await harness.store.people.findByIdentity({
    platform: 'slack',
    team: harness.team.id,
    user: ada.id,
  });
  await harness.bot.jobs.catchUp(person?.id ?? '');

  await hands.says(ada, 'settings typing:off');
  await hands.uses(ada, await write('built it in silence'), 'log.message');

  /** A picture without a word is described, or put to what was just typed; and taken off again. */
  async function walkPictures(): Promise<void> {
    const files = [{ name: 'graph.png', bytes: pngOf('pixels') }];
    const alone = () => answerTo(() => hands.writes(ada, '', { files }));
    await hands.sends(ada, await hands.uses(ada, await alone(), 'log.describe'), { text: 'a graph of it' });
    await hands.uses(ada, await alone(), 'log.attach');
    const card = await hands.uses(ada, await hands.says(ada, 'history list'), 'history.show');
    await hands.uses(ada, card, 'history.unpicture');
  }
}

/** Questions of one's own, the weekly summary, a shared picture, and an organiser's checklist. */
export async function walkChoices({ harness, hands, member, organiser: mae, clock }: Walk): Promise<void> {
  const bob = await member('bob-chooses');
  const questions = await hands.uses(bob, await hands.says(bob, 'settings'), 'settings.lines');
  await hands.sends(bob, questions, { lines: 'What surprised you?' });
  await hands.says(bob, 'settings week:on');
  await hands.says(bob, 'log something to draw');
  const year = await hands.says(bob, 'streak');
  await hands.uses(bob, year, 'streak.share');
  await harness.bot.deliveryWorker.drain();
  const again = await hands.says(bob, 'streak');
  await hands.uses(bob, await hands.uses(bob, again, 'streak.shared'), 'streak.take-back');
  await hands.uses(bob, await hands.uses(bob, again, 'streak.share'), 'streak.take-back');
  for (let day = 0; day < 8; day++) {
    await clock.forward(dayMs);
    await hands.says(bob, `log day ${day}`);
  }
  const summary = harness.slack
    .messages(bob.dm)
    .findLast((it) => offersOf(it).some(({ does }) => does === 'settings.week'));
  await hands.uses(bob, summary, 'settings.week');

  await hands.sends(mae, await hands.says(mae, 'setup questions'), { lines: 'Who did you help?' });
  await hands.says(bob, 'setup questions');
  await hands.closes(bob);
}
