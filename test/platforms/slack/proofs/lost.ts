import { formatDay } from '../../../../src/core/calendar/index.ts';
import { at } from '../../../fakes/slack/json.ts';
import { openSlackHarness } from '../slack-harness.ts';

export interface Lost {
  readonly lost: number;
  /** DMs with exactly one prompt, with none, and with more. */
  readonly once: number;
  readonly never: number;
  readonly twice: number;
  /** Copies in a channel, whose history the app may not read: each is there once, and reported as uncertain. */
  readonly copies: number;
  readonly copiesTwice: number;
  readonly reported: number;
}

const hourMs = 60 * 60_000;

/** As many prompts and shared entries whose answer is lost after Slack took them. */
export async function slackLost(options: {
  readonly members: number;
  readonly onProgress?: (done: number) => void;
}): Promise<Lost> {
  let now = Date.UTC(2026, 10, 19, 0, 0);
  const harness = await openSlackHarness({ now: () => now });
  const { slack, team, bot, store } = harness;
  slack.rateLimits.enabled = false;
  const boss = team.addUser({ name: 'boss', admin: true });
  const general = team.addChannel({ name: 'general', botIn: true });
  await boss.slash(general, '/shipmate setup channel #general');
  const users = Array.from({ length: options.members }, (_, each) =>
    team.addUser({ name: `m${each}`, tz: 'UTC' }),
  );
  for (const user of users) await user.slash(general, '/shipmate start zone:UTC time:09:00');
  slack.faults.dropAfterAccept('chat.postMessage', options.members * 2);
  now += 9 * hourMs;
  for (let run = 0; run < 4; run++) {
    await bot.deliveryWorker.drain();
    now += 60_000;
    options.onProgress?.(run);
  }
  slack.faults.clear();
  // More than are needed: whatever else is said must not use up what a copy is to lose.
  slack.faults.dropAfterAccept('chat.postMessage', options.members * 5);
  for (const user of users) await user.slash(general, '/shipmate log shared audience:community');
  for (let run = 0; run < 40; run++) {
    await bot.deliveryWorker.drain();
    now += hourMs;
    options.onProgress?.(4 + run);
  }
  const today = formatDay(Math.floor(Date.UTC(2026, 10, 19) / 86_400_000));
  const prompts = users.map(
    (user) =>
      slack
        .messages(user.dm)
        .filter((it) => String(at(it.metadata, 'event_payload.id')).endsWith(`:prompt:${today}`)).length,
  );
  const ids = general.messages
    .map((it) => String(at(it.metadata, 'event_payload.id')))
    .filter((id) => id.includes(':share:'));
  const states = await Promise.all(
    users.map(async (user) => {
      const person = await store.people.findByIdentity({ platform: 'slack', team: team.id, user: user.id });
      return person ? store.deliveries.latest(person.id, 'share', 5) : [];
    }),
  );
  const lost: Lost = {
    lost: options.members,
    once: prompts.filter((it) => it === 1).length,
    never: prompts.filter((it) => it === 0).length,
    twice: prompts.filter((it) => it > 1).length,
    copies: new Set(ids).size,
    copiesTwice: ids.length - new Set(ids).size,
    reported: states.flat().filter((it) => it.reason === 'uncertain' && it.state !== 'uncertain').length,
  };
  await harness.close();
  return lost;
}
