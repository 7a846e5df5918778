import { removeOrganisers } from '../account/index.ts';
import type { PersonId } from '../people/index.ts';
import { kindsWhere } from '../reminders/index.ts';
import type { PersonalStores } from './stores.ts';

/** What must be known of everything that is stored about people; erasing, exporting, linking and `/privacy` loop over the rows. */
export interface PersonalDataFacts {
  /** Where it is stored, by the collections' names. None: in a document of another row. */
  readonly collections: readonly string[];
  /** What it is, for `/privacy`: the end of "I store …". */
  readonly words: string;
  /** How long it is kept where that is shorter than the log: the end of "kept for …". */
  readonly keptFor?: string;
  /** Reads it for the export; or why it is not in it. */
  readonly exported:
    | ((stores: PersonalStores, personId: PersonId) => Promise<unknown>)
    | { readonly not: string };
  /**
   * Removes it. `accounts`: the keys of all accounts of the person. `expires`: nobody can be found in it, and it goes by itself.
   */
  readonly erase:
    | ((stores: PersonalStores, personId: PersonId, accounts: readonly string[]) => Promise<void>)
    | 'expires';
  /**
   * When two accounts are linked and unlinked. `moves`: with the log, to whoever it belongs to. `merges`: by rules of its own in
   * `core/linking`. `made-again`: it is worked out anew. `stays`: nothing of it changes hands.
   */
  readonly onLink: 'moves' | 'merges' | 'made-again' | 'stays';
  /** When a community is erased, 30 days after it removed the bot. `unshared`: it stays with its author, shared with nobody. */
  readonly onCommunityErased: 'erased' | 'unshared' | 'stays';
  /** `made-again`: it is not in a backup, for it is worked out anew. */
  readonly backup: 'copied' | 'made-again';
}

/** Deliveries are kept for 90 days, so there are never more of a kind. */
const deliveriesAtMost = 10_000;

/** In the order in which they are erased: what points to others goes before them, the person goes last. */
export const personalData = {
  entries: {
    collections: ['entries', 'vocabularies'],
    words:
      'what you log and when, and which message holds a picture of it, never the picture itself; you can undo edits and deletions for 7 days',
    async exported({ entries }, personId) {
      const all = [];
      for await (const entry of entries.all(personId)) all.push(entry);
      return all;
    },
    erase: ({ entries }, id) => entries.eraseAll(id),
    onLink: 'moves',
    onCommunityErased: 'unshared',
    backup: 'copied',
  },
  whys: {
    collections: ['whyChains'],
    words: 'your answers to why something broke',
    exported: ({ chains }, id) => chains.all(id),
    erase: ({ chains }, id) => chains.eraseAll(id),
    onLink: 'moves',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  cards: {
    collections: ['cards'],
    words: 'your review cards, and when you reviewed them',
    exported: ({ cards }, id) => cards.all(id),
    erase: ({ cards }, id) => cards.eraseAll(id),
    onLink: 'moves',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  linkCodes: {
    collections: ['linkCodes', 'linkTries'],
    words: 'a code to link two accounts',
    keptFor: '10 minutes',
    exported: { not: 'a code is worth nothing once it is used' },
    erase: ({ links }, id) => links.eraseAll(id),
    onLink: 'stays',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  cheers: {
    collections: [],
    words: 'which shared entries you cheered, and which of them by a reaction',
    exported: { not: 'a cheer stands with the entry of somebody else' },
    erase: ({ system }, id) => system.removeCheersOf(id),
    onLink: 'stays',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  deliveries: {
    collections: ['deliveries'],
    words: "which messages I sent you, so I don't send them twice",
    keptFor: '90 days; a picture you shared, as long as it stands',
    async exported({ deliveries }, id) {
      const kinds = kindsWhere((it) => it.isExported);
      return (await Promise.all(kinds.map((kind) => deliveries.latest(id, kind, deliveriesAtMost)))).flat();
    },
    erase: ({ deliveries }, id) => deliveries.eraseAll(id),
    onLink: 'merges',
    onCommunityErased: 'erased',
    backup: 'copied',
  },
  checkpoints: {
    collections: ['checkpoints'],
    words: 'your streak over time, worked out from your log',
    exported: { not: 'it is worked out from the log' },
    erase: ({ checkpoints }, id) => checkpoints.dropFrom(id, Number.NEGATIVE_INFINITY),
    onLink: 'made-again',
    onCommunityErased: 'stays',
    backup: 'made-again',
  },
  memberships: {
    collections: ['members'],
    words: "which communities you're in, your name there, and what you share with them",
    async exported({ members, communities }, id) {
      const mine = await members.listOfPerson(id);
      return Promise.all(
        mine.map(async (it) => ({
          ...it,
          community: (await communities.find(it.communityId))?.name ?? '',
        })),
      );
    },
    async erase({ members, communities }, id, accounts) {
      for (const { communityId } of await members.listOfPerson(id)) {
        await removeOrganisers(communities, communityId, accounts);
        await members.remove(communityId, id);
      }
    },
    onLink: 'merges',
    onCommunityErased: 'erased',
    backup: 'copied',
  },
  drafts: {
    collections: ['drafts'],
    words: 'what you typed into a form with mistakes',
    keptFor: 'an hour',
    exported: { not: 'it is gone within an hour' },
    async erase({ drafts }, _id, accounts) {
      for (const account of accounts) await drafts.erase(account);
    },
    onLink: 'stays',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  events: {
    collections: ['events'],
    words:
      'hashes of your latest messages, so none is handled twice, or stored again after you erase everything',
    keptFor: '7 days',
    exported: { not: 'a hash says nothing about anybody' },
    erase: 'expires',
    onLink: 'stays',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  quotas: {
    collections: ['quotas'],
    words: 'how many questions the language model asked you today, under a hash',
    keptFor: '3 days',
    exported: { not: 'a hash says nothing about anybody' },
    erase: 'expires',
    onLink: 'stays',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
  account: {
    collections: ['people'],
    words: "your account's id, your zone, times and settings, and what I told you about your streak",
    exported: ({ people }, id) => people.find(id),
    erase: ({ people }, id) => people.erase(id),
    onLink: 'merges',
    onCommunityErased: 'stays',
    backup: 'copied',
  },
} as const satisfies Record<string, PersonalDataFacts>;

export type PersonalDataKind = keyof typeof personalData;

/** The kinds whose facts are so, by what the table says. */
export type KindsWith<F extends Partial<PersonalDataFacts>> = {
  [K in PersonalDataKind]: (typeof personalData)[K] extends F ? K : never;
}[PersonalDataKind];

type Reader = (...given: never[]) => Promise<unknown>;

/** The kinds that the export holds. */
export type ExportedKind = {
  [K in PersonalDataKind]: (typeof personalData)[K]['exported'] extends Reader ? K : never;
}[PersonalDataKind];

/** Everything of a person's that the export holds, by kind. */
export type Collected = {
  readonly [K in ExportedKind]: Awaited<ReturnType<Extract<(typeof personalData)[K]['exported'], Reader>>>;
};

/** The rows without their exact types, in their order. */
export const personalDataRows = Object.entries(personalData) as readonly (readonly [
  PersonalDataKind,
  PersonalDataFacts,
])[];

export async function collectPersonalData(stores: PersonalStores, personId: PersonId): Promise<Collected> {
  const collected: Partial<Record<PersonalDataKind, unknown>> = {};
  for (const [kind, { exported }] of personalDataRows)
    if (typeof exported === 'function') collected[kind] = await exported(stores, personId);
  return collected as Collected;
}
