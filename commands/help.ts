import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import {
  type CommandSummary,
  commandGroups,
  inReadingOrder,
  type LeafSummary,
} from '../src/chat/command-summary.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import type { OptionSummary } from '../src/chat/options.ts';
import type { Answer } from '../src/chat/reply.ts';
import { nearestName } from '../src/chat/typed-text.ts';
import { featureOff, movedCommand } from '../src/chat/wording.ts';
import { isFeatureOn } from '../src/core/people/index.ts';
import { seenByOf, unlessSharedText, whoSeesText } from '../src/messages/who-sees.ts';

export default {
  name: 'help',
  summary: 'Everything I can do',
  group: 'more',
  leaf: leaf({
    summary: 'Everything I can do, or one command in detail',
    options: {
      command: { kind: 'text', summary: 'Which command', free: true, maxLength: 40, suggest: suggestCommand },
    },
    run: async ({ command }, context) =>
      command === undefined ? overview(context) : detail(command, context),
  }),
} satisfies Command;

const offered = ({ services: { commands }, isOrganiser, community }: Context): CommandSummary[] =>
  inReadingOrder(
    commands.filter((it) => (it.access !== 'organiser' || isOrganiser) && isFeatureOn(it.feature, community)),
  );

function overview(context: Context): Answer {
  const all = offered(context);
  const parts = Object.entries(commandGroups).flatMap(([group, { title }]) => {
    // The last line says what this command does.
    const lines = all
      .filter((it) => it.group === group && it.name !== 'help')
      .map((it) => md`- ${code(context.commandName(it.name))} ${it.summary}`);
    return lines.length > 0 ? [joined([md`**${title}**`, ...lines])] : [];
  });
  return privately(
    'help',
    joined(
      [
        md`**I ask what you built once a day, and keep your log.** ${seenHere(context)}`,
        ...parts,
        md`Learn more about one with ${code(`${context.commandName('help')} log`)}. Write options as ${code('name:value')}.`,
      ],
      '\n\n',
    ),
  );
}

/** Who sees what they log where they ask; whoever is no member yet has chosen nothing. */
const seenHere = ({ community, member }: Context): Markdown =>
  community && member
    ? md`${whoSeesText('What you log here', seenByOf(member.audience, community.name))}.`
    : unlessSharedText;

function detail(typed: string, context: Context): Answer {
  const name = typed.trim().toLowerCase().replace(/^\//, '').split(/\s+/)[0] ?? '';
  const command = context.services.commands.find((it) => it.name === name);
  if (!command) {
    const moved = movedCommand(context.commandName, name);
    if (moved) return moved;
    const near = nearestName(
      name,
      offered(context).map((it) => it.name),
    );
    const hint = near ? md` Did you mean ${code(context.commandName(near))}?` : md``;
    return privately(
      'unknown-command',
      md`I don't know that command.${hint} ${code(context.commandName('help'))} shows them all.`,
    );
  }
  if (!isFeatureOn(command.feature, context.community)) return featureOff(context, command);
  const isTheirs = command.access !== 'organiser' || context.isOrganiser;
  return privately(
    'help-command',
    joined(
      [
        !isTheirs &&
          md`${code(context.commandName(command.name))} is only for organisers. Any organiser can add you with ${code(context.commandName('setup organiser'))}.`,
        ...command.leaves.map((it) => leafText(context.commandName(it.name), it)),
      ],
      '\n\n',
    ),
  );
}

function leafText(name: string, it: LeafSummary): Markdown {
  const options = Object.entries(it.options);
  return joined([
    md`**${name}**: ${it.summary}.`,
    ...options.map(([option, declared]) => optionText(option, declared)),
  ]);
}

function optionText(name: string, option: OptionSummary): Markdown {
  const takes =
    option.kind === 'choice'
      ? md` (${joined(
          option.choices.map((it) => code(it.value)),
          ', ',
        )})`
      : option.kind === 'integer'
        ? md` (${option.min} to ${option.max})`
        : md``;
  if (option.kind === 'text' && option.free) return md`- ${code('…')} ${option.summary}`;
  const shown = option.kind === 'flag' ? `${name}:yes` : `${name}:`;
  return md`- ${code(shown)} ${option.summary}${takes}`;
}

async function suggestCommand(typed: string, context: Context) {
  return offered(context)
    .filter((it) => it.name.startsWith(typed.trim().toLowerCase()))
    .map((it) => ({ value: it.name, label: it.name, hint: it.summary }));
}
