import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { identityKey } from '../../src/core/people/index.ts';
import { here, save } from './community.ts';

/** Lets an account use `/setup` beside the platform's own organisers, or takes that back. */
export async function organiser(who: string, remove: boolean, context: Context): Promise<Answer> {
  const {
    actor,
    commandName,
    services: { messengers },
  } = context;
  const { platform, team } = actor.identity;
  const messenger = messengers.get(platform);
  const account = messenger?.accountNamed
    ? await messenger.accountNamed(who, here(context).external)
    : { user: who, isBot: false };
  const keyOf = (user: string): string => identityKey({ platform, ...(team && { team }), user });
  if (remove) return takeBack(keyOf(account?.user ?? who), context);
  if (account === undefined)
    return privately('unknown-account', md`I can't find ${code(who)} here, so nothing was changed.`);
  if (account.isBot)
    return privately('bot-account', md`That's a bot, and bots can't use commands. Nothing was changed.`);
  const key = keyOf(account.user);
  await save(context, (current) => ({
    ...current,
    organisers: [...current.organisers.filter((it) => it !== key), key],
  }));
  const setup = code(commandName('setup'));
  return privately(
    'setup-changed',
    messenger?.organisersNeed === undefined
      ? md`Done! They can use ${setup} here now.`
      : joined([
          md`Done! They're an organiser here now.`,
          md`To see ${setup}, they need one more thing: ${messenger.organisersNeed}. People who can manage the server see it anyway.`,
        ]),
  );
}

/** Whoever is on the list comes off it, also when the platform knows them no more. */
async function takeBack(key: string, context: Context): Promise<Answer> {
  if (!here(context).organisers.includes(key))
    return privately('no-organiser', md`They aren't an organiser I added, so nothing was changed.`);
  await save(context, (current) => ({
    ...current,
    organisers: current.organisers.filter((it) => it !== key),
  }));
  return privately(
    'setup-changed',
    md`Done. They're no longer an organiser, unless they're an admin of the platform itself.`,
  );
}

const mostNamed = 10;

/** The names of those on the list; whom the platform does not know any more is left out, and counted. */
export async function organiserNames(
  context: Context,
): Promise<{ readonly names: readonly string[]; readonly more: number }> {
  const { organisers, external } = here(context);
  const messenger = context.services.messengers.get(context.place.platform);
  const asked = organisers.slice(0, mostNamed).map(async (key) => {
    const user = key.split(':').slice(2).join(':');
    return (await messenger?.accountById?.(user, external).catch(() => undefined))?.name;
  });
  const names = (await Promise.all(asked)).filter((name) => name !== undefined);
  return { names, more: organisers.length - names.length };
}
