import { change, privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { addRest, removeRest } from '../src/core/account/index.ts';
import { ensurePerson, prospect } from '../src/core/account/present.ts';
import type { Day } from '../src/core/calendar/index.ts';
import { todayOf } from '../src/core/people/index.ts';
import { readDayAhead } from '../src/messages/dates.ts';
import { dayAhead } from '../src/messages/when.ts';
import { listText } from '../src/messages/words.ts';

export default {
  name: 'rest',
  summary: 'Take a rest day: today, tomorrow or later',
  group: 'days',
  leaf: leaf({
    summary: 'Take a rest day: your streak is safe, and I stay quiet',
    options: {
      day: {
        kind: 'text',
        summary: 'today (the default), tomorrow, saturday or 2026-12-24',
        free: true,
        maxLength: 30,
      },
      undo: { kind: 'flag', summary: 'Cancel that rest day' },
    },
    async run(input, context) {
      const { now } = context;
      const { person: planned } = prospect(context);
      const today = todayOf(planned, now);
      const [typed, undo] = withoutUndo(input.day ?? 'today', input.undo === true);
      const read = readDayAhead(typed, 'A rest day', today, planned.language);
      if ('wrong' in read) return privately(read.code, md`${read.wrong}`);
      const { day } = read;
      if (undo) return takeBack(day, context);
      const { person } = await ensurePerson(context);
      const changed = await change(context, person, (current) => addRest(current, [day], now));
      const ahead = changed.rest.filter((it) => it >= today).map((it) => dayAhead(it, person, now));
      return privately(
        'rest-declared',
        md`Enjoy! ${capital(dayAhead(day, person, now))} is a rest day. Your streak is safe, and I'll stay quiet. If you log something anyway, it counts.${ahead.length > 1 ? ` Your rest days: ${listText(ahead)}.` : ''}`,
        {
          buttons: [
            [{ label: 'Cancel it', action: { name: 'rest.undo', args: [String(day)], inPlace: true } }],
          ],
        },
      );
    },
  }),
  actions: { undo: { run: ([day = ''], context) => takeBack(Number(day), context) } },
} satisfies Command;

async function takeBack(day: Day, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return privately('nothing-there', md`You have no rest day to cancel.`);
  await change(context, person, (current) => removeRest(current, [day], now));
  return privately('rest-removed', md`${capital(dayAhead(day, person, now))} is a normal day again.`);
}

/** `rest tomorrow undo` and `rest undo` say the same as the flag. */
function withoutUndo(typed: string, undo: boolean): [day: string, undo: boolean] {
  const match = /^(.*?)\s*\bundo$/is.exec(typed.trim());
  return match ? [match[1] || 'today', true] : [typed, undo];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
