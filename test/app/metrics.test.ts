import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppHarness, launch } from '../support/app-harness.ts';

let app: AppHarness;
const samples = async (): Promise<readonly string[]> =>
  (await (await app.request('/metrics')).text()).split('\n').filter((line) => !line.startsWith('#'));

beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

test('count what was asked and how it ended, what was delivered, what is owed, and how late', async () => {
  await app.join('ada', 'UTC');
  await app.say('ada', '/log built a parser');
  await app.say('ada', '/log minutes:never');
  await app.advance('P2D');
  expect(await samples()).toEqual(
    expect.arrayContaining([
      'shipmate_commands_total{platform="playground",route="log",code="logged"} 1',
      'shipmate_commands_total{platform="playground",route="log",code="wrong-options"} 1',
      expect.stringMatching(/^shipmate_command_seconds_count\{platform="playground"\} [3-9]$/),
      expect.stringMatching(/^shipmate_deliveries_total\{kind="prompt",state="sent"\} [12]$/),
      'shipmate_deliveries{state="pending"} 0',
      'shipmate_delivery_lag_seconds 0',
      expect.stringMatching(/^shipmate_nodejs_eventloop_lag_seconds /),
    ]),
  );
});
