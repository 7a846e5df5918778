import { until } from '../../slack-harness.ts';
import { shownBy } from '../hands.ts';
import { hourMs, type Walk } from './walk.ts';

/** Beginning, stopping, what one chooses, time off, and what is stored. */
export async function walkSettling({
  harness,
  hands,
  general,
  stranger,
  member,
  clock,
}: Walk): Promise<void> {
  const ada = stranger('ada-settles');
  await hands.says(ada, 'privacy');
  for (const line of [
    'today',
    'streak',
    'streak view:why',
    'export',
    'stop',
    'pause resume:yes',
    'unlink',
    'leaderboard',
  ])
    await hands.says(ada, line);
  await hands.home(ada);
  await hands.uses(ada, ada.home, 'start.join');
  await hands.closes(ada);

  const form = await hands.says(ada, 'start');
  await hands.sends(ada, form, { zone: 'Atlantis', time: '9pm' });
  await hands.sends(ada, form, { zone: 'Lisbon', time: 'noonish' });
  await hands.sends(ada, form, { time: '' });
  const started = await hands.sends(ada, form, { zone: 'Europe/Lisbon', time: '21:00', audience: 'private' });
  const sample = started.messages.at(-1) ?? harness.slack.messages(ada.dm).at(-1);
  await hands.uses(ada, sample, 'stop.now');
  await hands.uses(ada, sample, 'today.snooze');
  await hands.uses(ada, await hands.uses(ada, sample, 'today.snooze'), 'start.again');
  const stopped = await hands.says(ada, 'stop');
  await hands.uses(ada, sample, 'stop.now');
  await hands.uses(ada, stopped, 'start.again');
  await hands.says(ada, 'start zone:Atlantis');
  await hands.says(ada, 'start time:noonish');
  await hands.says(ada, 'start zone:Tokyo time:9pm');

  const bob = stranger('bob-settles');
  await hands.uses(bob, await hands.says(bob, 'start time:09:30'), 'start.zone');
  const offered = () =>
    harness.slack.messages(bob.dm).filter((it) => it.text.includes('Your profile now says'));
  for (const [zone, does] of [
    ['Asia/Tokyo', 'settings.keep'],
    ['America/Toronto', 'settings.move'],
  ] as const) {
    const before = offered().length;
    await bob.changeProfile({ tz: zone });
    await until(() => offered().length > before);
    await hands.uses(bob, offered().at(-1), does);
  }
  await hands.says(bob, 'settings');
  await hands.says(
    bob,
    'settings prompt:08:15 nudge:19:00 language:de cards:on cadence:weekdays assistant:off',
  );
  await hands.says(bob, 'settings audience:community roundup:on leaderboard:off');
  await hands.says(bob, 'settings prompt:25:00 zone:Atlantis');
  await hands.says(bob, 'settings audience:community', 'dm');
  await hands.says(bob, 'settings nonsense:on');

  const cem = await member('cem-settles');
  await hands.uses(cem, await hands.says(cem, 'rest tomorrow'), 'rest.undo');
  for (const day of ['someday', 'yesterday', '2099-01-01']) await hands.says(cem, `rest ${day}`);
  await hands.uses(cem, await hands.says(cem, 'pause'), 'pause.resume');
  await hands.says(cem, 'pause resume:yes');
  for (const day of ['someday', 'yesterday', '2099-01-01']) await hands.says(cem, `pause until:${day}`);
  for (const format of ['json', 'csv', 'markdown']) await hands.says(cem, `export format:${format}`);
  for (const line of ['help', 'help log', 'nonsense', 'history nonsense', 'log x minutes:soon', ''])
    await hands.says(cem, line);
  await hands.uses(cem, await hands.says(cem, 'privacy'), 'export.json');
  await hands.says(cem, 'log soon forgotten audience:community');
  const asked = await hands.uses(cem, await hands.says(cem, 'privacy'), 'privacy.ask');
  await hands.uses(cem, asked, 'privacy.keep');
  const question = shownBy(asked);
  await clock.forward(2 * hourMs);
  await hands.uses(cem, await hands.uses(cem, question, 'privacy.erase'), 'privacy.erase');
  await hands.uses(cem, question, 'privacy.erase');
  await hands.uses(cem, question, 'export.json');
  await cem.say('dm', 'am I still here?');

  await hands.uses(
    cem,
    general.messages.find((it) => it.labels.includes('Join')),
    'start.join',
  );
  await hands.closes(cem);
}
