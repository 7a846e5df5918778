import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code as inlineCode, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { ensurePerson } from '../../src/core/account/present.ts';
import { agreeToCode, checkCode, type TypedLinkCode, typeCode } from '../../src/core/linking/index.ts';
import { accountText, agreeText, problemText } from '../../src/messages/link.ts';
import { actingAccount, writeTo } from './account.ts';
import { question } from './make.ts';

/** Somebody types a code: they see whose it is and what it would mean. */
export async function type(code: string, context: Context): Promise<Answer> {
  const {
    actor,
    person,
    now,
    services: { stores },
  } = context;
  const account = { identity: actor.identity };
  const found = await typeCode(stores, code, { account, person }, now);
  if (!found.ok) return privately(found.code, problemText(found.code, context.commandName));
  return privately('link-typed', agreeText(found.code.primary, found.primary, now), {
    namesOthers: true,
    buttons: [
      [
        {
          label: "Yes, that's me",
          style: 'primary',
          action: { name: 'link.agree', args: [found.code.code] },
        },
        { label: 'No', action: { name: 'link.cancel' } },
      ],
    ],
  });
}

/** They agree: the code is used up, and its primary is asked. */
export async function agree(code: string, context: Context): Promise<Answer> {
  // A code that does not hold any more stores nobody.
  const checked = await checkCode(context.services.stores, code, context.person, context.now);
  if (!checked.ok) return privately(checked.code, problemText(checked.code, context.commandName));
  const { person } = await ensurePerson(context);
  const account = await actingAccount(context);
  const agreed = await agreeToCode(context.services.stores, code, { account, person }, context.now);
  if (!agreed.ok) return privately(agreed.code, problemText(agreed.code, context.commandName));
  const { primary } = agreed.code;
  const asked = await writeTo(context, primary, question(agreed.code as TypedLinkCode), code);
  return privately(
    'link-agreed',
    asked
      ? md`One more step: ${accountText(primary)} has to agree. I sent a DM there. Nothing changes until then, and you have a day.`
      : md`One more step: ${accountText(primary)} has to agree. Use ${inlineCode('link')} there again within a day. Nothing changes until then.`,
    { namesOthers: true },
  );
}
