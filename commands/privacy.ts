import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import type { Entry } from '../src/core/log/index.ts';
import { erasePerson } from '../src/core/people/index.ts';
import { removePosts } from '../src/messages/copies.ts';
import { refusedText } from '../src/messages/history.ts';
import { accountsText } from '../src/messages/link.ts';
import { type PostedRoundup, rewriteRoundups, roundupsWith } from '../src/messages/roundup-copies.ts';

const askedForMs = 60 * 60 * 1000;

const nothingStored = privately('nothing-stored', md`I hold nothing of yours.`);

export default {
  name: 'privacy',
  summary: 'What is stored about you, and how to erase it',
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
      md`- your account's id and display name, your zone, times and settings`,
      md`- what you log, with its date; edits and deletions can be undone for 7 days, then they are gone`,
      md`- which messages I sent you, for 90 days, so that none comes twice`,
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
        md`${accountsText(person)} **All of it goes, on every one of these accounts.** To erase only one, part them before with ${code(commandName('unlink'))}.`,
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
  const { person, stores, now, messengers } = context;
  if (!person) return nothingStored;
  if (!(now - Number(askedAt) < askedForMs)) return ask(context);
  const refused: string[] = [];
  const shown: Entry[] = [];
  for await (const entry of stores.entries.all(person.id)) {
    if (entry.audience !== 'community') continue;
    refused.push(...(await removePosts(context, entry.posts)));
    shown.push(entry);
  }
  const roundups = await roundupsOf(context, shown);
  await erasePerson(stores, person, now);
  refused.push(...(await rewriteRoundups(context, roundups)));
  for (const identity of person.identities) await messengers.get(identity.platform)?.forget?.(identity);
  return privately(
    'erased',
    joined([
      md`Everything of yours is erased. Thank you for having been here; you are welcome back any time.`,
      refusedText([...new Set(refused)]),
    ]),
  );
}

/** The posted roundups that somebody was in. */
async function roundupsOf(context: Context, shown: readonly Entry[]): Promise<readonly PostedRoundup[]> {
  const communities = new Set(shown.flatMap((it) => it.communityId ?? []));
  const found = await Promise.all(
    [...communities].map((id) =>
      roundupsWith(
        context,
        id,
        shown.filter((it) => it.communityId === id).map((it) => it.at),
      ),
    ),
  );
  return found.flat();
}
