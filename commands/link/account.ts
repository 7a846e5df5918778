import type { Context } from '../../src/chat/context.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { LinkAccount } from '../../src/core/linking/index.ts';

/** The account that acts, as the other side is shown it. Its DM is opened within its own command, as platforms want it. */
export async function actingAccount({
  actor,
  community,
  member,
  services: { messengers },
}: Context): Promise<LinkAccount> {
  const { identity } = actor;
  const name = actor.displayName ?? member?.displayName ?? actor.accountName;
  const opened = await messengers.get(identity.platform)?.openDm(identity);
  return {
    identity,
    ...(name !== undefined && { name }),
    ...(community && { place: community.name }),
    ...(opened?.ok && { dm: opened.destination }),
  };
}

/** Writes to an account by DM; true when it arrived. `key` makes a repetition recognisable. */
export async function writeTo(
  { services: { messengers, sign } }: Context,
  account: LinkAccount,
  reply: Reply,
  key: string,
): Promise<boolean> {
  if (!account.dm) return false;
  const sent = await messengers.get(account.dm.platform)?.send(account.dm, sign(reply), `link:${key}`);
  return sent?.ok ?? false;
}
