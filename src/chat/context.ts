import type { Instant } from '../core/calendar/index.ts';
import type { CardStore } from '../core/deck/index.ts';
import type { Assistant, ChainStore, PainFinder } from '../core/learnings/index.ts';
import type { LinkStore } from '../core/linking/index.ts';
import type { EntryStore } from '../core/log/index.ts';
import type {
  Community,
  CommunityStore,
  EventMemory,
  Member,
  MemberStore,
  PeopleStore,
  Person,
} from '../core/people/index.ts';
import type { DeliveryStore, SystemStore } from '../core/reminders/index.ts';
import type { CheckpointStore, FreezeRules, OutageStore } from '../core/streaks/index.ts';
import type { CommandSummary } from './command-summary.ts';
import type { Actor, Place, Upload } from './interaction.ts';
import type { Meaning } from './meaning.ts';
import type { Messenger } from './messenger.ts';
import type { RenderedReply } from './rendered.ts';
import type { Reply } from './reply.ts';

/** The stores that use cases read and write; `src/store` implements them. */
export interface Stores {
  readonly people: PeopleStore;
  readonly communities: CommunityStore;
  readonly members: MemberStore;
  readonly entries: EntryStore;
  readonly checkpoints: CheckpointStore;
  readonly outages: OutageStore;
  readonly deliveries: DeliveryStore;
  readonly events: EventMemory;
  readonly drafts: DraftStore;
  readonly pains: PainFinder;
  readonly links: LinkStore;
  readonly chains: ChainStore;
  readonly cards: CardStore;
  readonly system: Pick<SystemStore, 'removeCheersOf'>;
}

/** What was typed into a form that has to be mended; kept for an hour. */
export interface DraftStore {
  put(draft: Draft): Promise<void>;
  find(owner: string, id: string, now: Instant): Promise<Draft | undefined>;
  erase(owner: string): Promise<void>;
}

export interface Draft {
  readonly id: string;
  /** The identity that typed it, as `identityKey` writes it. */
  readonly owner: string;
  /** The `command.form` it was typed into, and that form's arguments. */
  readonly form: string;
  readonly args: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly expiresAt: Instant;
}

/** What an installation sets for everybody (`src/config.ts`). */
export interface Rules {
  readonly freezes: FreezeRules;
  /** Local dates back that an entry may be dated (S7). */
  readonly backdateDays: number;
  readonly lateWindowMs: number;
  /** Minutes after midnight at which a nudge goes out unless a person chose another time. */
  readonly nudgeTime: number;
  readonly defaultZone: string;
  /** The version of the tz database under which due instants are computed. */
  readonly tzdb: string;
}

/** What an interaction asks and who asks it, with the services of the house beside it. */
export interface Context {
  readonly now: Instant;
  /** When they did it: `now`, or earlier for a message that was read later. */
  readonly actedAt: Instant;
  /** Identifies this interaction; a repetition of it carries the same one. */
  readonly eventId: string;
  /** Files that were given as options' values, which are their ids. */
  readonly uploads?: readonly Upload[];
  /** What they wrote was read later: one message answers all that was. */
  readonly caughtUp?: true;
  readonly actor: Actor;
  readonly place: Place;
  /** Absent until the account has done something that is kept. */
  readonly person?: Person;
  readonly community?: Community;
  readonly member?: Member;
  /** By the platform or named in `/setup`. */
  readonly isOrganiser: boolean;
  /** How a command is typed on this platform: `/log`, `/shipmate log`. */
  readonly commandName: (name: string) => string;
  readonly services: Services;
}

/** What every command may use, the same for every interaction. */
export interface Services {
  readonly stores: Stores;
  readonly rules: Rules;
  /** A language model that may ask why; absent where the installation has none. */
  readonly assistant?: Assistant;
  readonly newId: () => string;
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** Puts signed ids in the place of actions, for what a command posts by itself. */
  readonly sign: (reply: Reply) => RenderedReply;
  /** Tells the delivery worker that something was written that wants to go out at once. */
  readonly wakeDeliveryWorker: () => void;
  /** Organisers switched a feature on or off: the community's platform offers its commands accordingly. */
  readonly featuresChanged: (community: Community) => void;
  /** What somebody means who types this in the DM with the bot. */
  readonly meaningOf: (typed: string) => Meaning;
  /** Every command, for `/help`. */
  readonly commands: readonly CommandSummary[];
}
