import type { SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import type { SlackFailure } from './errors.ts';
import type { Upload } from './render.ts';

const timeoutMs = 30_000;

/**
 * Shares a file in a channel, in Slack's three steps. The SDK's `filesUploadV2` would do the same, but loses the
 * alternative text. A file that is shared in a DM stays there; one that a message's block shows would be open to the workspace.
 */
export async function shareFile(
  clients: SlackClients,
  team: string,
  channel: string,
  file: Upload,
): Promise<
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly failure: SlackFailure }
> {
  const asked = await clients.call('interactive', team, 'files.getUploadURLExternal', {
    filename: file.name,
    length: file.bytes.byteLength,
    ...(file.alt && { alt_txt: file.alt }),
  });
  if (!asked.ok) return asked;
  const sent = await put(textAt(asked.result, 'upload_url'), file);
  if (!sent.ok) return sent;
  const done = await clients.call('interactive', team, 'files.completeUploadExternal', {
    files: [{ id: textAt(asked.result, 'file_id'), title: file.name }],
    channel_id: channel,
  });
  return done.ok ? { ok: true, id: textAt(asked.result, 'file_id') } : done;
}

async function put(
  url: string,
  file: Upload,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: SlackFailure }> {
  const failed = (code: string, detail: string) =>
    ({ ok: false, failure: { code, fate: 'refused', detail } }) as const;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Blob([new Uint8Array(file.bytes)]),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? { ok: true } : failed(`http-${response.status}`, 'upload');
  } catch (error) {
    return failed('no-answer', error instanceof Error ? error.message : String(error));
  }
}
