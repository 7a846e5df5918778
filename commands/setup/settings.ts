import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../src/core/calendar/index.ts';
import { nextRoundupOf } from '../../src/core/roundups/index.ts';
import { instantText, readerIn } from '../../src/messages/when.ts';
import { weekdayName } from '../../src/messages/words.ts';
import { readZone, zoneNotUnderstood } from '../../src/messages/zones.ts';
import { save } from './community.ts';

export const weekdays = [1, 2, 3, 4, 5, 6, 7].map((it) => ({
  value: weekdayName(it).toLowerCase(),
  label: weekdayName(it),
}));

const wrongTime = (typed: string, example: string): Answer =>
  privately('wrong-time', md`I can't read ${code(typed)} as a time. Write ${example}. Nothing was changed.`);

export async function setRoundup(
  input: { readonly day?: string; readonly time?: string; readonly off?: boolean },
  context: Context,
): Promise<Answer> {
  if (input.off) {
    await save(context, (current) => ({ ...current, roundup: { ...current.roundup, on: false } }));
    return privately(
      'setup-changed',
      md`No roundups from now on. ${code(`${context.commandName('setup roundup')} day:sunday`)} brings them back.`,
    );
  }
  const time = input.time === undefined ? undefined : parseTimeOfDay(input.time);
  if (input.time !== undefined && time === undefined) return wrongTime(input.time, '18:00 or 6pm');
  const weekday = weekdays.findIndex((it) => it.value === input.day) + 1 || undefined;
  const changed = await save(context, (current) => ({
    ...current,
    roundup: { on: true, weekday: weekday ?? current.roundup.weekday, time: time ?? current.roundup.time },
  }));
  const { roundup, zone } = changed;
  const next = await nextRoundupOf(context.services.stores.deliveries, changed, context.now);
  const first = next === undefined ? '' : `, next ${instantText(next, readerIn(zone), context.now)}`;
  return privately(
    'setup-changed',
    md`The roundup goes out on **${weekdayName(roundup.weekday)} at ${formatTimeOfDay(roundup.time)}** (${zone})${first}.`,
  );
}

export async function setZone(typed: string, context: Context): Promise<Answer> {
  const zone = readZone(typed, context.now);
  if (!zone)
    return privately('unknown-zone', md`${zoneNotUnderstood(typed, context.now)} Nothing was changed.`);
  await save(context, (current) => ({ ...current, zone }));
  return privately('setup-changed', md`The community's zone is **${zone}** now. Members keep their own.`);
}

export async function setDefaults(
  input: { readonly prompt?: string; readonly audience?: string },
  context: Context,
): Promise<Answer> {
  const promptTime = input.prompt === undefined ? undefined : parseTimeOfDay(input.prompt);
  if (input.prompt !== undefined && promptTime === undefined) return wrongTime(input.prompt, '09:00 or 9am');
  const { defaults } = await save(context, (current) => ({
    ...current,
    defaults: {
      promptTime: promptTime ?? current.defaults.promptTime,
      audience:
        input.audience === 'community' || input.audience === 'private'
          ? input.audience
          : current.defaults.audience,
    },
  }));
  const seen = defaults.audience === 'community' ? 'shared with the community' : 'private';
  return privately(
    'setup-changed',
    md`Whoever joins is offered a prompt at **${formatTimeOfDay(defaults.promptTime)}** and entries that are **${seen}**. They choose for themselves; whoever is here already keeps what they have.`,
  );
}

/** Whether members may be asked why by a language model; they decide for themselves where it is on. */
export async function setAssistant(off: boolean, context: Context): Promise<Answer> {
  await save(context, ({ assistantOff: _before, ...current }) =>
    off ? { ...current, assistantOff: true } : current,
  );
  return privately(
    'setup-changed',
    off
      ? md`No language model asks anybody why here; the question bank does, and nothing is sent anywhere.`
      : md`Members who switch it on in ${code(context.commandName('settings'))} are asked why by the language model, if this bot has one.`,
  );
}
