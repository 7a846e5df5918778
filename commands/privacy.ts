import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { type PersonalDataFacts, personalData, personalDataRows } from '../src/core/personal-data/index.ts';
import { communitiesOf } from '../src/interactions/communities-of.ts';
import { accountsText } from '../src/messages/link.ts';
import { typingText } from '../src/messages/typed.ts';
import { seenByOf, unlessSharedText, whoSeesText } from '../src/messages/who-sees.ts';
import { typingAudience } from '../src/settings/person/typing.ts';
import { eraseAll } from './privacy/erase.ts';

const askedForMs = 60 * 60 * 1000;

const nothingStored = privately('nothing-stored', md`I don't have anything of yours.`);

export default {
  name: 'privacy',
  summary: 'What is stored about you, and how to erase it',
  group: 'account',
  leaf: leaf({
    summary: 'What is stored about you, who sees it, and how to erase it',
    run: (_input, context) => show(context),
  }),
  actions: {
    ask: { run: (_args, context) => ask(context) },
    erase: { run: ([askedAt = ''], context) => erase(askedAt, context) },
    keep: { run: async () => privately('kept', md`OK, I kept everything.`) },
  },
} satisfies Command;

async function show({ person, commandName, services: { stores } }: Context): Promise<Answer> {
  const communities = await communitiesOf(stores, person);
  const seen = await Promise.all(
    communities.map(async ({ id, name }) => {
      const member = person && (await stores.members.find(id, person.id));
      return md`- ${whoSeesText(`What you log in ${name}`, seenByOf(member?.audience ?? 'private', name))}.`;
    }),
  );
  const buttons = [
    { label: 'Export everything', action: { name: 'export.json' } },
    { label: 'Erase my data…', style: 'danger' as const, action: { name: 'privacy.ask' } },
  ];
  return privately(
    'privacy',
    joined([
      person ? undefined : md`I don't have anything of yours yet.`,
      person ? md`**What I store about you**` : md`**What I store once you log something**`,
      ...storedLines(),
      md`**Who sees it**`,
      seen.length === 0 ? md`- ${unlessSharedText}` : undefined,
      ...seen,
      md`- You choose for each entry, and can change it later. Organisers only see what you share.`,
      md`- ${typingText(person ? typingAudience(person, { communities }) : 'private')} Change it with ${code(`${commandName('settings')} typing:`)}.`,
      md`- Counts, roundups and leaderboards only use shared entries. You can opt out in ${code(commandName('settings'))}.`,
      md`- I mask passwords, keys and tokens in what you paste before I store it. I can't do that in a picture, so look at it before you share it.`,
      md`- If you share an entry, its pictures are posted with it. They stay until you take the entry back.`,
      person?.learning?.assistant
        ? md`- You let a language model ask you why. It sees that one problem and your answers, with secrets masked. Stop it with ${code(`${commandName('settings')} assistant:off`)}.`
        : md`- No language model sees anything of yours unless you turn it on.`,
    ]),
    person ? { buttons: [buttons] } : {},
  );
}

async function ask({ person, now, commandName }: Context): Promise<Answer> {
  if (!person) return nothingStored;
  return privately(
    'erase-asked',
    joined([
      md`**Erase everything?** Your log, streak, settings and shared posts will be gone for good, and no one can bring them back. You may want to export them first.`,
      person.links &&
        md`${accountsText(person)} **This erases all of these accounts.** To erase only one, unlink it first with the **Unlink** button in ${code(commandName('link'))}.`,
    ]),
    {
      buttons: [
        [
          {
            label: 'Yes, erase everything',
            style: 'danger',
            action: { name: 'privacy.erase', args: [String(now)], inPlace: true },
          },
          { label: 'Export first', action: { name: 'export.json' } },
          { label: 'Keep it', action: { name: 'privacy.keep', inPlace: true } },
        ],
      ],
    },
  );
}

/** An old button asks again: nobody erases what they wrote since then by a slip. */
async function erase(askedAt: string, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return nothingStored;
  if (!(now - Number(askedAt) < askedForMs)) return ask(context);
  return eraseAll(person, context);
}

/** What stays as long as its owner wants, a line each, and what goes by itself in one. */
function storedLines(): readonly Markdown[] {
  const rows: readonly PersonalDataFacts[] = [personalData.account, ...personalDataRows.map(([, it]) => it)];
  const kept = [...new Set(rows)].filter((it) => it.keptFor === undefined);
  const passing = rows.filter((it) => it.keptFor !== undefined);
  return [
    ...kept.map((it) => md`- ${it.words}`),
    md`- for a short time: ${passing.map(({ words, keptFor }) => `${words} (${keptFor})`).join('; ')}`,
  ];
}
