import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Button } from '../../src/chat/reply.ts';
import { separateStreaks, unlinkPerson } from '../../src/core/linking/index.ts';
import { ownIdOf, sideOf } from '../../src/core/people/index.ts';
import { accountsOf, accountsText, namedText } from '../../src/messages/link.ts';
import { count } from '../../src/messages/words.ts';
import { linkRules } from '../../src/settings/link-rules.ts';

export const unlinkButton: Button = { label: 'Unlink', action: { name: 'link.unlink' } };

const notLinked = ({ commandName }: Context) =>
  privately(
    'not-linked',
    md`This account isn't linked with another one. Link one with ${code(commandName('link'))}.`,
  );

/** The account that was linked unlinks itself; the primary's chooses, where there are several. */
export async function chooseUnlinked(context: Context): Promise<Answer> {
  const { person, actor } = context;
  if (!person?.links) return notLinked(context);
  const own = ownIdOf(person, actor.identity);
  const [first, ...others] = person.links.sides;
  if (own !== person.id) return askUnlink(own, context);
  if (first && others.length === 0) return askUnlink(first.personId, context);
  return privately('unlink-choice', md`${accountsText(person)} Which one would you like to unlink?`, {
    buttons: [
      accountsOf(person)
        .slice(1)
        .map((it) => ({
          label: namedText(it).slice(0, 75),
          action: { name: 'link.unlink-ask', args: [it.ownId], inPlace: true },
        })),
    ],
  });
}

/** Says what each account would have, and asks. */
export async function askUnlink(sideId: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  const side = person && sideOf(person, sideId);
  if (!person || !side) return notLinked(context);
  const account = accountsOf(person).find((it) => it.ownId === sideId);
  const streaks = await separateStreaks(stores, person, side, now, { ...rules, linkRules });
  return privately(
    'unlink-asked',
    joined([
      md`**Unlink ${account ? namedText(account) : 'that account'}?** Each account keeps what it logged, its communities and its settings.`,
      md`That account's streak will be **${count(streaks.theirs, 'day')}**, the other one's **${count(streaks.mine, 'day')}**. Together it's ${count(streaks.together, 'day')}; linking them again brings that back.`,
    ]),
    {
      buttons: [
        [
          {
            label: 'Unlink accounts',
            style: 'danger',
            action: { name: 'link.unlink-confirm', args: [sideId], inPlace: true },
          },
          { label: 'Stay linked', action: { name: 'link.unlink-keep' } },
        ],
      ],
    },
  );
}

export async function unlink(sideId: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    commandName,
    services: { stores, rules },
  } = context;
  const side = person && sideOf(person, sideId);
  if (!person || !side) return notLinked(context);
  await unlinkPerson(stores, person, sideId, { now, tzdb: rules.tzdb, linkRules });
  return privately(
    'unlinked',
    md`Done. **${side.name ?? 'That account'}** is unlinked, and each account has its own entries. You can link them again any time with ${code(commandName('link'))}.`,
    { namesOthers: true },
  );
}

export const keepLinked = async (): Promise<Answer> => privately('unlink-kept', md`OK, you're still linked.`);
