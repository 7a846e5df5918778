import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer, Button } from '../src/chat/reply.ts';
import { prospect } from '../src/core/account/present.ts';
import { wasAskedToday } from '../src/core/reminders/index.ts';
import { communitiesOf } from '../src/interactions/communities-of.ts';
import { listText } from '../src/messages/words.ts';
import { zoneKept } from '../src/messages/zone-offer.ts';
import { allSettings, isOfMember, memberSettings, personSettings } from '../src/settings/scopes.ts';
import type { Facts } from '../src/settings/setting.ts';
import { settingsText } from '../src/settings/text.ts';
import { applyChanges, type Change } from './settings/apply.ts';
import { linesForm, submitLines } from './settings/lines.ts';
import { membershipOf } from './settings/membership.ts';

export default {
  name: 'settings',
  summary: 'Your time zone, prompt, cadence and what others see',
  group: 'first',
  leaf: leaf({
    summary: 'See or change your settings; without an option it shows them',
    options: Object.fromEntries(allSettings.map(({ name, setting }) => [name, setting.option])),
    run: (input, context) => showOrChange(input, context),
  }),
  actions: {
    move: { run: ([zone = ''], context) => showOrChange({ zone }, context) },
    keep: { run: async () => zoneKept },
    week: {
      run: async ([week], context) =>
        week === 'on' || week === 'off' ? showOrChange({ week }, context) : gone,
    },
    lines: { opensForm: true, run: ([name = ''], context) => openLines(name, context) },
  },
  forms: {
    lines: {
      form: async ([name = ''], context) => linesForm(name, context),
      run: async ({ lines = '' }, context, [name = '']) =>
        submitLines(name, lines, await factsOf(context), context),
    },
  },
} satisfies Command;

const gone = privately('stale-action', md`That setting is gone.`);

async function openLines(name: string, context: Context): Promise<Answer> {
  const form = linesForm(name, context);
  return form ? { code: 'settings-form', form } : gone;
}

/** Everything that was typed, or nothing at all when one of it is wrong. */
async function showOrChange(
  typed: Readonly<Record<string, string | undefined>>,
  context: Context,
): Promise<Answer> {
  const facts = await factsOf(context);
  const changes: Change[] = [];
  const wrong: string[] = [];
  for (const one of allSettings) {
    const value = typed[one.name];
    if (value === undefined) continue;
    const parsed = one.setting.parse(value, facts);
    if ('wrong' in parsed) wrong.push(parsed.wrong);
    else changes.push({ ...one, value: parsed.value });
  }
  if (wrong.length > 0) return nothingChanged(wrong);
  if (changes.length === 0) return show(context, facts);
  if (changes.some(isOfMember) && !(await membershipOf(context))) return nothingChanged([elsewhere()]);
  return privately('settings-changed', await applyChanges(changes, facts, context));
}

async function factsOf({ now, person, commandName, services: { stores } }: Context): Promise<Facts> {
  const wasAsked = person !== undefined && (await wasAskedToday(stores.deliveries, person, now));
  const communities = await communitiesOf(stores, person);
  return { now, wasAsked, stop: commandName('stop'), communities };
}

/** What is in force, or what would be for whoever begins. */
async function show(context: Context, facts: Facts): Promise<Answer> {
  const { commandName } = context;
  const here = await membershipOf(context);
  const example = `${commandName('settings')} prompt:08:30`;
  const text = settingsText({ ...facts, person: prospect(context).person, here, example });
  const buttons = [linesButtons];
  if (context.person) return privately('settings', text, { buttons });
  const lead = md`You haven't started yet. These are the defaults. Turn on your daily prompt with ${code(commandName('start'))}.`;
  return privately('settings', joined([lead, text]), { buttons });
}

/** What is typed in several lines has a form. */
const linesButtons: readonly Button[] = personSettings
  .filter(({ setting }) => setting.lines)
  .map(({ name }) => ({ label: `Edit my ${name}`, action: { name: 'settings.lines', args: [name] } }));

const elsewhere = (): string =>
  `${listText(memberSettings.map((it) => it.name))} are set per community. Try it in one of its channels.`;

const nothingChanged = (wrong: readonly string[]): Answer =>
  privately(
    'wrong-settings',
    joined([md`That didn't work, so nothing was changed:`, ...wrong.map((it) => md`- ${it}`)]),
  );
