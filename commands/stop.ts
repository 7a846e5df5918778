import { change, privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import type { Person } from '../src/core/people/index.ts';
import { kindsWhere } from '../src/core/reminders/index.ts';

export default {
  name: 'stop',
  summary: 'No more prompts; your log stays',
  group: 'days',
  leaf: leaf({
    summary: 'No more prompts; your log and streak stay as they are',
    run: (_input, context) => stop(context),
  }),
  actions: { now: { run: (_args, context) => stop(context) } },
} satisfies Command;

async function stop(context: Context): Promise<Answer> {
  const {
    person,
    commandName,
    services: { stores },
  } = context;
  const start = { label: 'Start again', action: { name: 'start.again', inPlace: true } };
  if (!person || person.prompts === 'not-started' || person.prompts === 'stopped') {
    return privately(
      'stopped-before',
      md`Prompts are already off. You can turn them on any time with ${code(commandName('start'))}.`,
    );
  }
  await change(context, person, (current) => ({
    ...forgetWaiting(current, context.now),
    prompts: 'stopped',
  }));
  await stores.deliveries.dropPending(
    { personId: person.id },
    kindsWhere((it) => it.endsWithStop),
    'stopped',
  );
  return privately(
    'stopped',
    md`Done, no more prompts. Your log is safe, and ${code(commandName('log'))} still works. Just away for a while? ${code(commandName('pause'))} protects your streak.`,
    { buttons: [[start]] },
  );
}

/** Stopping forgets the snooze that waits; its number stays used (R13). */
function forgetWaiting(person: Person, now: number): Person {
  const { snoozes } = person;
  if (!snoozes) return person;
  return {
    ...person,
    snoozes: { ...snoozes, at: snoozes.at.map((at) => (at !== null && at <= now ? at : null)) },
  };
}
