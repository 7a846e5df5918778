/**
 * A process of its own with the whole bot for many workspaces, on a database and a fake Slack of its parent's. Its argument
 * is `DayProcess` as JSON; its clock stands wherever its parent sets it, and its delivery worker runs when it is told to.
 */
import { fastify } from 'fastify';
import { createBot } from '../../../../src/app/bot.ts';
import { rulesOf } from '../../../../src/app/rules.ts';
import { joinSlack } from '../../../../src/app/slack.ts';
import { readConfig } from '../../../../src/config.ts';
import { openStore } from '../../../../src/store/index.ts';
import { secretBox } from '../../../../src/store/secret-box.ts';
import { slackInstallations } from '../../../../src/store/slack-installations.ts';
import { recordingLog } from '../../../support/bot-harness.ts';
import type { DayProcess, FromDay, ToDay } from './day-processes.ts';

const given = JSON.parse(process.argv[2] ?? '') as DayProcess;
let at = given.now;
const now = () => at;
const log = recordingLog();
let unexpected: string[] = [];
const tell = (it: FromDay): void => void process.send?.(it);

const store = await openStore(given.mongo, 'shipmate');
const bot = await createBot({
  store,
  rules: rulesOf(readConfig({})),
  now,
  machineNow: now,
  log,
  observe: ({ code, route }) => code === 'unexpected' && unexpected.push(route),
  unlimited: ['slack'],
});
const platform = joinSlack({
  bot,
  store,
  now,
  machineNow: Date.now,
  log,
  options: {
    apiUrl: given.apiUrl,
    timing: { fanOutApartMs: 0 },
    mode: {
      kind: 'oauth',
      signingSecret: given.signingSecret,
      clientId: given.clientId,
      clientSecret: given.clientSecret,
      stateSecret: 'the same state secret',
      installations: slackInstallations(store.connection, secretBox('a key that is long enough to be a key')),
    },
  },
});
const app = fastify();
if (platform.routes) await app.register(platform.routes);
const url = await app.listen({ port: 0, host: '127.0.0.1' });
await platform.start(bot.dispatcher);

async function end(): Promise<void> {
  await platform.stop();
  await app.close();
  await bot.deliveryWorker.stop();
  await store.close();
  tell({ done: 'end', unexpected });
  process.disconnect();
}

process.on('message', async (told: ToDay) => {
  if (told.do === 'end') return end();
  at = told.at;
  await bot.deliveryWorker.drain().catch((error: unknown) => unexpected.push(String(error)));
  tell({ done: 'run', unexpected });
  unexpected = [];
});
tell({ url });
