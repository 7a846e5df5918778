import { joined, md } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';
import type { Entry } from '../core/log/index.ts';
import { excerpt } from './words.ts';

/** A week after a fix: did it hold? */
export function followUpMessage(entry: Entry): Reply {
  const { fix } = entry.pain ?? {};
  return {
    code: 'follow-up',
    visibility: 'private',
    text: joined([
      md`A week ago this broke: **${excerpt(entry.text || '(no text)', 160)}**`,
      fix !== undefined && md`Your fix: ${excerpt(fix, 160)}`,
      md`**Is it still fixed?**`,
    ]),
    buttons: [
      [
        { label: 'Yes, still fixed', style: 'primary', action: { name: 'stuck.held', args: [entry.id] } },
        { label: 'No, it came back', action: { name: 'stuck.back', args: [entry.id] } },
        { label: 'Stop', action: { name: 'stop.now' } },
      ],
    ],
  };
}
