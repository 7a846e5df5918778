import type { OptionProblem } from './check-options.ts';
import type { Command, Leaf, Option } from './command.ts';
import type { Context } from './context.ts';
import { formerCommand } from './former-commands.ts';
import { code, joined, type Markdown, md } from './markdown.ts';
import type { Reply } from './reply.ts';

/** What the dispatcher itself has to say, when no command got to speak. */
type CommandName = (name: string) => string;

const privately = (outcome: string, text: Markdown): Reply => ({
  code: outcome,
  visibility: 'private',
  text,
});

export function unknownCommand(commandName: CommandName, typed: string, nearest: string | undefined): Reply {
  const moved = movedCommand(commandName, typed);
  if (moved) return moved;
  const help = code(commandName('help'));
  if (typed === '') return privately('unknown-command', md`${help} shows everything that I can do.`);
  const hint = nearest ? md`Did you mean ${code(commandName(nearest))}? ` : md``;
  return privately(
    'unknown-command',
    md`I don't know ${code(shorten(typed))}. ${hint}${help} shows everything that I can do.`,
  );
}

/** For a name that a command had once: how it is typed now. */
export function movedCommand(commandName: CommandName, typed: string): Reply | undefined {
  const former = formerCommand(typed);
  if (!former) return undefined;
  const old = code(commandName(typed.trim().toLowerCase().replace(/^\//, '')));
  const now = code(commandName(former.now));
  return privately(
    'moved-command',
    former.button === undefined
      ? md`${old} is now ${now}.`
      : md`${old} is now the button **${former.button}** of ${now}.`,
  );
}

export function unknownSubcommand(commandName: CommandName, command: Command, typed: string): Reply {
  const names = 'subcommands' in command ? Object.keys(command.subcommands) : [];
  const list = joined(
    names.map((name) => code(commandName(`${command.name} ${name}`))),
    ', ',
  );
  return privately(
    'unknown-subcommand',
    typed === ''
      ? md`What shall I do? ${list}.`
      : md`${code(commandName(command.name))} can't do ${code(shorten(typed))}. It can do ${list}.`,
  );
}

const problemsShown = 5;

/** Names each wrong option, what it takes, and shows the command filled in rightly. */
export function wrongOptions(name: string, leaf: Leaf, problems: readonly OptionProblem[]): Reply {
  const lines = problems.slice(0, problemsShown).map((it) => md`- ${problemText(it)}`);
  const lead =
    problems.length === 1
      ? md`One thing to mend, nothing was changed:`
      : md`A few things to mend, nothing was changed:`;
  const wrong = new Set(problems.map((it) => it.option));
  return privately(
    'wrong-options',
    joined([lead, ...lines, md`For example: ${code(example(name, leaf, wrong))}`]),
  );
}

function problemText({ option, problem, declared, given = '' }: OptionProblem): Markdown {
  const name = code(shorten(option));
  switch (problem) {
    case 'missing':
      return md`${name} is needed${declared ? md`: ${declared.summary}` : md``}.`;
    case 'unknown':
      return md`I don't know what to do with ${code(shorten(given === '' ? option : `${option}:${given}`, 200))} here.`;
    case 'not-a-number':
      return md`${name} takes a whole number${range(declared)}, not ${code(shorten(given))}.`;
    case 'out-of-range':
      return md`${name} takes a whole number${range(declared)}, not ${code(shorten(given))}.`;
    case 'not-a-choice':
      return md`${name} takes ${choices(declared)}, not ${code(shorten(given))}.`;
    case 'not-yes-or-no':
      return md`${name} takes ${code('yes')} or ${code('no')}, not ${code(shorten(given))}.`;
    case 'not-a-mention':
      return md`${name} takes ${declared?.kind === 'channel' ? 'a channel, as #general' : 'somebody, as @ada'}, not ${code(shorten(given))}.`;
    case 'not-a-text':
      return md`${name} takes a text.`;
    case 'too-long':
      return md`${name} takes at most ${declared?.kind === 'text' ? (declared.maxLength ?? 0) : 0} characters.`;
  }
}

const range = (option: Option | undefined): string =>
  option?.kind === 'integer' ? ` from ${option.min} to ${option.max}` : '';

function choices(option: Option | undefined): Markdown {
  if (option?.kind !== 'choice') return md`text`;
  const values = option.choices.map((it) => code(it.value));
  const last = values.pop() as Markdown;
  return values.length === 0 ? last : md`${joined(values, ', ')} or ${last}`;
}

/** The command with its text, what is required and what was wrong filled in; else with its first option. */
function example(name: string, leaf: Leaf, wrong: ReadonlySet<string>): string {
  const all = Object.entries<Option>(leaf.options ?? {});
  const wanted = all.filter(
    ([own, option]) => option.required || wrong.has(own) || (option.kind === 'text' && option.free),
  );
  const shown = wanted.length > 0 ? wanted : all.slice(0, 1);
  const parts = shown.map(([option, it]) =>
    it.kind === 'text' && it.free ? sample(option, it) : `${option}:${sample(option, it)}`,
  );
  return [name, ...parts].join(' ');
}

const samples: Readonly<Record<string, string>> = {
  text: 'built a URL shortener',
  zone: 'Europe/Lisbon',
  time: '09:00',
  date: 'yesterday',
  project: 'shortener',
  tag: 'redis',
  search: 'redis',
  until: 'friday',
  day: 'tomorrow',
  command: 'log',
  entry: 'latest',
};

function sample(name: string, option: Option): string {
  if (option.kind === 'integer') return String(Math.min(Math.max(50, option.min), option.max));
  if (option.kind === 'choice') return option.choices[0]?.value ?? '';
  if (option.kind === 'flag') return 'yes';
  if (option.kind === 'channel') return '#general';
  if (option.kind === 'account') return '@ada';
  const own = option.kind === 'text' ? option.example : undefined;
  return own ?? samples[name] ?? name;
}

export function staleButton(commandName: CommandName): Reply {
  return privately(
    'stale-action',
    md`That button does nothing any more. ${code(commandName('today'))} shows where you stand and what you can do.`,
  );
}

export function organisersOnly(commandName: CommandName, command: Command): Reply {
  return privately(
    'organisers-only',
    md`${code(commandName(command.name))} is for organisers. If you should be one, an organiser can add you with ${code(commandName('setup organiser'))}.`,
  );
}

export function featureOff(
  { commandName, isOrganiser }: Pick<Context, 'commandName' | 'isOrganiser'>,
  command: Pick<Command, 'name'>,
): Reply {
  const who = isOrganiser ? 'You' : 'Organisers';
  return privately(
    'feature-off',
    md`${code(commandName(command.name))} isn't switched on here yet. ${who} can switch it on with ${code(commandName('setup features'))}.`,
  );
}

export function communityOnly(commandName: CommandName, command: Command): Reply {
  return privately(
    'community-only',
    md`${code(commandName(command.name))} belongs to a community: use it in one of its channels.`,
  );
}

export function tooFast(seconds: number): Reply {
  return privately(
    'too-fast',
    md`That was quick! Please try again in ${seconds} s; this one was not read yet.`,
  );
}

export function unexpected(reference: string): Reply {
  return privately(
    'unexpected',
    md`Something broke on our side, not on yours. What you logged before is safe. Please try again; if it happens again, give whoever runs this bot the number ${code(reference)}.`,
  );
}

function shorten(text: string, limit = 40): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : letters.join('');
}
