import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { identityKey } from '../../src/core/people/index.ts';
import { save } from './community.ts';

/** Lets an account use `/setup` beside the platform's own organisers, or takes that back. */
export async function organiser(who: string, remove: boolean, context: Context): Promise<Answer> {
  const { messengers, actor, commandName } = context;
  const { platform, team } = actor.identity;
  const messenger = messengers.get(platform);
  const user = messenger?.accountNamed ? await messenger.accountNamed(who) : who;
  if (user === undefined)
    return privately('unknown-account', md`I know nobody called ${code(who)} here. Nothing was changed.`);
  const key = identityKey({ platform, ...(team && { team }), user });
  await save(context, (current) => {
    const others = current.organisers.filter((it) => it !== key);
    return { ...current, organisers: remove ? others : [...others, key] };
  });
  return privately(
    'setup-changed',
    remove
      ? md`Done: they are no organiser by my list any more. Those whom the platform itself names stay.`
      : md`Done: they may use ${code(commandName('setup'))} here now.`,
  );
}
