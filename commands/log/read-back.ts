import type { Context } from '../../src/chat/context.ts';
import type { TypedMessage } from '../../src/chat/interaction.ts';
import type { Person } from '../../src/core/people/index.ts';

/** A message that somebody wrote in this DM, as it stands now; undefined where it is gone, or from before they began. */
export async function readBack(
  id: string,
  { person, actor, place, services: { messengers } }: Context,
): Promise<{ readonly message: TypedMessage; readonly person: Person } | undefined> {
  const { platform, team, channel } = place;
  const dm = { platform, ...(team !== undefined && { team }), channel };
  const message = await messengers.get(platform)?.messageOf?.(actor.identity, dm, id);
  return person && message && message.at >= person.joinedAt ? { message, person } : undefined;
}
