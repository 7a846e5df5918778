import { privately } from '../chat/answers.ts';
import { md } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';

/** After a profile has changed its zone: offered, never applied by itself (S9 says what a move does). */
export const zoneOffer = (profile: string, current: string): Reply =>
  privately(
    'zone-offered',
    md`Your profile now says **${profile}**, but I use **${current}** for you. Switch over? It happens when your day ends, and you won't lose a day.`,
    {
      buttons: [
        [
          { label: 'Switch', style: 'primary', action: { name: 'settings.move', args: [profile] } },
          { label: 'Keep it', action: { name: 'settings.keep' } },
        ],
      ],
    },
  );

export const zoneKept: Reply = privately('zone-kept', md`OK, your time zone stays as it is.`);
