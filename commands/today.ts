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
    summary: 'Where you stand today: what is logged, your streak, what comes next',
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
    md`Nothing here yet. ${code(commandName('start'))} sets up your daily prompt, ${code(commandName('log'))} logs your first thing right away.`,
  );

async function show(context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return notYet(context);
  const today = dayAt(person.clocks, now);
  const [entries, streak, wasAsked] = await Promise.all([
    stores.entries.list(person.id, { from: today, to: today }, { limit: 10 }),
    currentStreak(context, person),
    wasAskedToday(stores.deliveries, person, now),
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
          ...(skipped ? [{ label: 'Remind me after all', action: { name: 'today.unskip' } }] : []),
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

const over: Markdown = md`That day is over, so I have nothing left to remind you of.`;

async function snooze(date: string, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return notYet(context);
  if (!stillToday(date, person, now)) return privately('day-over', over);
  const today = dayAt(person.clocks, now);
  if (await context.services.stores.entries.isLogged(person.id, today)) {
    return privately(
      'logged-already',
      md`Today is logged already, so I have nothing left to ask. Well done!`,
    );
  }
  if (person.skippedDay === today || person.rest.includes(today) || pauseOn(person, today)) {
    return privately(
      'quiet-today',
      md`I am quiet today anyway. ${code(context.commandName('log'))} works whenever you like.`,
    );
  }
  if (person.prompts !== 'on') {
    return privately('prompts-off', md`Prompts are off, so there is nothing to snooze.`, {
      buttons: [[{ label: 'Start again', action: { name: 'start.again' } }]],
    });
  }
  const snoozed = addSnooze(person, now);
  if (!snoozed.ok) {
    const why =
      snoozed.code === 'no-more-snoozes'
        ? md`That was the third and last snooze for today. ${code(context.commandName('log'))} still works until the day ends.`
        : md`Your day ends before that. ${code(context.commandName('log'))} still works until then.`;
    return privately(snoozed.code, why);
  }
  await change(context, person, (current) => {
    const again = addSnooze(current, now);
    return again.ok ? again.person : current;
  });
  const at = snoozed.person.snoozes?.at.at(-1) ?? now + snoozeMs;
  return privately('snoozed', md`I will ask again ${instantText(at, person, now)}.`);
}

async function skip(date: string, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return notYet(context);
  if (!stillToday(date, person, now)) return privately('day-over', over);
  const today = dayAt(person.clocks, now);
  await change(context, person, (current) => ({ ...current, skippedDay: today }));
  const note = md`Quiet for today. Your streak still counts on the day; ${code(context.commandName('rest'))} makes it a rest day instead.`;
  return privately('skipped', note, {
    buttons: [[{ label: 'Remind me after all', action: { name: 'today.unskip' } }]],
  });
}

async function unskip(context: Context): Promise<Answer> {
  const { person } = context;
  if (!person) return notYet(context);
  await change(context, person, ({ skippedDay: _skipped, ...current }) => current);
  return privately('unskipped', md`I remind you again today.`);
}
