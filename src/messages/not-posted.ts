import { type Markdown, md } from '../chat/markdown.ts';
import type { NotPosted } from '../core/sharing/index.ts';

const reasons: Readonly<Record<string, string>> = {
  'no-permission': "I'm not allowed to post in its channel",
  'channel-gone': 'its channel is gone or archived',
  'too-late': "I couldn't reach its channel in time",
  'platform-off': "I couldn't reach its channel in time",
};

/** Why a shared entry stands nowhere, as the rest of a sentence. */
export function notPostedText({ reason, isFinal }: NotPosted): Markdown {
  const why = reasons[reason] ?? "its channel didn't accept it";
  return isFinal ? md`not posted: ${why}` : md`not posted yet: ${why}`;
}
