import type { Claimed, DeliveryKind } from '../../core/reminders/index.ts';
import type { JobDependencies } from '../dependencies.ts';
import type { Composed, Composer } from './composed.ts';
import { composeNudge } from './nudge.ts';
import { composePicture } from './picture.ts';
import { composePrompt } from './prompt.ts';
import { composeRoundup } from './roundup.ts';
import { composeShare } from './share.ts';
import { composeSnooze } from './snooze.ts';
import { composeSummary } from './summary.ts';

export type { Composed } from './composed.ts';

const composers: Readonly<Record<DeliveryKind, Composer>> = {
  prompt: composePrompt,
  nudge: composeNudge,
  'snooze-1': composeSnooze('snooze-1'),
  'snooze-2': composeSnooze('snooze-2'),
  'snooze-3': composeSnooze('snooze-3'),
  summary: composeSummary,
  share: composeShare,
  picture: composePicture,
  roundup: composeRoundup,
};

/** What a delivery says and where it goes, as things stand now; or why nobody wants it any more. */
export const compose = (deps: JobDependencies, delivery: Claimed): Promise<Composed> =>
  composers[delivery.kind](deps, delivery);
