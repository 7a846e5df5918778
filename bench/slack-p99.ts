import { defaultTiming } from '../src/platforms/slack/ports.ts';
import { openSlackHarness } from '../test/platforms/slack/slack-harness.ts';
import { median, type WholeRow } from './measure.ts';
import { typist } from './slack-sides.ts';

const days = 5;
const due = 60;
const idleCommands = 150;
const dayMs = 24 * 60 * 60_000;
const firstPrompt = Date.UTC(2026, 10, 19, 9);

/** What somebody who types waits at most, nearly always, while everybody is being asked: through the real delivery worker, on the fake Slack. */
export const p99Row: WholeRow = {
  name: 'slack p99',
  what: `p99 of /shipmate today while ${due} are asked, beside the larger of 1.5 x idle and idle + 10 ms`,
  bar: 1,
  async whole(plantMs) {
    let now = firstPrompt - dayMs;
    const harness = await openSlackHarness({
      now: () => now,
      timing: { fanOutApartMs: defaultTiming.fanOutApartMs },
    });
    const { slack, team, bot, store } = harness;
    slack.rateLimits.enabled = false;
    const general = team.addChannel({ name: 'general', botIn: true });
    const type = typist(slack, [team.addUser({ name: 'ada' })], general);
    const several = async (isOver: (done: number) => boolean): Promise<number> => {
      const took: number[] = [];
      while (!isOver(took.length)) took.push((await type('/shipmate today')) + plantMs);
      return p99(took);
    };
    for (let each = 0; each < due; each++) {
      const user = team.addUser({ name: `member ${each}`, tz: 'UTC' });
      await user.slash(general, '/shipmate start zone:UTC time:09:00', { until: 'ack' });
    }
    await type('/shipmate log one thing');
    const started = async () => (await store.system.duePeople(now + dayMs, due + 1)).length >= due;
    while (!(await started())) await new Promise((resolve) => setTimeout(resolve, 50));

    const found = [];
    for (let day = 0; day < days; day++) {
      const idle = await several((done) => done >= idleCommands);
      const before = posts(slack);
      now = firstPrompt + day * dayMs;
      let isOver = false;
      const fanOut = bot.deliveryWorker.drain().finally(() => {
        isOver = true;
      });
      const busy = await several((done) => isOver && done > 0);
      await fanOut;
      if (posts(slack) - before < due) throw new Error('not everybody was asked');
      found.push({ ours: busy, other: Math.max(idle * 1.5, idle + 10) });
    }
    await harness.close();
    const byRatio = found.sort((a, b) => a.ours / a.other - b.ours / b.other);
    return byRatio[days >> 1] as (typeof found)[number];
  },
};

const posts = ({ requests }: { readonly requests: readonly { readonly method: string }[] }): number =>
  requests.filter((it) => it.method === 'chat.postMessage').length;

function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? median(values);
}
