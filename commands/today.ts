import { change, currentStreak, privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, type Markdown, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { type Day, dayAt, formatDay, parseDay } from '../src/core/calendar/index.ts';
import { type Person, pauseOn } from '../src/core/people/index.ts';
import { addSnooze, snoozeMs, wasAskedToday } from '../src/core/reminders/index.ts';
import { todayText } from '../src/messages/today.ts';
import { instantText } from '../src/messages/when.ts';

export default {
  name: 'today',
  summary: 'Where you stand today',
  group: 'first',
  leaf: leaf({
    summary: "Where you stand today: what's logged, your streak, what's next",
    run: (_input, context) => show(context),
  }),
  actions: {
    snooze: { run: ([date = ''], context) => snooze(date, context) },
    skip: { run: ([date = ''], context) => skip(date, context) },
    unskip: { run: (_args, context) => unskip(context) },
  },
} satisfies Command;

const notYet = ({ commandName }: Context) =>
  privately(
    'not-started',
    md`Nothing here yet. Set up your daily prompt with ${code(commandName('start'))}, or log your first thing with ${code(commandName('log'))}.`,
  );

async function show(context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return notYet(context);
  const today = dayAt(person.clocks, now);
  const logged = stores.entries.list(person.id, { from: today, to: today }, { limit: 10 });
  const [entries, streak, wasAsked] = await Promise.all([
    logged,
    currentStreak(context, person),
    // Who logged today is asked no more today, whether they were before or not.
    logged.then((it) => it.length === 0 && wasAskedToday(stores.deliveries, person, now)),
  ]);
  const skipped = person.skippedDay === today;
  return privately(
    'today',
    todayText({ person, now, today, entries, streak, wasAsked, commandName: context.commandName }),
    {
      buttons: [
        [
          {
            label: 'Log it',
            style: entries.length === 0 ? 'primary' : 'secondary',
            action: { name: 'log.open', args: [formatDay(today)] },
          },
          ...(entries.length === 0 && person.prompts === 'on' && !skipped && !pauseOn(person, today)
            ? [{ label: 'Skip today', action: { name: 'today.skip', args: [formatDay(today)] } }]
            : []),
          ...(skipped ? [{ label: 'Remind me today', action: { name: 'today.unskip' } }] : []),
          ...(isPausedAfter(person, today) ? [{ label: 'Resume', action: { name: 'pause.resume' } }] : []),
          ...(person.prompts === 'stopped' || person.prompts === 'not-started'
            ? [{ label: 'Start prompts', action: { name: 'start.join' } }]
            : []),
        ],
      ],
    },
  );
}

/** Today is paused, and tomorrow too. */
const isPausedAfter = (person: Person, today: Day): boolean =>
  pauseOn(person, today) !== undefined && pauseOn(person, today + 1) !== undefined;

/** The button's date, if it is still today for the person. */
function stillToday(date: string, person: Person, now: number): boolean {
  return parseDay(date) === dayAt(person.clocks, now);
}

const over: Markdown = md`That day is over, so there's nothing left to remind you about.`;

async function snooze(date: string, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return notYet(context);
  if (!stillToday(date, person, now)) return privately('day-over', over);
  const today = dayAt(person.clocks, now);
  if (await context.services.stores.entries.isLogged(person.id, today)) {
    return privately('logged-already', md`You've already logged today. Nice work!`);
  }
  if (person.skippedDay === today || person.rest.includes(today) || pauseOn(person, today)) {
    return privately(
      'quiet-today',
      md`I'm not reminding you today anyway. You can still use ${code(context.commandName('log'))} any time.`,
    );
  }
  if (person.prompts !== 'on') {
    return privately('prompts-off', md`Prompts are off, so there's nothing to snooze.`, {
      buttons: [[{ label: 'Start again', action: { name: 'start.again' } }]],
    });
  }
  const snoozed = addSnooze(person, now);
  if (!snoozed.ok) {
    const why =
      snoozed.code === 'no-more-snoozes'
        ? md`That's three snoozes today, and no more are left. ${code(context.commandName('log'))} still works until your day ends.`
        : md`Your day ends before then. ${code(context.commandName('log'))} still works until it does.`;
    return privately(snoozed.code, why, logNow(date));
  }
  await change(context, person, (current) => {
    const again = addSnooze(current, now);
    return again.ok ? again.person : current;
  });
  const at = snoozed.person.snoozes?.at.at(-1) ?? now + snoozeMs;
  return privately('snoozed', md`OK, I'll ask again ${instantText(at, person, now)}.`, {
    buttons: [
      [
        ...logNow(date).buttons.flat(),
        { label: 'Skip today', action: { name: 'today.skip', args: [date], inPlace: true } },
      ],
    ],
  });
}

async function skip(date: string, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return notYet(context);
  if (!stillToday(date, person, now)) return privately('day-over', over);
  const today = dayAt(person.clocks, now);
  await change(context, person, (current) => ({ ...current, skippedDay: today }));
  const note = md`OK, no more reminders today. The day still counts for your streak; to protect it, use ${code(context.commandName('rest'))}.`;
  return privately('skipped', note, {
    buttons: [
      [
        ...logNow(date).buttons.flat(),
        { label: 'Remind me today', action: { name: 'today.unskip', inPlace: true } },
      ],
    ],
  });
}

/** The way on where the question stood. */
const logNow = (date: string) => ({
  buttons: [[{ label: 'Log it', action: { name: 'log.open', args: [date], inPlace: true } }]],
});

async function unskip(context: Context): Promise<Answer> {
  const { person } = context;
  if (!person) return notYet(context);
  await change(context, person, ({ skippedDay: _skipped, ...current }) => current);
  return privately(
    'unskipped',
    md`OK, I'll remind you again today.`,
    logNow(formatDay(dayAt(person.clocks, context.now))),
  );
}
