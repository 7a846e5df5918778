import { type Markdown, md } from '../chat/markdown.ts';
import type { NotPosted } from '../core/sharing/index.ts';

const reasons: Readonly<Record<string, string>> = {
  'no-permission': 'I may not write in its channel',
  'channel-gone': 'its channel is gone or archived',
  'too-late': 'its channel could not be reached in time',
  'platform-off': 'its channel could not be reached in time',
};

/** Why a shared entry stands nowhere, as the rest of a sentence. */
export function notPostedText({ reason, isFinal }: NotPosted): Markdown {
  const why = reasons[reason] ?? 'its channel did not take it';
  return isFinal ? md`not posted: ${why}` : md`not posted yet: ${why}`;
}
