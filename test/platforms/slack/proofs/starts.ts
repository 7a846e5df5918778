import { manifestOf } from '../../../../src/platforms/slack/index.ts';
import { secretBox } from '../../../../src/store/secret-box.ts';
import { slackInstallations } from '../../../../src/store/slack-installations.ts';
import { startFakeSlack } from '../../../fakes/slack/index.ts';
import { at } from '../../../fakes/slack/json.ts';
import { door } from '../../../support/starts/door.ts';
import {
  killedStarts,
  type StartedPlatform,
  type StartOptions,
  type Starts,
} from '../../../support/starts/killed-starts.ts';
import { commands, type Mode } from '../slack-harness.ts';

export type StartMode = Mode | 'oauth';
export const startModes = ['socket', 'http', 'oauth'] as const satisfies readonly StartMode[];

const secretKey = 'a-key-that-is-long-enough-to-be-a-key';
const refusals = ['invalid_auth', 'token_revoked', 'account_inactive'];

/** The whole program on the fake Slack, killed and started again while prompts are due. */
export async function startsOnSlack(options: StartOptions & { readonly mode: StartMode }): Promise<Starts> {
  const platform = await slackToStartOn(options.mode, options.seed);
  try {
    return await killedStarts(platform, options);
  } finally {
    await platform.close();
  }
}

async function slackToStartOn(mode: StartMode, seed: number): Promise<StartedPlatform> {
  const manifest = manifestOf(commands, mode === 'socket' ? undefined : 'https://shipmate.example.org');
  const slack = await startFakeSlack({ manifest });
  const team = slack.addWorkspace({ name: 'Guild' });
  const way = await door({ host: '127.0.0.1', port: Number(new URL(slack.apiUrl).port) });
  const refusal = refusals[seed % refusals.length] as string;
  const { botToken, botUserId } = team;
  const { appToken, signingSecret, clientId, clientSecret } = slack;
  const envs: Readonly<Record<StartMode, Record<string, string>>> = {
    socket: { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken },
    http: { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret },
    oauth: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_STATE_SECRET: 'a state secret of the starts',
      SECRET_KEY: secretKey,
      PUBLIC_URL: 'https://shipmate.example.org',
    },
  };
  return {
    env: { ...envs[mode], SLACK_API_URL: `http://127.0.0.1:${way.address}/api/` },
    tokens: [botToken, appToken],
    async seed(store) {
      if (mode !== 'oauth') return;
      await slackInstallations(store.connection, secretBox(secretKey)).save({
        team: team.id,
        teamName: 'Guild',
        botUserId,
        botToken,
        scopes: team.scopes,
        installedAt: Date.now(),
      });
    },
    person() {
      const user = team.addUser({ tz: 'UTC' });
      return {
        identity: { platform: 'slack', team: team.id, user: user.id },
        dm: { platform: 'slack', team: team.id, channel: user.dm },
        prompts: () =>
          slack
            .messages(user.dm)
            .filter((it) => String(at(it.metadata, 'event_payload.id')).includes(':prompt:')).length,
      };
    },
    async trouble(kind, on) {
      if (kind === 'unreachable') await (on ? way.shut() : way.open());
      if (on && kind === 'failing') slack.faults.status('*', 500, Number.POSITIVE_INFINITY);
      if (on && kind === 'token-refused') slack.faults.error('*', refusal, Number.POSITIVE_INFINITY);
      if (!on) slack.faults.clear();
    },
    violations: () => slack.violations.map((it) => JSON.stringify(it)),
    async close() {
      await way.close();
      await slack.close();
    },
  };
}
