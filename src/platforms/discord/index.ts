export { createDiscord, type DiscordPlatform } from './adapter.ts';
export { noAccess } from './errors.ts';
export type { Connected } from './gateway.ts';
export { platform } from './limits.ts';
export type {
  DiscordGuild,
  DiscordLog,
  DiscordOptions,
  GuildHooks,
  HashStore,
  Shards,
} from './ports.ts';
export { type Registrar, registrar } from './registrar.ts';
