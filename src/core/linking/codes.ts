import type { Instant } from '../calendar/index.ts';
import type { PeopleStore } from '../people/ports.ts';
import type { Person } from '../people/types.ts';
import { linkPeople, linkProblem } from './link.ts';
import type { LinkAccount, LinkCode, LinkingStores, LinkStore, Moment, TypedLinkCode } from './ports.ts';

/** Without letters and digits that look alike: 0 and O, 1, I and L, U and V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLength = 8;
export const codeKeptMs = 10 * 60 * 1000;
/** How long the primary can answer after somebody typed and confirmed the code. */
export const answerKeptMs = 24 * 60 * 60 * 1000;
export const triesAnHour = 5;
const attempts = 5;

export interface LinkCodeStores {
  readonly people: PeopleStore;
  readonly links: LinkStore;
}

/** Makes a new code for a person, which replaces an earlier one. `newId` gives random letters and digits. */
export async function offerCode(
  { links }: Pick<LinkCodeStores, 'links'>,
  primary: Pick<LinkCode, 'primaryId' | 'primary'>,
  now: Instant,
  newId: () => string,
): Promise<LinkCode> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const offered = { ...primary, code: codeFrom(newId), expiresAt: now + codeKeptMs };
    if (await links.offer(offered)) return offered;
  }
  throw new Error('No free link code was found');
}

function codeFrom(newId: () => string): string {
  let code = '';
  while (code.length < codeLength)
    code += [...newId().toUpperCase()].filter((it) => alphabet.includes(it)).join('');
  return code.slice(0, codeLength);
}

/** Reads a typed code: in any case, with spaces and dashes. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[\s\-–—_.]/g, '');

/** What is wrong with a typed code. `wrong-code`: it does not exist, was used or has expired. */
export type CodeProblem =
  | 'too-many-tries'
  | 'wrong-code'
  | 'own-code'
  | 'secondary-linked'
  | 'primary-linked';

export type Typed =
  | { readonly ok: true; readonly code: LinkCode; readonly primary: Person }
  | { readonly ok: false; readonly code: CodeProblem };

/** Checks a typed code: whose it is, or why it is refused. Every try counts, the right one too. */
export async function typeCode(
  stores: LinkCodeStores,
  typed: string,
  secondary: { readonly account: LinkAccount; readonly person: Person | undefined },
  now: Instant,
): Promise<Typed> {
  const mayTry = await stores.links.mayTry(secondary.account.identity, triesAnHour, now);
  return mayTry
    ? checkCode(stores, readCode(typed), secondary.person, now)
    : { ok: false, code: 'too-many-tries' };
}

/** What a typed code would link. `secondary` is absent if the person who types it is not stored yet. */
export async function checkCode(
  { people, links }: LinkCodeStores,
  typed: string,
  secondary: Person | undefined,
  now: Instant,
): Promise<Typed> {
  const code = await links.find(typed, now);
  const primary = code && (await people.find(code.primaryId));
  if (!code || !primary || code.secondaryId !== undefined) return { ok: false, code: 'wrong-code' };
  const problem = secondary && linkProblem(primary, secondary);
  if (problem === 'same-person') return { ok: false, code: 'own-code' };
  if (problem === 'gone') return { ok: false, code: 'wrong-code' };
  return problem ? { ok: false, code: problem } : { ok: true, code, primary };
}

/** The secondary has seen the primary's account and agrees. The code is used up, and the primary is asked. */
export async function agreeToCode(
  stores: LinkCodeStores,
  typed: string,
  secondary: { readonly account: LinkAccount; readonly person: Person },
  now: Instant,
): Promise<Typed> {
  const checked = await checkCode(stores, typed, secondary.person, now);
  if (!checked.ok) return checked;
  const agreed = {
    secondaryId: secondary.person.id,
    secondary: secondary.account,
    expiresAt: now + answerKeptMs,
  };
  if (!(await stores.links.claim(typed, agreed, now))) return { ok: false, code: 'wrong-code' };
  return { ...checked, code: { ...checked.code, ...agreed } };
}

/** The confirmed code that waits for its primary's answer. */
export async function pendingCode(
  { links }: Pick<LinkCodeStores, 'links'>,
  primary: Person,
  now: Instant,
): Promise<TypedLinkCode | undefined> {
  const code = await links.ofPrimary(primary.id, now);
  return code?.secondaryId !== undefined && code.secondary
    ? { ...code, secondaryId: code.secondaryId, secondary: code.secondary }
    : undefined;
}

export type Answered =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: 'wrong-code' | 'secondary-linked' | 'primary-linked' };

/** The primary has seen the secondary's account and agrees: the two are linked. A second press changes nothing. */
export async function confirmLink(
  stores: LinkCodeStores & LinkingStores,
  primary: Person,
  code: string,
  moment: Moment,
): Promise<Answered> {
  const found = await stores.links.find(code, moment.now);
  if (!found?.secondary || found.secondaryId === undefined || found.primaryId !== primary.id)
    return { ok: false, code: 'wrong-code' };
  const { secondaryId, secondary } = found;
  const linked = await linkPeople(
    stores,
    { primaryId: primary.id, primaryName: found.primary.name, secondaryId, secondaryName: secondary.name },
    moment,
  );
  await stores.links.remove(code);
  if (linked.ok) return linked;
  return {
    ok: false,
    code: linked.code === 'same-person' || linked.code === 'gone' ? 'wrong-code' : linked.code,
  };
}

/** The primary refuses the secondary. The code becomes void. */
export async function declineLink(
  { links }: Pick<LinkCodeStores, 'links'>,
  primary: Person,
  code: string,
  now: Instant,
): Promise<LinkCode | undefined> {
  const found = await links.find(code, now);
  if (!found || found.primaryId !== primary.id) return undefined;
  await links.remove(code);
  return found;
}
