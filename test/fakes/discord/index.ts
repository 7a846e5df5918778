import { FakeDiscord } from './server.ts';
import type { FakeDiscordOptions } from './settings.ts';

/** Starts a fake Discord on 127.0.0.1 at a free port. Close it when the test ends. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const discord = new FakeDiscord(options);
  await discord.listen();
  return discord;
}

export type { Answer } from './interactions/answer.ts';
export type { FakeModal } from './interactions/modal.ts';
export { NotPossible } from './members/not-possible.ts';
export type { FakeUser, Where } from './members/user.ts';
export type { FakeChannel } from './model/channel.ts';
export type { FakeGuild } from './model/guild.ts';
export type { FakeMessage } from './model/message.ts';
export type { FakeDiscord } from './server.ts';
export type { FakeDiscordOptions } from './settings.ts';
