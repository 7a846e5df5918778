import { randomUUID } from 'node:crypto';
import { actionSigner, signReply } from '../chat/action-id.ts';
import type { Context, Rules, Services } from '../chat/context.ts';
import { createDispatcher, type Observation } from '../chat/dispatch.ts';
import type { OnceDispatcher } from '../chat/dispatcher.ts';
import type { Incoming } from '../chat/interaction.ts';
import type { Messenger } from '../chat/messenger.ts';
import { type RateLimiter, rateLimiter } from '../chat/rate-limit.ts';
import { loadCommands, type Registry, summaryOf } from '../chat/registry.ts';
import { reopenAction } from '../chat/reopen-form.ts';
import type { Reply } from '../chat/reply.ts';
import type { TokenMemory } from '../chat/token-memory.ts';
import { meaningOf } from '../chat/typed-meaning.ts';
import type { Assistant } from '../core/learnings/index.ts';
import { afterAnswer } from '../interactions/after-answer.ts';
import { createCatchUp } from '../interactions/catch-up.ts';
import { createContext } from '../interactions/create-context.ts';
import { rememberUndelivered } from '../interactions/undelivered.ts';
import { createDeliveryWorker, type DeliveryWorker } from '../jobs/delivery-worker.ts';
import type { JobDependencies, JobLog } from '../jobs/dependencies.ts';
import { slackCommandName } from '../platforms/slack/limits.ts';
import { createReactions, type Reactions } from '../posts/reactions.ts';
import { commandFolder } from '../project-files.ts';
import type { Store } from '../store/index.ts';
import { newId as randomId } from './ids.ts';
import { tokenMemory } from './token-memory.ts';

/** Platforms that show wrong form fields themselves; the others get *Fix it*. */
const marksFields = new Set(['slack', 'playground']);

export interface BotParts {
  readonly store: Store;
  readonly rules: Rules;
  /** The product's time. */
  readonly now: () => number;
  readonly machineNow: () => number;
  /** Random ids unless given. */
  readonly newId?: () => string;
  readonly log: JobLog;
  readonly observe: (event: Observation) => void;
  readonly ended?: JobDependencies['ended'];
  readonly assistant?: Assistant;
  /** The project's own unless given. */
  readonly registry?: Registry;
  /** Platforms without a rate limit. */
  readonly unlimited: readonly string[];
}

/** The bot without its platforms: commands, dispatch, and the delivery worker that sends what is due. */
export interface Bot {
  readonly registry: Registry;
  readonly dispatcher: OnceDispatcher;
  /** Who and where somebody is, as commands see it; for what a platform shows by itself. */
  readonly createContext: (incoming: Incoming) => Promise<Context>;
  readonly deliveryWorker: DeliveryWorker;
  readonly jobs: JobDependencies;
  /** By platform; each adapter adds its own. */
  readonly messengers: Map<string, Messenger>;
  /** By platform: told of a community, by its id there, that switched a feature on or off. */
  readonly onFeaturesChanged: Map<string, (external: string) => void>;
  /** Told of reactions to shared copies. */
  readonly reactions: Reactions;
  /** The tokens that platforms took before. */
  readonly tokens: TokenMemory;
}

export async function createBot({
  store,
  rules,
  now,
  machineNow,
  newId = randomId,
  log,
  observe,
  ended = () => undefined,
  assistant,
  registry: given,
  unlimited,
}: BotParts): Promise<Bot> {
  const registry = given ?? (await loadCommands(commandFolder));
  const signer = actionSigner(store.installation.secret);
  const opensForm = (name: string): boolean =>
    registry.action(name)?.handler.opensForm === true || name === reopenAction;
  const sign = (reply: Reply) => signReply(signer, opensForm, reply);
  const messengers = new Map<string, Messenger>();
  const onFeaturesChanged = new Map<string, (external: string) => void>();
  const jobs: JobDependencies = {
    stores: store,
    rules,
    messengers,
    sign,
    now,
    machineNow,
    catchUp: (personId) => catchUp.person(personId),
    readReactions: (...what) => reactions.read(...what),
    worker: randomUUID(),
    ended,
    log,
  };
  const deliveryWorker = createDeliveryWorker(jobs);
  const services: Services = {
    stores: store,
    rules,
    ...(assistant && { assistant }),
    newId,
    messengers,
    sign,
    wakeDeliveryWorker: deliveryWorker.wake,
    featuresChanged: ({ platform, external }) => onFeaturesChanged.get(platform)?.(external),
    meaningOf: (typed) => meaningOf(typed, registry.commands),
    commands: registry.commands.map(summaryOf),
  };
  const reactions = createReactions(services, log);
  const catchUp = createCatchUp({ services, dispatcher: () => dispatcher, now, log });
  const around = { services, clock: now, commandName };
  const dispatcher: OnceDispatcher = createDispatcher({
    registry,
    signer,
    createContext: (incoming) => createContext(around, incoming),
    afterAnswer,
    undelivered: (identity, reply, loss) =>
      rememberUndelivered({ stores: store, now: now(), tzdb: rules.tzdb }, identity, reply, loss),
    commandName,
    marksFields,
    limiter: limiter(unlimited),
    handled: {
      has: (key) => store.events.seen(handledKey(key)),
      add: (key) => store.events.remember([handledKey(key)], now()),
    },
    observe(event) {
      observe(event);
      const { error, route, reference } = event;
      if (error !== undefined) log.error({ err: error, route, reference }, 'a command failed');
    },
  });
  return {
    registry,
    dispatcher,
    createContext: (incoming) => createContext(around, incoming),
    deliveryWorker,
    jobs,
    messengers,
    onFeaturesChanged,
    reactions,
    tokens: tokenMemory(store),
  };
}

/** Apart from the keys of entries, which the same memory keeps after an erasure. */
const handledKey = (key: string): string => `typed:${key}`;

/** How a command is typed there. */
const commandName = (platform: string, name: string): string =>
  platform === 'slack' ? slackCommandName(name) : `/${name}`;

const limiter = (unlimited: readonly string[]): RateLimiter =>
  rateLimiter({
    person: { burst: 20, perMinute: 60 },
    community: { burst: 200, perMinute: 1_200 },
    exempt: new Set(unlimited),
    monotonic: () => performance.now(),
  });
