import { change, currentStreak, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code as inlineCode, joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Button, Reply } from '../../src/chat/reply.ts';
import { ensurePerson } from '../../src/core/account/present.ts';
import {
  confirmLink,
  declineLink,
  offerCode,
  pendingCode,
  type TypedLinkCode,
} from '../../src/core/linking/index.ts';
import { promptTimeFrom } from '../../src/core/reminders/index.ts';
import {
  accountsOf,
  accountsText,
  accountText,
  confirmText,
  dmButtons,
  namedText,
  offeredText,
  problemText,
} from '../../src/messages/link.ts';
import { count } from '../../src/messages/words.ts';
import { linkRules } from '../../src/settings/link-rules.ts';
import { actingAccount, writeTo } from './account.ts';
import { unlinkButton } from './unlink.ts';

/** Without a code: the question that waits, or a new code. */
export async function make(context: Context): Promise<Answer> {
  const {
    now,
    services: { stores },
  } = context;
  const { person } = await ensurePerson(context);
  const waiting = await pendingCode(stores, person, now);
  const unlinkRow = person.links ? [[unlinkButton]] : [];
  if (waiting) return question(waiting, unlinkRow);
  const primary = await actingAccount(context);
  const offered = await offerCode(stores, { primaryId: person.id, primary }, now, context.services.newId);
  return privately(
    'link-code',
    joined([person.links && accountsText(person), offeredText(offered, context.commandName)]),
    person.links ? { buttons: [dmButtons(person), ...unlinkRow] } : {},
  );
}

/** Asks the primary whether the account that typed the code is theirs. */
export const question = (
  { code, secondary }: TypedLinkCode,
  below: readonly (readonly Button[])[] = [],
): Reply =>
  privately('link-question', confirmText(secondary), {
    namesOthers: true,
    buttons: [
      [
        { label: "Yes, that's me", style: 'primary', action: { name: 'link.confirm', args: [code] } },
        { label: "No, that's not me", style: 'danger', action: { name: 'link.decline', args: [code] } },
      ],
      ...below,
    ],
  });

export async function confirm(code: string, context: Context): Promise<Answer> {
  const {
    now,
    commandName,
    services: { stores, rules },
  } = context;
  const { person } = context;
  const secondary = person && (await stores.links.find(code, now))?.secondary;
  const linked = person && (await confirmLink(stores, person, code, { now, tzdb: rules.tzdb, linkRules }));
  if (!linked?.ok) {
    const problem = linked?.code ?? 'wrong-code';
    return privately(problem, problemText(problem, commandName));
  }
  const done = linked.person;
  const told: Reply = privately(
    'link-told',
    md`${accountText(await actingAccount(context))} agreed. Your accounts are linked.`,
    { namesOthers: true },
  );
  if (secondary) await writeTo(context, secondary, told, `${code}:told`);
  const streak = await currentStreak(context, done);
  return privately(
    'linked',
    joined([
      md`**Done!** ${accountsText(done)} One log, one streak: **${count(streak.current, 'day')}** (longest: ${streak.longest}).`,
      md`Where should I DM you? You can undo this any time with the **Unlink** button in ${inlineCode(commandName('link'))}, and nothing is lost.`,
    ]),
    { buttons: [dmButtons(done)] },
  );
}

export async function decline(code: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  const declined = person && (await declineLink(stores, person, code, now));
  if (!declined) return privately('wrong-code', problemText('wrong-code', context.commandName));
  return privately(
    'link-declined',
    md`OK, nothing was linked, and that code no longer works. Don't share your codes with anyone.`,
  );
}

/** Prompts and nudges go to this account's DM from now on. */
export async function chooseDm(ownId: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { messengers },
  } = context;
  const account = person && accountsOf(person).find((it) => it.ownId === ownId);
  const identity = account?.identities[0];
  if (!person || !account || !identity)
    return privately('link-gone', md`That account isn't linked with this one anymore.`);
  const opened = await messengers.get(identity.platform)?.openDm(identity);
  if (!opened?.ok) {
    const why =
      opened?.kind === 'permanent'
        ? 'its DMs are closed'
        : "that didn't work just now. Please try again in a minute";
    return privately('dm-closed', md`I couldn't DM ${namedText(account)}: ${why}.`);
  }
  await change(context, person, (current) => ({
    ...current,
    dm: opened.destination,
    prompts: 'on',
    promptsFrom:
      current.prompts === 'on' ? current.promptsFrom : promptTimeFrom(current, current.promptTime, now),
  }));
  return privately('dm-chosen', md`I'll DM you as **${namedText(account)}** from now on.`);
}
