import type { Context } from '../chat/context.ts';
import type { Markdown } from '../chat/markdown.ts';
import type { Entry } from '../core/log/index.ts';
import { notPosted } from '../core/sharing/index.ts';
import { notPostedText } from '../messages/not-posted.ts';

/** Why a shared entry stands nowhere; undefined where it does, or is on its way. */
export async function notPostedNote(context: Context, entry: Entry): Promise<Markdown | undefined> {
  const refused = await notPosted(context, entry);
  return refused && notPostedText(refused);
}
