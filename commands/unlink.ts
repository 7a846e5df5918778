import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { separateStreaks, unlinkPerson } from '../src/core/linking/index.ts';
import { ownIdOf, sideOf } from '../src/core/people/index.ts';
import { accountsOf, accountsText, namedText } from '../src/messages/link.ts';
import { count } from '../src/messages/words.ts';
import { linkRules } from '../src/settings/link-rules.ts';

export default {
  name: 'unlink',
  summary: 'Part linked accounts again; nothing is lost',
  group: 'account',
  leaf: leaf({
    summary: 'Part linked accounts again; each keeps what it logged',
    run: (_input, context) => choose(context),
  }),
  actions: {
    ask: { run: ([sideId = ''], context) => ask(sideId, context) },
    part: { run: ([sideId = ''], context) => part(sideId, context) },
    keep: { run: async () => privately('unlink-kept', md`Good, you stay one person.`) },
  },
} satisfies Command;

const notLinked = ({ commandName }: Context) =>
  privately(
    'not-linked',
    md`This account is linked with no other one. ${code(commandName('link'))} makes you one person on two platforms.`,
  );

/** The account that was linked parts itself; the primary's chooses, where there are several. */
async function choose(context: Context): Promise<Answer> {
  const { person, actor } = context;
  if (!person?.links) return notLinked(context);
  const own = ownIdOf(person, actor.identity);
  const [first, ...others] = person.links.sides;
  if (own !== person.id) return ask(own, context);
  if (first && others.length === 0) return ask(first.personId, context);
  return privately('unlink-choice', md`${accountsText(person)} Which one shall be by itself again?`, {
    buttons: [
      accountsOf(person)
        .slice(1)
        .map((it) => ({
          label: namedText(it).slice(0, 75),
          action: { name: 'unlink.ask', args: [it.ownId] },
        })),
    ],
  });
}

async function ask(sideId: string, context: Context): Promise<Answer> {
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
      md`**Part ${account ? namedText(account) : 'That account'} again?** Each account takes what it logged, with its date and its words, its communities, and the settings it had.`,
      md`Apart, that account's streak is **${count(streaks.theirs, 'day')}** and the other's **${count(streaks.mine, 'day')}**; together it is ${count(streaks.together, 'day')}. Linking them again brings that back.`,
    ]),
    {
      buttons: [
        [
          { label: 'Part them', style: 'danger', action: { name: 'unlink.part', args: [sideId] } },
          { label: 'Stay one', action: { name: 'unlink.keep' } },
        ],
      ],
    },
  );
}

async function part(sideId: string, context: Context): Promise<Answer> {
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
    md`Done. **${side.name ?? 'That account'}** is by itself again; every entry is with the account that wrote it. ${code(commandName('link'))} joins them again whenever you like.`,
    { namesOthers: true },
  );
}
