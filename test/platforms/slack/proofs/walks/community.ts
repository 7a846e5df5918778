import type { Walk } from './walk.ts';

/** A workspace in which nothing is there yet. */
export async function walkEmpty({ hands, organiser: mae }: Walk): Promise<void> {
  for (const line of [
    'setup test',
    'roundup',
    'roundup action:post',
    'setup hide',
    'kudos',
    'roundup view:leaderboard',
  ])
    await hands.says(mae, line);
  const left = await hands.uses(mae, await hands.says(mae, 'setup'), 'setup.roundup-fine');
  await hands.uses(mae, left, 'setup.audience', 'Keep them private');
}

/** What organisers do, what others may not, and a channel that does not let the bot in. */
export async function walkCommunity({
  harness,
  hands,
  general,
  member,
  organiser: mae,
}: Walk): Promise<void> {
  const { team } = harness;
  const ada = await member('ada-here');
  const setups = [
    'setup',
    'setup show',
    'setup roundup day:friday time:17:00',
    'setup roundup time:never',
    'setup roundup off:yes',
    'setup roundup day:sunday',
    'setup zone Europe/Lisbon',
    'setup zone Atlantis',
    'setup defaults prompt:09:00 audience:private',
    'setup defaults prompt:never',
    'setup assistant off',
    'setup assistant use:on',
    'setup test',
    'setup organiser @nobody',
    'setup hide nowhere',
  ];
  for (const line of setups) await hands.says(mae, line);
  await hands.says(ada, 'setup organiser @mae');
  await hands.says(mae, 'setup', 'dm');
  await hands.says(mae, `setup organiser @${ada.record.name}`);
  await hands.says(ada, 'setup show');
  await hands.says(mae, `setup organiser @${ada.record.name} remove:yes`);
  const shown = await hands.says(mae, 'setup show');
  await hands.uses(mae, shown, 'setup.test');
  await hands.uses(ada, await hands.uses(mae, shown, 'setup.invite'), 'start.join');
  await hands.closes(ada);
  await hands.uses(ada, (await hands.says(mae, 'setup invite')).messages.at(-1), 'start.join');
  await hands.closes(ada);

  const open = team.addChannel({ name: 'open' });
  const asked = await hands.says(mae, 'setup channel #open');
  await hands.uses(ada, asked, 'setup.join');
  await hands.uses(mae, asked, 'setup.join');
  await hands.says(ada, 'log into the new channel audience:community');
  await open.archive();
  await harness.bot.deliveryWorker.drain();
  await hands.says(mae, 'setup test');
  await hands.uses(mae, asked, 'setup.join');
  team.addChannel({ name: 'secret', private: true });
  await hands.says(mae, 'setup channel #secret');
  await hands.says(mae, 'setup channel #general');
  for (const name of ['#secret', '#general', 'same']) await hands.says(mae, `setup roundup-channel ${name}`);
  await general.removeBot();
  await hands.says(mae, 'setup test');
  await hands.says(ada, 'log where nobody reads audience:community');
  await harness.bot.deliveryWorker.drain();
  await general.inviteBot();
  await hands.says(mae, 'setup test');

  await hands.says(ada, 'log something to show audience:community');
  await harness.bot.deliveryWorker.drain();
  const hiding = await hands.says(mae, 'setup hide');
  const hidden = await hands.uses(mae, hiding, 'setup.hide');
  await hands.uses(mae, hiding, 'setup.hide');
  await hands.uses(mae, hidden, 'setup.unhide');
  await hands.uses(mae, hidden, 'setup.unhide');

  await hands.says(ada, 'roundup action:post');
  await hands.says(ada, 'roundup', 'dm');
  const preview = await hands.says(mae, 'roundup');
  const out = await hands.uses(ada, await hands.says(ada, 'roundup'), 'roundup.opt-out');
  await hands.uses(ada, out, 'roundup.opt-in');
  await hands.uses(mae, preview, 'roundup.post');
  await hands.uses(mae, preview, 'roundup.post');
  await harness.bot.deliveryWorker.drain();
  const posted = general.messages.findLast((it) => /(?:The week|\d+ days?) at/.test(it.text));
  await hands.uses(ada, posted, 'roundup.opt-out');
  await hands.uses(ada, posted, 'log.open');
  await hands.closes(ada);
}
