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
    label: `Ask me as ${namedText(it)}`.slice(0, 75),
    action: { name: 'link.dm', args: [it.ownId] },
  }));

export const offeredText = ({ code }: LinkCode, commandName: Context['commandName']): Markdown =>
  joined([
    md`**Your code: ${inlineCode(code)}** It holds for ten minutes, and once.`,
    md`With your other account, type ${inlineCode(`/link ${code}`)} (on Slack ${inlineCode(`/shipmate link ${code}`)}).`,
    md`The two then become one person: one log, one streak, and the zone, day start and cadence of this account. Each community still sees only what you logged there.`,
    md`I ask you here once more before anything happens, by DM if I can; ${inlineCode(commandName('link'))} shows it too.`,
  ]);

/** What the secondary has to know before they agree. */
export function agreeText(primary: LinkAccount, person: Person, now: Instant): Markdown {
  return joined([
    md`**This joins you with** ${accountText(primary)}.`,
    md`- That account will **read and write your whole log**, private entries too; and you theirs.`,
    md`- One streak is made of all entries. Zone (${zoneOf(person, now)}${pendingZone(person, now)}), day start (${presentDayStart(person, now)}${pendingDayStart(person, now)}) and cadence (${cadenceText(presentCadence(person, now))}${pendingCadence(person, now)}) are those of that account; pauses, rest days and excused days of both stay.`,
    md`- Erasing one then erases both.`,
    md`Go on only if that account is **yours**. To keep the settings of this one, make the code here and type it there.`,
  ]);
}

/** What the primary has to know before they agree. */
export const confirmText = (secondary: LinkAccount): Markdown =>
  joined([
    md`${accountText(secondary)} **typed your code.** Is that you?`,
    md`If so, that account will **read and write your whole log**, private entries too; erasing one erases both. If not, say no: nothing has happened yet.`,
  ]);

export const problemText = (problem: CodeProblem, commandName: Context['commandName']): Markdown => {
  const link = inlineCode(commandName('link'));
  switch (problem) {
    case 'too-many-tries':
      return md`Those were five codes within an hour; please wait a while before the next one.`;
    case 'wrong-code':
      return md`That code does not hold: it is mistyped, used, or older than ten minutes. ${link} on your other account makes a new one.`;
    case 'own-code':
      return md`That code is your own, or the two accounts are one already. Type it with your **other** account.`;
    case 'secondary-linked':
      return md`This account is linked already. Make the code here and type it with the other account; or unlink this one first, with the button **Unlink** under ${link}.`;
    case 'primary-linked':
      return md`The account that made this code has become part of another one since. Make the code there.`;
  }
};

export const accountsText = (person: Person): Markdown =>
  md`You are one person as ${listText(accountsOf(person).map(namedText))}.`;
