import { privately } from '../src/chat/answers.ts';
import { type Command, type Leaf, leaf, type Option } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, type Markdown, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { nearestName } from '../src/chat/typed-text.ts';

export default {
  name: 'help',
  summary: 'Everything that I can do',
  leaf: leaf({
    summary: 'Everything that I can do, or one command in detail',
    options: {
      command: { kind: 'text', summary: 'Which command', free: true, maxLength: 40, suggest: suggestCommand },
    },
    run: async ({ command }, context) =>
      command === undefined ? overview(context) : detail(command, context),
  }),
} satisfies Command;

/** In the order in which a newcomer needs them; what is in no group comes last. */
const groups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  { title: 'Every day', names: ['start', 'log', 'today', 'streak', 'history'] },
  { title: 'When something breaks', names: ['stuck', 'why', 'learnings', 'review', 'deck'] },
  { title: 'At your pace', names: ['settings', 'rest', 'pause', 'stop'] },
  { title: 'With others', names: ['kudos', 'roundup', 'leaderboard', 'setup'] },
  { title: 'Your account', names: ['link', 'unlink', 'export', 'privacy'] },
];
const grouped = groups.flatMap(({ names }) => names);
const rank = (name: string): number => (grouped.includes(name) ? grouped.indexOf(name) : grouped.length);

const offered = ({ commands, isOrganiser }: Context) =>
  commands
    .filter((it) => it.access !== 'organiser' || isOrganiser)
    .toSorted((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));

function overview(context: Context): Answer {
  const all = offered(context);
  // The last line says what this command does.
  const more = all.map((it) => it.name).filter((it) => it !== 'help' && !grouped.includes(it));
  const parts = [...groups, { title: 'And', names: more }].flatMap(({ title, names }) => {
    const lines = all
      .filter((it) => names.includes(it.name))
      .map((it) => md`- ${code(context.commandName(it.name))} ${it.summary}`);
    return lines.length > 0 ? [joined([md`**${title}**`, ...lines])] : [];
  });
  return privately(
    'help',
    joined(
      [
        md`**I ask what you built, once a day, and keep the log.** Your entries are private unless you share them.`,
        ...parts,
        md`${code(`${context.commandName('help')} log`)} explains one of them; options are written as ${code('name:value')}.`,
      ],
      '\n\n',
    ),
  );
}

function detail(typed: string, context: Context): Answer {
  const name = typed.trim().toLowerCase().replace(/^\//, '').split(/\s+/)[0] ?? '';
  const command = context.commands.find((it) => it.name === name);
  if (!command) {
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
  const leaves: [string, Leaf][] =
    'leaf' in command
      ? [[command.name, command.leaf]]
      : Object.entries(command.subcommands).map(([sub, it]) => [`${command.name} ${sub}`, it]);
  const isTheirs = command.access !== 'organiser' || context.isOrganiser;
  return privately(
    'help-command',
    joined(
      [
        !isTheirs &&
          md`${code(context.commandName(command.name))} is for organisers, who run this community with it. If you should be one, an organiser can add you with ${code(context.commandName('setup organiser'))}.`,
        ...leaves.map(([own, it]) => leafText(context.commandName(own), it)),
      ],
      '\n\n',
    ),
  );
}

function leafText(name: string, it: Leaf): Markdown {
  const options = Object.entries<Option>(it.options ?? {});
  return joined([
    md`**${name}**: ${it.summary}.`,
    ...options.map(([option, declared]) => optionText(option, declared)),
  ]);
}

function optionText(name: string, option: Option): Markdown {
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
