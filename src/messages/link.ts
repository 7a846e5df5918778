import type { Context } from '../chat/context.ts';
import { code as inlineCode, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button } from '../chat/reply.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { CodeProblem, LinkAccount, LinkCode } from '../core/linking/index.ts';
import { type Identity, isSameIdentity, type Person, type PersonId, zoneOf } from '../core/people/index.ts';
import {
  cadenceText,
  pendingCadence,
  pendingDayStart,
  pendingZone,
  presentCadence,
  presentDayStart,
} from './settings.ts';
import { listText } from './words.ts';

const platformNames: Readonly<Record<string, string>> = {
  discord: 'Discord',
  slack: 'Slack',
  playground: 'the playground',
};
const platformName = (platform: string): string => platformNames[platform] ?? platform;

/** `**ada** on Discord (Rust Lisbon)` */
export const accountText = ({ identity, name, place }: LinkAccount): Markdown =>
  md`**${name ?? 'An account'}** on ${platformName(identity.platform)}${place === undefined ? '' : ` (${place})`}`;

/** An account of a person, to be named and chosen. */
export interface NamedAccount {
  /** The person it came from. */
  readonly ownId: PersonId;
  readonly name?: string | undefined;
  readonly identities: readonly Identity[];
}

/** The accounts of a person, the primary's own first. */
export function accountsOf(person: Person): readonly NamedAccount[] {
  const { name, sides = [] } = person.links ?? {};
  const linked = sides.flatMap((it) => it.identities);
  const own = person.identities.filter((it) => !linked.some((one) => isSameIdentity(one, it)));
  return [
    { ownId: person.id, name, identities: own },
    ...sides.map((it) => ({ ownId: it.personId, name: it.name, identities: it.identities })),
  ];
}

const whereText = ({ identities }: NamedAccount): string =>
  listText([...new Set(identities.map((it) => platformName(it.platform)))]);

/** `ada on Discord` */
export const namedText = (account: NamedAccount): string =>
  account.name ? `${account.name} on ${whereText(account)}` : whereText(account);

/** Where prompts may go: a button for each account. */
export const dmButtons = (person: Person): Button[] =>
  accountsOf(person).map((it) => ({
    label: `DM me as ${namedText(it)}`.slice(0, 75),
    action: { name: 'link.dm', args: [it.ownId] },
  }));

export const offeredText = ({ code }: LinkCode, commandName: Context['commandName']): Markdown =>
  joined([
    md`**Your code: ${inlineCode(code)}** It works once, for 10 minutes.`,
    md`Now type ${inlineCode(`/link ${code}`)} with your other account (on Slack: ${inlineCode(`/shipmate link ${code}`)}).`,
    md`Both accounts then share one log and one streak, with this account's time zone, day start and cadence. Each community still sees only what you shared there.`,
    md`I'll ask you here once more before anything changes, by DM if I can. ${inlineCode(commandName('link'))} shows the question, too.`,
  ]);

/** What the secondary has to know before they agree. */
export function agreeText(primary: LinkAccount, person: Person, now: Instant): Markdown {
  return joined([
    md`**This links you with** ${accountText(primary)}.`,
    md`- That account can **read and change your whole log**, private entries too, and you can do the same with theirs.`,
    md`- All entries count for one streak. Time zone (${zoneOf(person, now)}${pendingZone(person, now)}), day start (${presentDayStart(person, now)}${pendingDayStart(person, now)}) and cadence (${cadenceText(presentCadence(person, now))}${pendingCadence(person, now)}) come from that account. Pauses, rest days and excused days of both are kept.`,
    md`- Erasing one account erases both.`,
    md`Only go on if that account is **yours**. To keep this account's settings instead, make the code here and type it there.`,
  ]);
}

/** What the primary has to know before they agree. */
export const confirmText = (secondary: LinkAccount): Markdown =>
  joined([
    md`${accountText(secondary)} **typed your code.** Is that you?`,
    md`If so, that account can **read and change your whole log**, private entries too, and erasing one erases both. If not, say no: nothing has changed yet.`,
  ]);

export const problemText = (problem: CodeProblem, commandName: Context['commandName']): Markdown => {
  const link = inlineCode(commandName('link'));
  switch (problem) {
    case 'too-many-tries':
      return md`That's five codes within an hour. Please wait a while before you try again.`;
    case 'wrong-code':
      return md`That code is wrong or expired. Get a new one with ${link} on your other account.`;
    case 'own-code':
      return md`That's your own code, or the two accounts are linked already. Type it with your **other** account.`;
    case 'secondary-linked':
      return md`This account is already linked. Make the code here and type it with the other account, or unlink this one first with the **Unlink** button in ${link}.`;
    case 'primary-linked':
      return md`The account that made this code has since been linked to another one. Make the code there.`;
  }
};

export const accountsText = (person: Person): Markdown =>
  md`You're linked as ${listText(accountsOf(person).map(namedText))}.`;
