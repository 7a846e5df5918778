import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { type PersonalDataFacts, personalData, personalDataRows } from '../src/core/personal-data/index.ts';
import { accountsText } from '../src/messages/link.ts';
import { eraseAll } from './privacy/erase.ts';

const askedForMs = 60 * 60 * 1000;

const nothingStored = privately('nothing-stored', md`I hold nothing of yours.`);

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
    keep: { run: async () => privately('kept', md`Good, everything stays as it is.`) },
  },
} satisfies Command;

async function show({ person, commandName }: Context): Promise<Answer> {
  const buttons = [
    { label: 'Export everything', action: { name: 'export.json' } },
    { label: 'Erase me…', style: 'danger' as const, action: { name: 'privacy.ask' } },
  ];
  return privately(
    'privacy',
    joined([
      person ? undefined : md`So far I hold nothing of yours.`,
      person ? md`**What I store about you**` : md`**What I store once you log something**`,
      ...storedLines(),
      md`**Who sees it**`,
      md`- Your entries are private unless you share them. Organisers see what you share, and nothing else.`,
      md`- Counts, roundups and leaderboards are made from shared entries alone; ${code(commandName('settings'))} takes you out of them.`,
      md`- Passwords, keys and tokens in what you paste are masked before anything is stored.`,
      person?.learning?.assistant
        ? md`- You let a language model ask you why: it gets that one pain point and your answers to it, masked. ${code(`${commandName('settings')} assistant:off`)} ends that.`
        : md`- No language model gets anything of yours unless you switch it on.`,
    ]),
    person ? { buttons: [buttons] } : {},
  );
}

async function ask({ person, now, commandName }: Context): Promise<Answer> {
  if (!person) return nothingStored;
  return privately(
    'erase-asked',
    joined([
      md`**Erase everything?** Your log, streak, settings and shared posts go for good; nobody can bring them back, not even I. You may want to export them first.`,
      person.links &&
        md`${accountsText(person)} **All of it goes, on every one of these accounts.** To erase only one, unlink them first, with the button **Unlink** under ${code(commandName('link'))}.`,
    ]),
    {
      buttons: [
        [
          {
            label: 'Yes, erase everything',
            style: 'danger',
            action: { name: 'privacy.erase', args: [String(now)] },
          },
          { label: 'Export first', action: { name: 'export.json' } },
          { label: 'Keep it', action: { name: 'privacy.keep' } },
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
    md`- for a while: ${passing.map(({ words, keptFor }) => `${words} (${keptFor})`).join('; ')}`,
  ];
}
