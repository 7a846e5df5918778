import type { Instant } from '../calendar/index.ts';
import type { PeopleStore } from '../people/ports.ts';
import type { Person } from '../people/types.ts';
import { linkPeople, linkProblem } from './link.ts';
import type { LinkAccount, LinkCode, LinkingStores, LinkStore, Moment, TypedLinkCode } from './ports.ts';

/** No letter or digit that is taken for another one: neither 0 and O, 1, I and L, nor U and V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLength = 8;
export const codeKeptMs = 10 * 60 * 1000;
/** How long the maker can answer once somebody has typed the code and confirmed. */
export const answerKeptMs = 24 * 60 * 60 * 1000;
export const triesAnHour = 5;
const attempts = 5;

export interface LinkCodeStores {
  readonly people: PeopleStore;
  readonly links: LinkStore;
}

/** A new code for a person, in place of an earlier one. `newId` gives random letters and digits. */
export async function offerCode(
  { links }: Pick<LinkCodeStores, 'links'>,
  maker: Pick<LinkCode, 'makerId' | 'maker'>,
  now: Instant,
  newId: () => string,
): Promise<LinkCode> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const offered = { ...maker, code: codeFrom(newId), expiresAt: now + codeKeptMs };
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

/** A code as it was typed, in any case, with spaces and dashes. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[\s\-–—_.]/g, '');

/** What is wrong with a typed code. `wrong-code`: it never was, is used, or is over. */
export type CodeProblem = 'too-many-tries' | 'wrong-code' | 'own-code' | 'typer-linked' | 'maker-linked';

export type Typed =
  | { readonly ok: true; readonly code: LinkCode; readonly maker: Person }
  | { readonly ok: false; readonly code: CodeProblem };

/** Somebody types a code: whose it is, or why nothing comes of it. Every try counts, the right one too. */
export async function typeCode(
  stores: LinkCodeStores,
  typed: string,
  typer: { readonly account: LinkAccount; readonly person: Person | undefined },
  now: Instant,
): Promise<Typed> {
  const mayTry = await stores.links.mayTry(typer.account.identity, triesAnHour, now);
  return mayTry
    ? checkCode(stores, readCode(typed), typer.person, now)
    : { ok: false, code: 'too-many-tries' };
}

/** What a typed code means for whoever types it; `typer` is absent for somebody who is not stored yet. */
export async function checkCode(
  { people, links }: LinkCodeStores,
  typed: string,
  typer: Person | undefined,
  now: Instant,
): Promise<Typed> {
  const code = await links.find(typed, now);
  const maker = code && (await people.find(code.makerId));
  if (!code || !maker || code.typerId !== undefined) return { ok: false, code: 'wrong-code' };
  const problem = typer && linkProblem(maker, typer);
  if (problem === 'same-person') return { ok: false, code: 'own-code' };
  if (problem === 'gone') return { ok: false, code: 'wrong-code' };
  return problem ? { ok: false, code: problem } : { ok: true, code, maker };
}

/** The typer has seen the maker's account and agrees; the code is used up, and the maker is asked. */
export async function agreeToCode(
  stores: LinkCodeStores,
  typed: string,
  typer: { readonly account: LinkAccount; readonly person: Person },
  now: Instant,
): Promise<Typed> {
  const checked = await checkCode(stores, typed, typer.person, now);
  if (!checked.ok) return checked;
  const agreed = { typerId: typer.person.id, typer: typer.account, expiresAt: now + answerKeptMs };
  if (!(await stores.links.claim(typed, agreed, now))) return { ok: false, code: 'wrong-code' };
  return { ...checked, code: { ...checked.code, ...agreed } };
}

/** The typed and confirmed code that waits for its maker's answer. */
export async function waitingCode(
  { links }: Pick<LinkCodeStores, 'links'>,
  maker: Person,
  now: Instant,
): Promise<TypedLinkCode | undefined> {
  const code = await links.ofMaker(maker.id, now);
  return code?.typerId !== undefined && code.typer
    ? { ...code, typerId: code.typerId, typer: code.typer }
    : undefined;
}

export type Answered =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: 'wrong-code' | 'typer-linked' | 'maker-linked' };

/** The maker has seen the typer's account and agrees: the two become one. A second press finds it done. */
export async function confirmLink(
  stores: LinkCodeStores & LinkingStores,
  maker: Person,
  code: string,
  moment: Moment,
): Promise<Answered> {
  const found = await stores.links.find(code, moment.now);
  if (!found?.typer || found.typerId === undefined || found.makerId !== maker.id)
    return { ok: false, code: 'wrong-code' };
  const { typerId, typer } = found;
  const linked = await linkPeople(
    stores,
    { makerId: maker.id, makerName: found.maker.name, typerId, typerName: typer.name },
    moment,
  );
  await stores.links.remove(code);
  if (linked.ok) return linked;
  return {
    ok: false,
    code: linked.code === 'same-person' || linked.code === 'gone' ? 'wrong-code' : linked.code,
  };
}

/** The maker does not know the typer: the code is void. */
export async function declineLink(
  { links }: Pick<LinkCodeStores, 'links'>,
  maker: Person,
  code: string,
  now: Instant,
): Promise<LinkCode | undefined> {
  const found = await links.find(code, now);
  if (!found || found.makerId !== maker.id) return undefined;
  await links.remove(code);
  return found;
}
