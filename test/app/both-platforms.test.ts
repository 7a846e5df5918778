import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel as DiscordChannel, FakeUser as DiscordUser } from '../fakes/discord/index.ts';
import type { FakeChannel as SlackChannel } from '../fakes/slack/driver/channel.ts';
import type { FakeUser as SlackUser } from '../fakes/slack/index.ts';
import { type DiscordHarness, openDiscordOn } from '../platforms/discord/discord-harness.ts';
import { readDiscord } from '../platforms/discord/reader.ts';
import { openSlackOn, type SlackHarness, submitted } from '../platforms/slack/slack-harness.ts';
import { type BotHarness, openBotHarness, until } from '../support/bot-harness.ts';

let base: BotHarness;
let slack: SlackHarness;
let discord: DiscordHarness;
let general: SlackChannel;
let harbour: DiscordChannel;
let now = Date.UTC(2026, 10, 21, 9);

beforeAll(async () => {
  base = await openBotHarness({ now: () => now });
  const shared = { ...base, close: async () => undefined };
  slack = await openSlackOn(shared, { now: () => now });
  discord = await openDiscordOn(shared, { now: () => now });
  const boss = slack.team.addUser({ name: 'boss', admin: true });
  general = slack.team.addChannel({ name: 'general', botIn: true });
  await boss.slash(general, '/shipmate setup channel #general');
  const owner = discord.discord.addUser({ username: 'owner' });
  const guild = discord.discord.addGuild({ name: 'Harbour', owner });
  harbour = guild.systemChannel!;
  await owner.slash(harbour, 'setup channel', { channel: harbour });
});
afterAll(async () => {
  await slack.close();
  await discord.close();
  await base.close();
});

/** Somebody with an account on each side, who has begun on both. */
async function somebody(name: string): Promise<{ here: SlackUser; there: DiscordUser }> {
  const here = slack.team.addUser({ name, tz: 'Europe/Lisbon' });
  const there = discord.discord.addUser({ username: name });
  harbour.guild!.addMember(there);
  await submitted(here, await here.slash(general, '/shipmate start'), {});
  await there.slash(harbour, 'start', { zone: 'Europe/Lisbon', time: '09:00', audience: 'private' });
  return { here, there };
}

/** As somebody does it at two keyboards: a code from Slack, typed on Discord, agreed to there and in the DM on Slack. */
async function link(here: SlackUser, there: DiscordUser): Promise<void> {
  const made = await here.slash(general, '/shipmate link');
  const code = /code: ([A-Z2-9]{8})\b/.exec(made.text)?.[1] ?? 'none';
  const asked = await there.slash(harbour, 'link', { code });
  expect(onDiscord(asked)).toContain(`${here.record.name} on Slack (Guild)`);
  expect(asked.ephemeral).toBe(true);
  await there.press(asked.message!, "Yes, that's me");
  const question = slack.slack.messages(here.dm).at(-1)!;
  expect(question.text).toContain(`${there.username} on Discord (Harbour) typed your code`);
  expect((await here.press(question, "Yes, that's me")).text).toContain('One log, one streak');
}

/** The words as Discord shows them. */
const onDiscord = ({ text }: { readonly text: string }): string => readDiscord(text).text;

describe('a person on Slack and Discord', () => {
  test('logs on either and sees one log and one streak on both', async () => {
    const { here, there } = await somebody('ada');
    await link(here, there);
    await here.slash(general, '/shipmate log built the parser on Slack');
    expect(onDiscord(await there.slash(harbour, 'history list'))).toContain('built the parser on Slack');
    expect(onDiscord(await there.slash(harbour, 'streak'))).toContain('1 day');
    now += 24 * 60 * 60_000;
    await there.slash(harbour, 'log', { text: 'built the lexer on Discord' });
    const list = (await here.slash(general, '/shipmate history')).text;
    expect(list).toContain('built the lexer on Discord');
    expect(list).toContain('built the parser on Slack');
    expect((await here.slash(general, '/shipmate streak')).text).toContain('2 days');
    expect(onDiscord(await there.slash(harbour, 'streak'))).toContain('2 days');
    slack.slack.expectNoViolations();
    discord.discord.expectNoViolations();
  });

  test('shows what was shared in the workspace to nobody else on the server', async () => {
    const { here, there } = await somebody('bob');
    const { there: other } = await somebody('cem');
    await link(here, there);
    await here.slash(general, '/shipmate log kind:progress audience:community shared with the guild alone');
    await until(() => general.messages.some((it) => it.text.includes('shared with the guild alone')));
    for (const [name, options] of [
      ['history list', {}],
      ['learnings', { search: 'guild' }],
      ['roundup', {}],
      ['roundup', { view: 'leaderboard' }],
      ['kudos', {}],
    ] as const) {
      const seen = await other.slash(harbour, name, options);
      expect(seen.failure).toBeUndefined();
      const { content, components } = (seen.message ?? seen.followUps[0])!;
      expect(JSON.stringify([content, components])).not.toContain('shared with the guild');
    }
    expect(harbour.visibleTo(other).map(onDiscord).join('\n')).not.toContain('shared with the guild');
    expect(onDiscord(await there.slash(harbour, 'history list'))).toContain('shared with the guild alone');
  });

  test('is two again after unlink, and each has what it logged', async () => {
    const { here, there } = await somebody('dan');
    await there.slash(harbour, 'log', { text: 'before, on Discord' });
    await link(here, there);
    await here.slash(general, '/shipmate log then, on Slack');
    await there.slash(harbour, 'log', { text: 'then, on Discord' });
    const asked = await here.press((await here.slash(general, '/shipmate link')).shown, 'Unlink');
    expect((await here.press(asked.shown, 'Unlink accounts')).text).toContain('is unlinked');
    const slackList = (await here.slash(general, '/shipmate history')).text;
    const discordList = onDiscord(await there.slash(harbour, 'history list'));
    expect(slackList).toContain('then, on Slack');
    expect(slackList).not.toContain('on Discord');
    expect(discordList).toContain('before, on Discord');
    expect(discordList).toContain('then, on Discord');
    expect(discordList).not.toContain('on Slack');
    slack.slack.expectNoViolations();
    discord.discord.expectNoViolations();
  });
});
