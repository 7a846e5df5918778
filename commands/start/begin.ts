import { change, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, md } from '../../src/chat/markdown.ts';
import type { Answer, FormErrors } from '../../src/chat/reply.ts';
import { ensurePerson } from '../../src/core/account/present.ts';
import { canonicalZone, dayAt, parseTimeOfDay } from '../../src/core/calendar/index.ts';
import type { DmAddress, Member, Person } from '../../src/core/people/index.ts';
import { type PromptFacts, promptTimeFrom, wasAskedToday } from '../../src/core/reminders/index.ts';
import { communitiesOf } from '../../src/interactions/communities-of.ts';
import { fromWhen } from '../../src/messages/settings.ts';
import { type Reached, startedReply } from '../../src/messages/started.ts';
import { quoted } from '../../src/messages/words.ts';
import { readZone, zoneNotUnderstood } from '../../src/messages/zones.ts';
import { typingAudience } from '../../src/settings/person/typing.ts';
import { settings } from '../../src/settings/table.ts';
import { type OpenedDm, openDm, sendSample } from './dm.ts';

export interface Typed {
  readonly zone?: string;
  readonly time?: string;
  readonly audience?: string;
}

/** Turns the prompts on, with what was chosen; or says what is wrong with it, by field. */
export async function begin(typed: Typed, context: Context): Promise<Answer | FormErrors> {
  const { now, community, commandName, actor } = context;
  const read = readTyped(typed, now);
  if ('errors' in read) return read;
  const present = await ensurePerson(context);
  const opened = await openDm(context);
  const { address } = opened;
  const person = await changeFirstZone(context, present.person, (current) =>
    withPrompts(current, read, address, now),
  );
  const member = await chooseAudience(context, present.member, typed.audience);
  const reached = await tryFirstDm(context, person, opened);
  const offered = person.zoneChosen ? undefined : actor.zoneHint && canonicalZone(actor.zoneHint);
  return startedReply({
    person,
    now,
    commandName,
    reached,
    typing: typingAudience(person, { communities: await communitiesOf(context.services.stores, person) }),
    known: await knownOfToday(context, person),
    ...(member && { audience: member.audience }),
    ...(community && { community: community.name }),
    ...(offered && { offeredZone: offered }),
  });
}

function tryFirstDm(
  context: Context,
  person: Person,
  { address, missing }: OpenedDm,
): Promise<Reached> | Reached {
  if (missing !== undefined) return { missing };
  if (!address) return 'not-now';
  return address.closedAt === undefined ? sendSample(context, person, address) : 'closed';
}

async function knownOfToday({ now, services: { stores } }: Context, person: Person): Promise<PromptFacts> {
  const [isLogged, wasAsked] = await Promise.all([
    stores.entries.isLogged(person.id, dayAt(person.clocks, now)),
    wasAskedToday(stores.deliveries, person, now),
  ]);
  return { isLogged, wasAsked };
}

interface Chosen {
  readonly zone?: string;
  readonly time?: number;
}

function readTyped(typed: Typed, now: number): Chosen | FormErrors {
  const zone = typed.zone ? readZone(typed.zone, now) : undefined;
  const time = typed.time ? parseTimeOfDay(typed.time) : undefined;
  const noZone = typed.zone && !zone && zoneNotUnderstood(typed.zone, now);
  const noTime =
    typed.time && time === undefined && `${quoted(typed.time)} isn't a time of day. Try 09:00 or 9pm.`;
  if (noZone || noTime)
    return {
      code: noZone ? 'unknown-zone' : 'wrong-time',
      errors: { ...(noZone && { zone: noZone }), ...(noTime && { time: noTime }) },
    };
  return { ...(zone && { zone }), ...(time !== undefined && { time }) };
}

function withPrompts(
  current: Person,
  { zone, time }: Chosen,
  address: DmAddress | undefined,
  now: number,
): Person {
  const placed = zone ? settings.zone.apply(current, zone, { now }) : current;
  const timed = time === undefined ? placed : settings.prompt.apply(placed, time, { now });
  return {
    ...timed,
    prompts: 'on',
    lastActiveDay: dayAt(timed.clocks, now),
    promptsFrom: current.prompts === 'on' ? timed.promptsFrom : promptTimeFrom(timed, timed.promptTime, now),
    ...(address && { dm: address }),
  };
}

/** Changes the person; the first zone that they choose re-dates what they logged before (S9). */
async function changeFirstZone(
  context: Context,
  before: Person,
  how: (current: Person) => Person,
): Promise<Person> {
  const person = await change(context, before, how);
  await settings.zone.follow?.(before, person, context);
  return person;
}

async function chooseAudience(
  context: Context,
  member: Member | undefined,
  typed: string | undefined,
): Promise<Member | undefined> {
  if (!member || (typed !== 'private' && typed !== 'community')) return member;
  const chosen = settings.audience.apply(member, typed, context);
  await context.services.stores.members.put(chosen);
  return chosen;
}

/** Takes the zone that the profile offered. */
export async function chooseOfferedZone(offered: string, context: Context): Promise<Answer> {
  const { now, commandName } = context;
  const zone = canonicalZone(offered);
  if (!zone) return privately('unknown-zone', md`${zoneNotUnderstood(offered, now)}`);
  const { person } = await ensurePerson(context);
  const changed = await changeFirstZone(context, person, (current) =>
    settings.zone.apply(current, zone, { now }),
  );
  return privately(
    'zone-chosen',
    md`Your time zone is **${zone}**${fromWhen(changed, now)}. See your day with ${code(commandName('today'))}.`,
  );
}
