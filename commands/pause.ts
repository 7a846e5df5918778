import { change, privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { pause, resume } from '../src/core/account/index.ts';
import { ensurePerson, prospect } from '../src/core/account/present.ts';
import { pauseOn, todayOf } from '../src/core/people/index.ts';
import { readDayAhead } from '../src/messages/dates.ts';
import { dayAhead } from '../src/messages/when.ts';
import { dateText } from '../src/messages/words.ts';

const longest = 366;

export default {
  name: 'pause',
  summary: "Pause your streak and prompts while you're away",
  group: 'days',
  leaf: leaf({
    summary: "Pause your streak and prompts while you're away; without an option, until you resume",
    options: {
      days: { kind: 'integer', summary: 'For how many days, including today', min: 1, max: longest },
      until: { kind: 'text', summary: 'The last day of the pause: 2026-12-31 or a weekday', maxLength: 20 },
      resume: { kind: 'flag', summary: 'End the pause' },
    },
    run: (input, context) => (input.resume ? resumeNow(context) : pauseNow(input.days, input.until, context)),
  }),
  actions: { resume: { run: (_args, context) => resumeNow(context) } },
} satisfies Command;

async function pauseNow(
  days: number | undefined,
  until: string | undefined,
  context: Context,
): Promise<Answer> {
  const { now } = context;
  const { person: planned } = prospect(context);
  const today = todayOf(planned, now);
  const read =
    until === undefined ? undefined : readDayAhead(until, "A pause's last day", today, planned.language);
  if (read && 'wrong' in read) return privately(read.code, md`${read.wrong}`);
  const last = read?.day ?? (days === undefined ? undefined : today + days - 1);
  const { person } = await ensurePerson(context);
  const changed = await change(context, person, (current) =>
    pause(current, { from: today, ...(last !== undefined && { to: last }) }, now),
  );
  const range = pauseOn(changed, today);
  const end =
    range?.to === undefined ? md`until you resume` : md`through **${dateText(range.to, person.language)}**`;
  const longer = last !== undefined && range?.to !== last;
  return privately(
    'paused',
    longer
      ? md`You're already paused ${end}, so nothing changed. To make it shorter, resume and pause again.`
      : md`Paused ${end}. No prompts, and your streak is safe. Anything you log still counts.`,
    {
      buttons: [[{ label: 'Resume', action: { name: 'pause.resume', inPlace: true } }]],
    },
  );
}

async function resumeNow(context: Context): Promise<Answer> {
  const { person, now } = context;
  const today = person && todayOf(person, now);
  if (!person || today === undefined || !person.pauses.some((it) => it.to === undefined || it.to > today)) {
    return privately('not-paused', md`You're not paused.`);
  }
  await change(context, person, (current) => resume(current, now));
  return privately(
    'resumed',
    md`Welcome back! Today is still free. Your days count again from ${dayAhead(today + 1, person, now)}.`,
  );
}
