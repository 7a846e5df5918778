import { z } from 'zod';
import { entryKindNames } from '../../src/core/log/index.ts';
import { deliveryKinds } from '../../src/core/reminders/index.ts';
import type { Found } from '../app/database.ts';

/** What a row of each collection may be: written by hand from docs and types, not from the store's own schemas. */
const dayMs = 24 * 60 * 60 * 1000;
const farthestDays = 400;

const id = z.string().regex(/^[0-9a-z]{16}$/);
const instant = z.int().min(Date.UTC(2026, 0)).max(Date.UTC(2200, 0));
const day = z
  .int()
  .min(Date.UTC(2026, 0) / dayMs - farthestDays)
  .max(Date.UTC(2200, 0) / dayMs);
const minuteOfDay = z.int().min(0).max(1439);
const count = z.int().min(0);
const version = z.int().min(1);
const line = (limit: number) =>
  z
    .string()
    .min(1)
    .refine((it) => it.isWellFormed() && [...it].length <= limit && !/[\r\n]/.test(it), 'not a line');
const words = z
  .string()
  .max(3_000)
  .refine((it) => it.isWellFormed() && it === it.trim() && !it.includes('\r\n'), 'not trimmed');
const zone = z.string().refine((it) => {
  if (/^[+-]|^Etc\/GMT[+-]?[1-9]/.test(it)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: it }));
  } catch {
    return false;
  }
}, 'no zone');
const language = z.string().refine((it) => {
  try {
    return Intl.getCanonicalLocales(it)[0] === it;
  } catch {
    return false;
  }
}, 'no language');
const account = z.strictObject({ platform: line(40), team: line(40).optional(), user: line(100) });
const linkAccount = z.strictObject({
  identity: account,
  name: z.string().min(1).max(200),
  place: line(100).optional(),
  dm: z.strictObject({ platform: line(40), team: line(40).optional(), channel: line(100) }).optional(),
});
const post = z.strictObject({
  platform: line(40),
  team: line(40).optional(),
  channel: line(100),
  message: line(100),
});
const audience = z.enum(['private', 'community']);
const tags = z.array(line(32).regex(/^[^\s,;]+$/)).max(10);
const pain = z.strictObject({
  error: words.optional(),
  cause: words.optional(),
  fix: words.optional(),
  state: z.enum(['open', 'understood', 'fixed']),
});
const about = {
  project: line(80).optional(),
  minutes: z.int().min(1).max(1440).optional(),
  pain: pain.optional(),
};

const cadence = z.union([
  z.strictObject({ kind: z.literal('weekly'), times: z.int().min(1).max(7) }),
  z.strictObject({ kind: z.literal('weekdays'), days: z.array(z.int().min(1).max(7)).min(1).max(7) }),
]);

const chosen = z.record(z.string().min(1).max(40), z.union([line(200), z.number(), z.boolean()])).optional();

const person = z.strictObject({
  _id: id,
  identityKeys: z.array(line(200)),
  identities: z.array(account).min(1),
  joinedAt: instant,
  joinedDay: day,
  clocks: z.array(z.strictObject({ from: count, zone, dayStart: z.int().min(0).max(360) })).min(1),
  zoneChosen: z.boolean(),
  cadence: z.array(z.strictObject({ from: day, cadence })).min(1),
  rest: z.array(day),
  pauses: z.array(z.strictObject({ from: day, to: day.optional() })),
  promptTime: minuteOfDay,
  nudge: z.strictObject({ on: z.boolean(), time: minuteOfDay }),
  prompts: z.enum(['not-started', 'on', 'stopped', 'silent']),
  dm: z
    .strictObject({
      platform: line(40),
      team: line(40).optional(),
      channel: z.string().max(100),
      closedAt: instant.optional(),
      told: z.boolean().optional(),
    })
    .optional(),
  language,
  skippedDay: day.optional(),
  lastActiveDay: day,
  promptsFrom: day,
  snoozes: z.strictObject({ day, at: z.array(instant.nullable()).max(3) }).optional(),
  typedReadTo: z.number().optional(),
  followUps: z.array(z.strictObject({ entryId: id, day, by: line(100).optional() })).optional(),
  weekOffered: line(100).optional(),
  streakEvents: z
    .strictObject({
      from: day.optional(),
      told: z.array(
        z.strictObject({
          kind: z.enum(['freeze-used', 'streak-ended', 'date-excused', 'freeze-earned', 'milestone']),
          day,
          by: line(400).optional(),
        }),
      ),
    })
    .optional(),
  learning: z.strictObject({ cardsInPrompt: z.boolean(), assistant: z.boolean() }).optional(),
  chosen,
  links: z.looseObject({}).optional(),
  linkedTo: id.optional(),
  dueAt: instant.optional(),
  tzdb: line(20).optional(),
  version,
});

const entry = z
  .strictObject({
    _id: z.string(),
    entryId: id,
    personId: id,
    kind: z.enum(entryKindNames),
    text: words,
    ...about,
    tags,
    audience,
    communityId: id.optional(),
    identity: account,
    at: instant,
    zone,
    day,
    backdated: z.boolean(),
    eventKey: line(400),
    editedAt: instant.optional(),
    revisions: z
      .array(z.strictObject({ at: instant, text: words, day, ...about, tags: tags.optional() }))
      .max(20),
    posts: z.array(post),
    kudos: z.array(id),
    reacted: z.array(id).optional(),
    hidden: z.boolean(),
    deletedAt: instant.optional(),
    version,
    words: z.array(z.string().min(1).max(80)).max(500),
    painKeys: z.array(z.string()).optional(),
  })
  .refine((it) => it._id === `${it.personId}:${it.entryId}`, 'an id that is not its own')
  .refine((it) => it.audience === 'private' || it.communityId !== undefined, 'shared with nobody')
  .refine(
    (it) => new Set(it.kudos).size === it.kudos.length && !it.kudos.includes(it.personId),
    'wrong cheers',
  )
  .refine((it) => (it.reacted ?? []).every((by) => it.kudos.includes(by)), 'a reaction without its cheer')
  .refine((it) => new Set(it.tags).size === it.tags.length, 'a tag twice')
  .refine((it) => it.text !== '' || it.editedAt !== undefined, 'an entry without words');

const delivery = z
  .strictObject({
    _id: z.string(),
    personId: id.optional(),
    communityId: id.optional(),
    kind: z.enum(deliveryKinds),
    key: line(60),
    lane: z.string().max(60),
    dueAt: instant,
    expiresAt: instant,
    state: z.enum(['pending', 'sending', 'uncertain', 'sent', 'missed', 'dropped', 'parked', 'failed']),
    attempts: count,
    notBefore: count,
    lease: z.strictObject({ worker: z.string(), until: instant }).optional(),
    sentAt: instant.optional(),
    late: z.boolean(),
    post: post.optional(),
    coversFrom: instant.optional(),
    reason: line(60).optional(),
    claimableAt: count.optional(),
    settledAt: instant.optional(),
  })
  .refine((it) => (it.personId === undefined) !== (it.communityId === undefined), 'not one owner');

const member = z.strictObject({
  _id: z.string(),
  communityId: id,
  personId: id,
  joinedAt: instant,
  displayName: z.string().min(1).max(200),
  audience,
  audienceChosen: z.boolean(),
  inRoundup: z.boolean(),
  inLeaderboard: z.boolean(),
  chosen,
});

const community = z.strictObject({
  _id: id,
  platform: line(40),
  external: line(100),
  name: line(100),
  zone,
  channel: line(100).optional(),
  roundupChannel: line(100).optional(),
  roundup: z.strictObject({ on: z.boolean(), weekday: z.int().min(1).max(7), time: minuteOfDay }),
  defaults: z.strictObject({ promptTime: minuteOfDay, audience }),
  assistantOff: z.boolean().optional(),
  chosen,
  features: z.array(z.enum(['logbook', 'buddy'])).optional(),
  setUp: z.array(z.enum(['audience', 'roundup', 'invitation'])).optional(),
  organisers: z.array(line(200)),
  joinedAt: instant,
  removedAt: instant.optional(),
  welcomeOwed: z.boolean().optional(),
  cannotPost: z.string().optional(),
  cannotPostIn: line(100).optional(),
  dueAt: instant.optional(),
  tzdb: line(20).optional(),
  version,
});

const checkpoint = z.strictObject({
  _id: id,
  through: day,
  state: z.strictObject({
    count,
    longest: count,
    progress: z.int().min(0).max(14),
    weekDone: z.int().min(0).max(7),
    weekAvailable: z.int().min(0).max(7),
  }),
  basis: z.string(),
});

const draft = z.strictObject({
  _id: z.string(),
  owner: line(200),
  form: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  args: z.array(z.string().max(100)),
  values: z.record(z.string().max(100), z.string().max(200_000)),
  expiresAt: instant,
});

const card = z.strictObject({
  _id: z.string(),
  personId: id,
  entryId: id,
  active: z.boolean(),
  memory: z.record(z.string(), z.number()),
  history: z.array(z.strictObject({ at: instant, grade: z.enum(['again', 'hard', 'good', 'easy']) })),
  version,
});

const chain = z.strictObject({
  _id: z.string(),
  personId: id,
  entryId: id,
  chain: z.looseObject({
    version: z.literal(1),
    entryId: id,
    state: z.enum(['asking', 'concluding', 'closing', 'done', 'stopped']),
    steps: z.array(z.strictObject({ question: z.string().min(1), answer: words.optional() })),
  }),
  updatedAt: instant,
  version,
  open: z.boolean(),
});

const schemas: Readonly<Record<string, z.ZodType>> = {
  people: person,
  entries: entry,
  deliveries: delivery,
  members: member,
  communities: community,
  checkpoints: checkpoint,
  drafts: draft,
  cards: card,
  whyChains: chain,
  events: z.strictObject({ _id: z.string().regex(/^[\w-]{43}$/), expiresAt: instant }),
  vocabularies: z.strictObject({ _id: id, projects: z.array(line(80)), tags: z.array(line(32)) }),
  outages: z.strictObject({ _id: z.string(), platform: line(40), from: instant, to: instant }),
  heartbeats: z.strictObject({ _id: line(40), at: instant }),
  linkCodes: z.strictObject({
    _id: z.string(),
    primaryId: id,
    primary: linkAccount,
    secondaryId: id.optional(),
    secondary: linkAccount.optional(),
    expiresAt: instant,
  }),
  shares: z.strictObject({ _id: z.string(), used: z.number().int(), expiresAt: instant }),
  linkTries: z.strictObject({ _id: z.string(), at: z.array(instant), expiresAt: instant }),
};

/** Not a person's: the installation, leases, Agenda's own, and what the playground keeps as a platform. */
const elsewhere = /^(?:installation|leases|agendaJobs|playground_.*|slackInstallations)$/;

/** What is wrong with each stored row that is not as it should be. */
export function rowProblems(rows: readonly Found[]): string[] {
  return rows.flatMap(({ collection, document }) => {
    if (elsewhere.test(collection)) return [];
    const schema = schemas[collection];
    if (!schema) return [`${collection} is not known here`];
    const result = schema.safeParse(document);
    if (result.success) return [];
    const what = result.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`).join('; ');
    return [`${collection} ${JSON.stringify(document).slice(0, 300)}: ${what}`];
  });
}
