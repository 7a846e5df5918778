import { openSlackHarness, until } from '../slack-harness.ts';

export interface Repeats {
  readonly deliveries: number;
  readonly entries: number;
  readonly answers: number;
  readonly violations: readonly unknown[];
}

/** `commands` different commands, each delivered `times` more times, some at once and some later. */
export async function slackRepeats(options: {
  readonly commands: number;
  readonly times: number;
  readonly mode: 'socket' | 'http';
  readonly onProgress?: (done: number) => void;
}): Promise<Repeats> {
  const harness = await openSlackHarness({ mode: options.mode });
  harness.slack.rateLimits.enabled = false;
  const ada = harness.team.addUser({ name: 'ada' });
  const general = harness.team.addChannel({ name: 'general' });
  for (let each = 0; each < options.commands; each++) {
    await ada.slash(general, `/shipmate log number ${each}`, { until: 'ack' });
  }
  const person = () =>
    harness.store.people.findByIdentity({ platform: 'slack', team: harness.team.id, user: ada.id });
  const entries = async () =>
    (await harness.store.entries.list((await person())?.id ?? '', {}, { limit: 100_000 })).length;
  await until(async () => (await entries()) >= options.commands, 60_000);
  const all = [...harness.slack.deliveries];
  let done = 0;
  for (let time = 0; time < options.times; time++) {
    for (let from = 0; from < all.length; from += 50) {
      await Promise.all(all.slice(from, from + 50).map((delivery) => harness.slack.redeliver(delivery)));
      done += Math.min(50, all.length - from);
      options.onProgress?.(done);
    }
  }
  const answers = general.record.messages.filter((it) => it.ephemeralFor !== undefined).length;
  const repeats = {
    deliveries: all.length + done,
    entries: await entries(),
    answers,
    violations: harness.slack.takeViolations(),
  };
  await harness.close();
  return repeats;
}
