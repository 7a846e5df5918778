import { change, privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { RefusedPost } from '../src/chat/messenger.ts';
import type { Answer } from '../src/chat/reply.ts';
import { redateEntries } from '../src/core/account/index.ts';
import { ensurePerson, prospect } from '../src/core/account/present.ts';
import type { Member } from '../src/core/people/index.ts';
import { wasAskedToday } from '../src/core/reminders/index.ts';
import { refusedText } from '../src/messages/history.ts';
import { settingsText } from '../src/messages/settings.ts';
import { suggestZone } from '../src/messages/zones.ts';
import { mendRoundupsOf } from '../src/posts/roundup-copies.ts';
import type { Effect, MemberSetting, PersonSetting } from './settings/effect.ts';
import { memberEffect } from './settings/member-effect.ts';
import { personEffect } from './settings/person-effect.ts';
import { suggestCadence, suggestLanguage } from './settings/suggest.ts';

const onOff = [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
] as const;

export default {
  name: 'settings',
  summary: 'Your zone, prompt, cadence and what others see',
  group: 'first',
  leaf: leaf({
    summary: 'See or change your settings; without an option it shows them',
    options: {
      zone: {
        kind: 'text',
        summary: 'Your time zone: a city or a name, as Lisbon or Europe/Lisbon',
        suggest: suggestZone,
        maxLength: 100,
      },
      prompt: { kind: 'text', summary: 'When I ask, local time: 09:00', maxLength: 20 },
      'day-start': { kind: 'text', summary: 'When your day begins, 00:00 to 06:00', maxLength: 20 },
      cadence: {
        kind: 'text',
        summary: 'every day, weekdays, "mon wed fri" or "3 a week"',
        maxLength: 100,
        suggest: suggestCadence,
      },
      nudge: { kind: 'text', summary: 'The one reminder later that day: 20:00, on or off', maxLength: 20 },
      audience: {
        kind: 'choice',
        summary: 'Who may see new entries made here',
        choices: [
          { value: 'private', label: 'only me' },
          { value: 'community', label: 'this community' },
        ],
      },
      roundup: {
        kind: 'choice',
        summary: 'Whether the weekly roundup may show what you share',
        choices: onOff,
      },
      leaderboard: { kind: 'choice', summary: 'Whether you are on the leaderboard', choices: onOff },
      cards: {
        kind: 'choice',
        summary: 'Whether the daily prompt says how many cards are due',
        choices: onOff,
      },
      assistant: {
        kind: 'choice',
        summary: 'Whether a language model may ask you why; it gets that pain point and your answers',
        choices: onOff,
      },
      language: {
        kind: 'text',
        summary: 'How dates are written: en-GB, en-US, de, pt',
        maxLength: 35,
        suggest: suggestLanguage,
      },
    },
    run: (input, context) => apply(input, context),
  }),
  actions: {
    move: { run: ([zone = ''], context) => apply({ zone }, context) },
    keep: { run: async () => privately('zone-kept', md`Good, your day stays where it is.`) },
  },
} satisfies Command;

type Typed = Partial<Record<PersonSetting | MemberSetting, string>>;
const ofMember = new Set<string>(['audience', 'roundup', 'leaderboard'] satisfies MemberSetting[]);

/** Everything that was typed, or nothing at all when one of it is wrong. */
async function apply(typed: Typed, context: Context): Promise<Answer> {
  const {
    now,
    commandName,
    services: { stores },
  } = context;
  const wasAsked =
    context.person !== undefined && (await wasAskedToday(stores.deliveries, context.person, now));
  const around = { now, stop: commandName('stop'), wasAsked };
  const effects = Object.entries(typed).map(([name, value]) =>
    ofMember.has(name)
      ? memberEffect(name as MemberSetting, value)
      : personEffect(name as PersonSetting, value, around),
  );
  const wrong = effects.flatMap((it) => ('wrong' in it ? [it.wrong] : []));
  if (wrong.length > 0) return nothingChanged(wrong);
  if (effects.length === 0) return show(context, wasAsked);
  if (effects.some((it) => 'member' in it) && !(await membershipOf(context)))
    return nothingChanged([elsewhere]);
  const { person, member } = await ensurePerson(context);
  const here = await membershipOf({ ...context, person, ...(member && { member }) });
  const changed = await change(context, person, (current) =>
    effects.reduce((result, it) => ('person' in it ? it.person(result) : result), current),
  );
  if (!person.zoneChosen && changed.zoneChosen) await redateEntries(stores, person, changed);
  const refused = here ? await changeMember(here.member, effects, context) : [];
  const said = effects.flatMap((it) => {
    if ('person' in it) return [it.said(changed)];
    return 'member' in it && here ? [it.said(here.community)] : [];
  });
  return privately(
    'settings-changed',
    joined([md`**Done.**`, ...said.map((it) => md`- ${it}`), refusedText(refused)]),
  );
}

/** What is in force, or what would be for whoever begins. */
async function show(context: Context, wasAsked: boolean): Promise<Answer> {
  const { now, commandName } = context;
  const here = await membershipOf(context);
  const example = `${commandName('settings')} prompt:08:30`;
  const text = settingsText({ person: prospect(context).person, now, here, wasAsked, example });
  if (context.person) return privately('settings', text);
  const lead = md`I hold nothing of yours yet; this is how you would begin. ${code(commandName('start'))} turns the daily prompt on.`;
  return privately('settings', joined([lead, text]));
}

const elsewhere =
  'audience, roundup and leaderboard are set for one community each: use them in one of its channels.';

const nothingChanged = (wrong: readonly string[]): Answer =>
  privately('wrong-settings', joined([md`Nothing was changed yet:`, ...wrong.map((it) => md`- ${it}`)]));

/** The membership around, as it is or would begin; elsewhere the only one there is. */
async function membershipOf(
  context: Context,
): Promise<{ readonly member: Member; readonly community: string } | undefined> {
  const {
    community,
    person,
    services: { stores },
  } = context;
  const around = prospect(context).member;
  if (community && around) return { member: around, community: community.name };
  const [member, ...others] = person ? await stores.members.listOfPerson(person.id) : [];
  if (!member || others.length > 0) return undefined;
  const name = (await stores.communities.find(member.communityId))?.name;
  return { member, community: name ?? 'the community' };
}

/** Posted roundups follow at once when somebody leaves them or comes back. Returns what the platform refused. */
async function changeMember(
  member: Member,
  effects: readonly Effect[],
  context: Context,
): Promise<readonly RefusedPost[]> {
  const changes = effects.flatMap((it) => ('member' in it ? [it.member] : []));
  if (changes.length === 0) return [];
  const changed = Object.assign({}, member, ...changes) as Member;
  await context.services.stores.members.put(changed);
  return changed.inRoundup === member.inRoundup ? [] : mendRoundupsOf(context.services, member);
}
