import type { APIAttachment } from 'discord.js';
import type { AttachedFile } from '../../core/log/index.ts';

/** A message's attachment in neutral terms; its address, which expires, is left out. */
export function fileOf(it: APIAttachment): AttachedFile {
  return {
    id: it.id,
    name: it.title ?? it.filename,
    contentType: it.content_type ?? '',
    size: it.size,
    ...(it.description && { alt: it.description }),
  };
}

const hosts = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

/**
 * Whether a file may be asked for there: on Discord's own hosts alone, or at the address that takes the place of Discord's
 * interface.
 */
export function isDiscordFile(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const [url, api] = [new URL(address), new URL(apiUrl)];
  if (api.hostname === 'discord.com')
    return url.protocol === 'https:' && url.port === '' && hosts.has(url.hostname);
  return url.origin === api.origin;
}
