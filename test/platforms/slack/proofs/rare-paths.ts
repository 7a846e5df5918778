import { walkCommunity } from './walks/community.ts';
import { walkDays } from './walks/days.ts';
import { walkLearning } from './walks/learning.ts';
import { walkLinking } from './walks/linking.ts';
import { walkHome, walkLogging } from './walks/logging.ts';
import { walkSettling } from './walks/settling.ts';
import { walkSlack } from './walks/slack.ts';
import { walkChoices, walkTyping } from './walks/typing.ts';
import type { Walk } from './walks/walk.ts';

/**
 * The ways that need steps in their order, happy and unhappy, so that chance hardly finds them. One that ends where it should
 * not holds up none of the others.
 */
export async function walkRarePaths(walk: Walk, complain: (what: string) => void): Promise<void> {
  for (const each of [
    walkSettling,
    walkLogging,
    walkHome,
    walkLearning,
    walkCommunity,
    walkLinking,
    walkSlack,
    walkDays,
    walkTyping,
    walkChoices,
  ])
    await each(walk).catch((error: unknown) => complain(`${each.name} came to an end: ${error}`));
}
