import fc from 'fast-check';
import { type Entry, entryKindNames } from '../../src/core/log/index.ts';
import type { Community, Member, Person } from '../../src/core/people/index.ts';
import { type Delivery, deliveryKinds } from '../../src/core/reminders/index.ts';

/** One arbitrary for each field, optional ones too: a field that is added to a type is missed here by the compiler. */
type Fields<T> = { readonly [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> };

/** Records in which each optional field is there or not. */
function records<T>(fields: Fields<T>, optional: readonly (keyof T)[]): fc.Arbitrary<T> {
  const requiredKeys = (Object.keys(fields) as (keyof T)[]).filter((key) => !optional.includes(key));
  return fc.record(fields as never, { requiredKeys: requiredKeys as never, noNullPrototype: true }) as never;
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '$where', '$ne', 'a.b', '__proto__', 'null', '\u0000', '🧱', ' spaced '),
);
const number = fc.integer();
const instant = fc.integer({ min: 0, max: 2 ** 45 });
const flag = fc.boolean();
const few = <T>(it: fc.Arbitrary<T>) => fc.array(it, { maxLength: 3 });
const numbers = few(number);
const chosen = fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,9}$/), fc.oneof(text, number, flag), {
  maxKeys: 3,
  noNullPrototype: true,
});

const identity = records<Person['identities'][number]>({ platform: text, team: text, user: fc.uuid() }, [
  'team',
]);
const copy = records<Entry['posts'][number]>(
  { platform: text, team: text, channel: text, message: text, files: few(text) },
  ['team', 'files'],
);

const picture = records<NonNullable<Entry['pictures']>[number]>(
  {
    platform: text,
    team: text,
    channel: text,
    message: text,
    file: text,
    name: text,
    contentType: fc.constantFrom('image/png', 'image/webp'),
    size: number,
    alt: text,
    isKept: flag,
  },
  ['team', 'alt', 'isKept'],
);

export const anyPerson = records<Person>(
  {
    id: fc.uuid(),
    identities: fc.array(identity, { minLength: 1, maxLength: 3 }),
    joinedAt: instant,
    joinedDay: number,
    clocks: few(
      records<Person['clocks'][number]>({ from: number, zone: text, dayStart: number }, []),
    ) as never,
    zoneChosen: flag,
    cadence: few(
      fc.record({
        from: number,
        cadence: fc.oneof(
          fc.record({ kind: fc.constant('weekdays' as const), days: numbers }),
          fc.record({ kind: fc.constant('weekly' as const), times: number }),
        ),
      }),
    ),
    rest: numbers,
    pauses: few(records<Person['pauses'][number]>({ from: number, to: number }, ['to'])),
    promptTime: number,
    nudge: records<Person['nudge']>({ on: flag, time: number }, []),
    prompts: fc.constantFrom('not-started', 'on', 'stopped', 'silent'),
    dm: records<NonNullable<Person['dm']>>(
      { platform: text, team: text, channel: text, closedAt: instant, told: flag },
      ['team', 'closedAt', 'told'],
    ),
    language: text,
    skippedDay: number,
    lastActiveDay: number,
    promptsFrom: number,
    snoozes: records<NonNullable<Person['snoozes']>>({ day: number, at: few(instant) }, []),
    followUps: few(
      records<NonNullable<Person['followUps']>[number]>({ entryId: text, day: number, by: text }, ['by']),
    ),
    weekOffered: text,
    undelivered: few(
      records<NonNullable<Person['undelivered']>[number]>({ entryId: text, certain: flag }, []),
    ),
    streakEvents: records<NonNullable<Person['streakEvents']>>(
      {
        from: number,
        told: few(
          records<NonNullable<Person['streakEvents']>['told'][number]>(
            { kind: fc.constantFrom('freeze-used', 'milestone'), day: number, by: text },
            ['by'],
          ),
        ),
      },
      ['from'],
    ),
    learning: records<NonNullable<Person['learning']>>({ cardsInPrompt: flag, assistant: flag }, []),
    links: records<NonNullable<Person['links']>>(
      {
        name: text,
        own: fc.constant({ settings: { joinedAt: 1 }, zoneChosen: true, excused: [] } as never),
        sides: few(
          records<NonNullable<Person['links']>['sides'][number]>(
            {
              personId: text,
              identities: few(identity),
              name: text,
              state: fc.constantFrom('joining', 'joined', 'parting'),
              joinedDay: number,
              excused: few(fc.record({ day: number, reason: fc.constant('outage' as const) })),
              members: fc.constant({ theirs: [], mine: [] }),
            },
            [],
          ),
        ),
      },
      ['own'],
    ),
    chosen,
    shareRefused: text,
    typedReadTo: instant,
    pictureRefused: text,
    linkedTo: text,
    dueAt: instant,
    tzdb: text,
    version: number,
  },
  [
    'dm',
    'skippedDay',
    'snoozes',
    'followUps',
    'undelivered',
    'learning',
    'chosen',
    'shareRefused',
    'typedReadTo',
    'pictureRefused',
    'links',
    'linkedTo',
    'dueAt',
    'tzdb',
  ],
);

export const anyCommunity = records<Community>(
  {
    id: fc.uuid(),
    platform: text,
    external: fc.uuid(),
    name: text,
    zone: text,
    channel: text,
    roundupChannel: text,
    roundup: records<Community['roundup']>({ on: flag, weekday: number, time: number }, []),
    defaults: records<Community['defaults']>(
      { promptTime: number, audience: fc.constantFrom('private', 'community') },
      [],
    ),
    organisers: few(text),
    joinedAt: instant,
    removedAt: instant,
    welcomeOwed: flag,
    cannotPost: text,
    cannotPostIn: text,
    sharesRefused: flag,
    assistantOff: flag,
    chosen,
    features: fc.subarray(['logbook', 'buddy'] as const),
    setUp: fc.subarray(['audience', 'roundup', 'invitation'] as const),
    dueAt: instant,
    tzdb: text,
    version: number,
  },
  [
    'channel',
    'roundupChannel',
    'removedAt',
    'welcomeOwed',
    'cannotPost',
    'cannotPostIn',
    'sharesRefused',
    'assistantOff',
    'chosen',
    'features',
    'setUp',
    'dueAt',
    'tzdb',
  ],
);

export const anyMember = records<Member>(
  {
    communityId: fc.uuid(),
    personId: fc.uuid(),
    joinedAt: instant,
    displayName: text,
    audience: fc.constantFrom('private', 'community'),
    audienceChosen: flag,
    inRoundup: flag,
    inLeaderboard: flag,
    chosen,
  },
  ['chosen'],
);

const pain = records<NonNullable<Entry['pain']>>(
  { error: text, cause: text, fix: text, state: fc.constantFrom('open', 'understood', 'fixed') },
  ['error', 'cause', 'fix'],
);

const parts = few(fc.record({ eventKey: fc.uuid(), lines: number }));

export const anyEntry = records<Entry>(
  {
    id: fc.uuid(),
    personId: fc.uuid(),
    kind: fc.constantFrom(...entryKindNames),
    text,
    project: text,
    minutes: number,
    tags: few(text),
    pain,
    pictures: few(picture),
    audience: fc.constantFrom('private', 'community'),
    communityId: text,
    identity,
    at: instant,
    zone: text,
    day: number,
    backdated: flag,
    eventKey: fc.uuid(),
    editedAt: instant,
    revisions: few(
      records<Entry['revisions'][number]>(
        { at: instant, text, day: number, project: text, minutes: number, tags: few(text), pain, parts },
        ['project', 'minutes', 'tags', 'pain', 'parts'],
      ),
    ),
    parts,
    joinedInto: fc.uuid(),
    posts: few(copy),
    kudos: few(text),
    reacted: few(text),
    hidden: flag,
    deletedAt: instant,
    version: number,
  },
  [
    'project',
    'minutes',
    'pain',
    'pictures',
    'communityId',
    'editedAt',
    'parts',
    'joinedInto',
    'reacted',
    'deletedAt',
  ],
);

export const anyDelivery = records<Delivery>(
  {
    id: fc.uuid(),
    owner: fc.oneof(fc.record({ personId: fc.uuid() }), fc.record({ communityId: fc.uuid() })),
    kind: fc.constantFrom(...deliveryKinds),
    key: text,
    lane: text,
    dueAt: instant,
    expiresAt: instant,
    state: fc.constantFrom(
      'pending',
      'sending',
      'uncertain',
      'sent',
      'missed',
      'dropped',
      'parked',
      'failed',
    ),
    attempts: number,
    notBefore: instant,
    lease: records<NonNullable<Delivery['lease']>>({ worker: text, until: instant }, []),
    sentAt: instant,
    settledAt: instant,
    late: flag,
    post: copy,
    coversFrom: instant,
    reason: text,
  },
  ['lease', 'sentAt', 'settledAt', 'post', 'coversFrom', 'reason'],
);
