import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button } from '../chat/reply.ts';
import type { Entry } from '../core/log/index.ts';
import { excerpt } from './words.ts';

/** A week or more after a fix: did it hold? */
export function followUpText({ text, pain }: Entry): Markdown {
  return joined([
    md`A while ago this broke: **${excerpt(text || '(no text)', 160)}**`,
    pain?.fix !== undefined && md`Your fix: ${excerpt(pain.fix, 160)}`,
    md`**Is it still fixed?**`,
  ]);
}

export const followUpButtons = ({ id }: Entry): readonly Button[] => [
  { label: 'Yes, still fixed', action: { name: 'stuck.held', args: [id] } },
  { label: 'No, it came back', action: { name: 'stuck.back', args: [id] } },
];
