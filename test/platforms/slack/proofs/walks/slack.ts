import { shownBy } from '../hands.ts';
import type { Walk } from './walk.ts';

/** What Slack refuses, loses or brings too late. */
export async function walkSlack({ harness, hands, member, general }: Walk): Promise<void> {
  const { faults } = harness.slack;
  const ada = await member('ada-slack');
  faults.error('views.open', 'expired_trigger_id', 2);
  const late = await hands.says(ada, 'log');
  const later = await hands.uses(ada, late, 'again');
  await hands.sends(ada, await hands.uses(ada, later, 'again'), { text: 'at the third try' });
  const today = await hands.says(ada, 'today');
  faults.error('views.open', 'expired_trigger_id');
  const again = await hands.uses(ada, today, 'log.open');
  await hands.sends(ada, await hands.uses(ada, again, 'again'), { text: 'once more' });
  faults.status('response_url', 404);
  await hands.says(ada, 'today');
  faults.error('users.info', 'ratelimited', 2);
  const bob = harness.team.addUser({ name: 'bob-slack' });
  await hands.says(bob, 'log without a profile');
  faults.error('views.publish', 'internal_error');
  await bob.openHome({ until: 'ack' });
  const old = shownBy(await hands.says(bob, 'today'))?.snapshot();
  for (const block of old?.blocks ?? [])
    for (const element of (block.elements ?? []) as { value?: string }[])
      element.value = 'log.open~x~forged00';
  await hands.uses(bob, old, 'log.open');
  faults.duplicateInteractions(1);
  faults.duplicateEvents(1);
  await hands.says(bob, 'log once, told twice', general);
  await hands.home(bob);
  faults.clear();
}
