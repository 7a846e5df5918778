import { privately } from '../chat/answers.ts';
import { md } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';

/** After a profile has changed its zone: offered, never applied by itself (S9 says what a move does). */
export const zoneOffer = (profile: string, current: string): Reply =>
  privately(
    'zone-offered',
    md`Your profile says **${profile}** now, and I go by **${current}**. Shall I move your day there? It moves when today ends, and no day is lost on the way.`,
    {
      buttons: [
        [
          { label: 'Move my day', style: 'primary', action: { name: 'settings.move', args: [profile] } },
          { label: 'Keep it', action: { name: 'settings.keep' } },
        ],
      ],
    },
  );

export const zoneKept: Reply = privately('zone-kept', md`Good, your day stays where it is.`);
