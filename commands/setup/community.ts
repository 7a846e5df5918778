import type { Context } from '../../src/chat/context.ts';
import { updateCommunity } from '../../src/core/account/index.ts';
import type { Community } from '../../src/core/people/index.ts';

/** The dispatcher lets nobody in without a community; this names it for the types. */
export function here({ community }: Context): Community {
  if (!community) throw new Error('setup was run outside a community');
  return community;
}

export const save = (context: Context, how: (current: Community) => Community): Promise<Community> =>
  updateCommunity(
    context.services.stores.communities,
    here(context),
    { now: context.now, tzdb: context.services.rules.tzdb },
    how,
  );
