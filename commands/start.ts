import { change, privately, streakNow } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import { ensurePerson } from '../src/chat/person.ts';
import type { Answer, Form, FormErrors } from '../src/chat/reply.ts';
import { isFormErrors } from '../src/chat/reply.ts';
import {
  canonicalZone,
  dayAt,
  formatDay,
  formatTimeOfDay,
  parseTimeOfDay,
} from '../src/core/calendar/index.ts';
import {
  type Audience,
  changePromptTime,
  chooseZone,
  type DmAddress,
  type Member,
  type Person,
  redateEntries,
  zoneOf,
} from '../src/core/people/index.ts';
import { nextPromptAt, promptTimeFrom } from '../src/core/reminders/index.ts';
import { reminderMessage } from '../src/messages/reminders.ts';
import { instantText } from '../src/messages/words.ts';
import { readZone, suggestZone, zoneNotUnderstood } from '../src/messages/zones.ts';

const audiences = [
  { value: 'private', label: 'Only me' },
  { value: 'community', label: 'The community' },
] as const;

export default {
  name: 'start',
  summary: 'Get a daily prompt by DM at your local time',
  leaf: leaf({
    summary: 'Get a daily prompt by DM at your local time; without options a form opens',
    options: {
      zone: {
        kind: 'text',
        summary: 'Your time zone: a city or a name, as Lisbon',
        suggest: suggestZone,
        maxLength: 100,
      },
      time: { kind: 'text', summary: 'When I ask, local time: 09:00', maxLength: 20 },
      audience: { kind: 'choice', summary: 'Who may see what you log here', choices: audiences },
    },
    opensForm: (input) => Object.keys(input).length === 0,
    async run(input, context) {
      if (Object.keys(input).length === 0) return { code: 'start-form', form: await startForm([], context) };
      const answer = await start(input, context);
      if (!isFormErrors(answer)) return answer;
      return privately(answer.code, md`${Object.values(answer.errors).join(' ')} Nothing was changed yet.`);
    },
  }),
  actions: {
    join: {
      opensForm: true,
      run: async (_args, context) => ({ code: 'start-form', form: await startForm([], context) }),
    },
    again: { run: async (_args, context) => (await start({}, context)) as Answer },
  },
  forms: {
    start: { form: startForm, run: (values, context) => start(values, context) },
  },
} satisfies Command;

async function startForm(
  _args: readonly string[],
  { person, community, member, actor, now }: Context,
): Promise<Form> {
  const hint = actor.zoneHint && canonicalZone(actor.zoneHint);
  const zone = person?.zoneChosen ? zoneOf(person, now) : (hint ?? '');
  return {
    title: 'Your daily prompt',
    submitLabel: 'Start',
    action: { name: 'start.start' },
    fields: [
      {
        name: 'zone',
        label: 'Time zone',
        kind: 'line',
        required: true,
        value: zone,
        placeholder: 'Lisbon',
        hint: 'A city or a name, as Europe/Lisbon',
        suggest: { command: 'start', option: 'zone' },
      },
      {
        name: 'time',
        label: 'When shall I ask?',
        kind: 'line',
        required: true,
        value: formatTimeOfDay(person?.promptTime ?? community?.defaults.promptTime ?? 540),
        hint: 'Your local time',
      },
      ...(community
        ? [
            {
              name: 'audience',
              label: 'Who may see what you log here?',
              kind: 'choice' as const,
              required: true,
              choices: audiences,
              value: member?.audienceChosen ? member.audience : community.defaults.audience,
              hint: 'You can choose differently for each entry',
            },
          ]
        : []),
    ],
  };
}

interface Typed {
  readonly zone?: string;
  readonly time?: string;
  readonly audience?: string;
}

async function start(typed: Typed, context: Context): Promise<Answer | FormErrors> {
  const { now, stores, community } = context;
  const hint = context.actor.zoneHint === undefined ? undefined : canonicalZone(context.actor.zoneHint);
  const zone = typed.zone ? readZone(typed.zone, now) : undefined;
  if (typed.zone && !zone)
    return { code: 'unknown-zone', errors: { zone: zoneNotUnderstood(typed.zone, now) } };
  const time = typed.time ? parseTimeOfDay(typed.time) : undefined;
  if (typed.time && time === undefined) {
    return {
      code: 'wrong-time',
      errors: { time: `"${typed.time.slice(0, 20)}" is no time of day. Write 09:00 or 9pm.` },
    };
  }
  const present = await ensurePerson(context);
  const dm = await openDm(context);
  const person = await change(context, present.person, (current) => {
    const chosen = zone ?? (current.zoneChosen ? undefined : hint);
    const placed = chosen ? chooseZone(current, chosen, now) : current;
    const timed = time === undefined ? placed : changePromptTime(placed, time, now);
    return {
      ...timed,
      prompts: 'on',
      lastHeardDay: dayAt(timed.clocks, now),
      promptsFrom:
        current.prompts === 'on' ? timed.promptsFrom : promptTimeFrom(timed, timed.promptTime, now),
      ...(dm.address && { dm: dm.address }),
    };
  });
  if (!present.person.zoneChosen && person.zoneChosen) await redateEntries(stores, present.person, person);
  const member = await chooseAudience(context, present.member, typed.audience);
  const reached =
    dm.address !== undefined &&
    dm.address.closedAt === undefined &&
    (await sendSample(context, person, dm.address));
  return privately('started', startedText(context, person, member, community?.name, reached));
}

/** Opens the DM within the person's own command, as platforms want it; a closed one is noted. */
async function openDm({ messengers, actor, now }: Context): Promise<{ address?: DmAddress }> {
  const { identity } = actor;
  const opened = await messengers.get(identity.platform)?.openDm(identity);
  if (!opened) return {};
  if (opened.ok) return { address: opened.destination };
  if (opened.kind !== 'permanent') return {};
  return {
    address: {
      platform: identity.platform,
      ...(identity.team && { team: identity.team }),
      channel: '',
      closedAt: now,
      told: true,
    },
  };
}

/** A first prompt, so that one sees what will come; true when it arrived. */
async function sendSample(context: Context, person: Person, address: DmAddress): Promise<boolean> {
  const { messengers, actor, now, sign, eventId, stores, rules } = context;
  const day = dayAt(person.clocks, now);
  const streak = await streakNow(context, person);
  const sample = reminderMessage({
    kind: 'prompt',
    date: formatDay(day),
    name: actor.displayName,
    streak: streak.current,
    freezesHeld: streak.freezes.held,
    late: false,
    weekly: false,
  });
  const text = joined([md`_This is what a prompt looks like; you may answer it right away._`, sample.text]);
  const sent = await messengers
    .get(address.platform)
    ?.send(address, sign({ ...sample, text }), `${person.id}:sample:${eventId}`);
  if (sent?.ok) return true;
  if (sent && !sent.ok && sent.kind === 'permanent') {
    await change({ stores, now, rules } as Context, person, (current) => ({
      ...current,
      dm: { ...address, closedAt: now, told: true },
    }));
  }
  return false;
}

async function chooseAudience(
  { stores }: Context,
  member: Member | undefined,
  typed: string | undefined,
): Promise<Member | undefined> {
  if (!member || (typed !== 'private' && typed !== 'community')) return member;
  const chosen: Member = { ...member, audience: typed satisfies Audience, audienceChosen: true };
  await stores.members.put(chosen);
  return chosen;
}

function startedText(
  { now, commandName }: Context,
  person: Person,
  member: Member | undefined,
  community: string | undefined,
  reached: boolean,
): Markdown {
  const zone = zoneOf(person, now);
  const first = nextPromptAt(person, now);
  return joined([
    md`**You are in.** I ask every day at **${formatTimeOfDay(person.promptTime)}** in ${zone}.`,
    reached
      ? first !== undefined &&
        md`I have just sent you a sample by DM; the first real one comes ${instantText(first, now, zone, person.language)}.`
      : md`I could not write to you: your DMs seem to be closed to me. Open them and use ${code(commandName('start'))} again; until then nothing is lost.`,
    !person.zoneChosen &&
      md`I took your zone from ${community ?? 'this place'}; ${code(commandName('settings'))} changes it.`,
    member &&
      (member.audience === 'community'
        ? md`What you log here is **shared with ${community ?? 'the community'}**; you can keep any entry private.`
        : md`What you log is **private**; you can share any entry.`),
    md`${code(`${commandName('log')} …`)} logs something any time.`,
  ]);
}
