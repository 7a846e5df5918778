import { type App, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietLogger, type Running, startSocketApp } from './bolt.ts';
import { type FakeSlack, type FakeUser, type FakeWorkspace, startFakeSlack } from './index.ts';

let now: number;
let slack: FakeSlack;
let team: FakeWorkspace;
let user: FakeUser;
let client: webApi.WebClient;
let running: Running | undefined;

beforeEach(async () => {
  now = Date.parse('2026-11-22T09:00:00Z');
  slack = await startFakeSlack({ now: () => now });
  team = slack.addWorkspace();
  user = team.addUser({ name: 'ada' });
  client = new webApi.WebClient(team.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: quietLogger().logger,
    retryConfig: { retries: 0 },
  });
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await slack.close();
});

const start = async (prepare: (app: App) => void): Promise<void> => {
  running = await startSocketApp(slack, team, prepare);
};

const errorOf = async (call: Promise<unknown>): Promise<string> => {
  const thrown = (await call.catch((each: unknown) => each)) as { data?: { error?: string } };
  return thrown.data?.error ?? 'none';
};

describe('a response_url', () => {
  let url = '';
  const send = async (body: object): Promise<[number, unknown]> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return [response.status, await response.json()];
  };

  beforeEach(async () => {
    await start((app) => {
      app.command('/shipmate', async ({ ack, command }) => {
        url = command.response_url;
        await ack();
      });
    });
    await user.slash('dm', '/shipmate x', { until: 'ack' });
  });

  it('can be used five times', async () => {
    for (let at = 0; at < 5; at += 1) expect(await send({ text: `${at}` })).toEqual([200, { ok: true }]);
    expect(await send({ text: 'again' })).toEqual([404, { ok: false, error: 'used_url' }]);
    expect(slack.takeViolations()).toMatchObject([{ kind: 'protocol', message: 'used_url' }]);
  });

  it('lives thirty minutes', async () => {
    now += 30 * 60_000 + 1;
    expect(await send({ text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  it('answers to the member, or to everybody where it says so', async () => {
    await send({ text: 'psst' });
    expect(slack.messages(user.dm)).toEqual([]);
    await send({ text: 'hear', response_type: 'in_channel' });
    expect(slack.messages(user.dm).map((each) => each.text)).toEqual(['hear']);
  });

  it('checks shapes and names like every method', async () => {
    expect(await send({ blocks: [{ type: 'header' }] })).toEqual([
      400,
      { ok: false, error: 'invalid_blocks' },
    ]);
    await send({ text: 'a', ephemeral: true });
    expect(slack.takeViolations().map((each) => [each.kind, each.pointer])).toEqual([
      ['shape', '/blocks/0'],
      ['argument', '/ephemeral'],
    ]);
  });
});

describe('a file', () => {
  const image = (id: string) => ({ type: 'image' as const, alt_text: 'A year', slack_file: { id } });
  const post = (id: string) => client.chat.postMessage({ channel: user.dm, text: 'a', blocks: [image(id)] });

  /** As files.uploadV2 does it, but with the name that Slack has for the description. */
  const upload = async (bytes: Buffer, more: Record<string, unknown> = {}): Promise<string> => {
    const described = { filename: 'year.png', length: bytes.length, alt_txt: 'The year' };
    const asked = await client.files.getUploadURLExternal(described);
    await fetch(asked.upload_url!, { method: 'POST', body: new Uint8Array(bytes) });
    const id = asked.file_id!;
    await client.files.completeUploadExternal({ files: [{ id, title: 'Year' }], ...more });
    return id;
  };

  it('is uploaded, described and shared', async () => {
    const id = await upload(Buffer.from('picture'), { channel_id: user.dm, initial_comment: 'Your year' });
    const { file } = await client.files.info({ file: id });
    expect(file).toMatchObject({ title: 'Year', alt_txt: 'The year', mimetype: 'image/png', ims: [user.dm] });
    expect(slack.messages(user.dm).map((each) => [each.text, each.record.files])).toEqual([
      ['Your year', [id]],
    ]);
    const bytes = await fetch(file!.url_private!, { headers: { authorization: `Bearer ${team.botToken}` } });
    expect(await bytes.text()).toBe('picture');
    slack.expectNoViolations();
  });

  it('can be shown in a block only when it is ready', async () => {
    slack.fileReadyMs = 60;
    const id = await upload(Buffer.from('picture'));
    expect(await errorOf(post(id))).toBe('invalid_blocks');
    expect((await client.files.info({ file: id })).file?.mimetype).toBe('');
    expect(slack.takeViolations()).toMatchObject([
      { pointer: '/blocks/0/slack_file', message: 'slack file is not ready' },
    ]);
    now += 60;
    expect((await post(id)).ok).toBe(true);
    expect(await errorOf(post('F0'))).toBe('invalid_blocks');
  });

  it('must have the length that was announced', async () => {
    const asked = await client.files.getUploadURLExternal({ filename: 'a.png', length: 3 });
    await fetch(asked.upload_url!, { method: 'POST', body: 'four' });
    const done = client.files.completeUploadExternal({ files: [{ id: asked.file_id! }] });
    expect(await errorOf(done)).toBe('file_upload_size_mismatch');
  });

  it('loses its description where the SDK’s own upload is used: Slack calls it alt_txt', async () => {
    const done = await client.filesUploadV2({
      file: Buffer.from('x'),
      filename: 'a.png',
      alt_text: 'The year',
    });
    const id = (done.files[0] as { files: { id: string }[] }).files[0]!.id;
    expect((await client.files.info({ file: id })).file?.alt_txt).toBeUndefined();
    expect(slack.takeViolations()).toMatchObject([{ message: 'unknown argument: alt_text' }]);
  });
});

describe('an app with a manifest', () => {
  const manifest = {
    features: {
      bot_user: { display_name: 'Shipmate' },
      app_home: { home_tab_enabled: true, messages_tab_enabled: false },
      slash_commands: [{ command: '/shipmate', description: 'a', should_escape: true }],
      shortcuts: [{ callback_id: 'today', type: 'global', name: 'a', description: 'a' }],
    },
    oauth_config: { scopes: { bot: ['commands', 'chat:write', 'im:write'] } },
    settings: {
      interactivity: { is_enabled: true },
      event_subscriptions: { bot_events: ['app_home_opened'] },
      socket_mode_enabled: true,
    },
  };

  beforeEach(async () => {
    await slack.close();
    slack = await startFakeSlack({ manifest });
    team = slack.addWorkspace();
    user = team.addUser({ name: 'ada' });
  });

  it('has the commands, shortcuts, scopes and events that stand in it, and no others', async () => {
    const seen: string[] = [];
    await start((app) => {
      app.command('/shipmate', async ({ ack, command }) => {
        seen.push(command.text);
        await ack();
      });
      app.event('app_home_opened', async () => void seen.push('home'));
      app.event('user_change', async () => void seen.push('changed'));
    });
    await user.slash('dm', '/shipmate kudos @ada', { until: 'ack' });
    await user.openHome({ until: 'ack' });
    await user.changeProfile({ tz: 'Asia/Tokyo' });
    await expect.poll(() => seen).toEqual([`kudos <@${user.id}|ada>`, 'home']);
    await expect(user.slash('dm', '/other')).rejects.toThrow('/other is not a valid command');
    await expect(user.shortcut('yesterday')).rejects.toThrow('no global shortcut yesterday');
    const mine = new webApi.WebClient(team.botToken, {
      slackApiUrl: slack.apiUrl,
      logger: quietLogger().logger,
    });
    expect(await errorOf(mine.users.info({ user: user.id }))).toBe('missing_scope');
    expect(await errorOf(mine.chat.postMessage({ channel: user.id, text: 'a' }))).toBe(
      'messages_tab_disabled',
    );
  });
});

describe('what a member reads', () => {
  const read = async (text: string, more = {}) => {
    slack.rateLimits.enabled = false;
    await client.chat.postMessage({ channel: user.dm, text, ...more });
    return slack.messages(user.dm).at(-1)!;
  };

  it('is the text without its markup, and whom it pings is kept', async () => {
    const message = await read('*Hi* <@U1|bob>, <!here> &lt;b&gt; <https://a.example|there> `code`');
    expect(message.text).toBe('*Hi* @bob, @here <b> there `code`');
    expect(message.pings).toEqual([{ kind: 'user', id: 'U1' }, { kind: 'here' }]);
    expect(message.reading.links).toEqual(['https://a.example']);
    expect(message.reading.formats).toEqual([
      { kind: 'code', text: 'code' },
      { kind: 'bold', text: 'Hi' },
    ]);
    expect(slack.pings.map(({ ping }) => ping.kind)).toEqual(['user', 'here']);
  });

  it.each(['<!channel>', '<!everyone>', '<!here|x>', '<@U1>', '<!subteam^S1>'])(
    'pings with %s',
    async (text) => {
      expect((await read(text)).pings).toHaveLength(1);
      const mrkdwn = { type: 'section', text: { type: 'mrkdwn', text } };
      expect((await read('quiet', { blocks: [mrkdwn] })).pings).toHaveLength(1);
      expect((await read(text, { blocks: [{ type: 'divider' }] })).pings).toHaveLength(1);
      const plain = { type: 'section', text: { type: 'plain_text', text } };
      expect((await read('quiet', { blocks: [plain] })).pings).toHaveLength(0);
    },
  );

  it('pings nobody where it is escaped, and names only where Slack is told to link them', async () => {
    expect((await read('&lt;!channel&gt; @here')).pings).toEqual([]);
    expect((await read('@here', { link_names: true })).pings).toEqual([{ kind: 'here' }]);
  });

  it('becomes links where addresses stand bare, unless that is off', async () => {
    expect((await read('see https://a.example/b and c.com')).reading.links).toEqual([
      'https://a.example/b',
      'c.com',
    ]);
    expect((await read('see https://a.example/b', { parse: 'none' })).reading.links).toEqual([]);
    const text = { type: 'mrkdwn', text: 'see https://a.example', verbatim: true };
    expect((await read('a', { blocks: [{ type: 'section', text }] })).reading.links).toEqual([]);
  });

  it.each(['*b*', '_i_', '~s~', '`c`', '```p```', '> q', '&gt; q'])('is formatted by %s', async (text) => {
    expect((await read(text)).reading.formats).toHaveLength(1);
  });

  it('is not formatted where the message says so', async () => {
    expect((await read('*b*', { mrkdwn: false })).reading.formats).toEqual([]);
  });

  it.each(['2*3*4', 'snake_case_name', 'a ~ b ~ c', '* a *'])('is left alone in %s', async (text) => {
    expect((await read(text)).reading.formats).toEqual([]);
  });

  it('shows previews of links unless both kinds are off', async () => {
    expect((await read('a')).unfurls).toBe(true);
    expect((await read('a', { unfurl_links: false, unfurl_media: false })).unfurls).toBe(false);
  });
});

describe('what a member types into a command', () => {
  it('arrives with & < > escaped and trimmed', async () => {
    let text = '';
    await start((app) => {
      app.command('/shipmate', async ({ ack, command }) => {
        text = command.text;
        await ack();
      });
    });
    await user.slash('dm', '/shipmate  log "a < b" & <@U1>\n ', { until: 'ack' });
    expect(text).toBe('log "a &lt; b" &amp; &lt;@U1&gt;');
  });
});
