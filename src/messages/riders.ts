import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button } from '../chat/reply.ts';
import type { Riders } from '../core/account/index.ts';
import { followUpButtons, followUpText } from './follow-up.ts';

/** What a prompt or a summary carries beside its own; undefined if nothing. */
export function ridersText({ followUp, offersWeek }: Riders): Markdown | undefined {
  const parts = [
    followUp && followUpText(followUp),
    offersWeek && md`Would you like a short summary of your week every Monday?`,
  ].filter((it) => it !== undefined && it !== false);
  return parts.length > 0 ? joined(parts, '\n\n') : undefined;
}

export const ridersButtons = ({ followUp, offersWeek }: Riders): readonly (readonly Button[])[] => [
  ...(followUp ? [followUpButtons(followUp)] : []),
  ...(offersWeek ? [[{ label: 'Yes, every Monday', action: { name: 'settings.week', args: ['on'] } }]] : []),
];
