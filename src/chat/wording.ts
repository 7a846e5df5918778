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
  if (typed === '') return privately('unknown-command', md`${help} shows everything I can do.`);
  const hint = nearest ? md`Did you mean ${code(commandName(nearest))}? ` : md``;
  return privately(
    'unknown-command',
    md`I don't know ${code(shorten(typed))}. ${hint}${help} shows everything I can do.`,
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
      : md`${old} is now the **${former.button}** button in ${now}.`,
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
      ? md`What would you like to do? ${list}.`
      : md`${code(commandName(command.name))} doesn't know ${code(shorten(typed))}. Try ${list}.`,
  );
}

/** For a command that opens a form, typed as a message: the button that opens it, where it has one. */
export function opensByPress(commandName: CommandName, { name, summary, actions = {} }: Command): Reply {
  const opening = ['open', 'join', 'edit'].find((it) => Object.hasOwn(actions, it) && actions[it]?.opensForm);
  if (!opening)
    return privately('opens-by-press', md`Please send ${code(commandName(name))} as a command for that.`);
  return {
    ...privately('opens-by-press', md`**${summary}.** It opens in a form:`),
    buttons: [[{ label: 'Open', style: 'primary', action: { name: `${name}.${opening}` } }]],
  };
}

const problemsShown = 5;

/** Names each wrong option, what it takes, and shows the command filled in rightly. */
export function wrongOptions(name: string, leaf: Leaf, problems: readonly OptionProblem[]): Reply {
  const lines = problems.slice(0, problemsShown).map((it) => md`- ${problemText(it)}`);
  const lead = problems.length === 1 ? md`That didn't work:` : md`That didn't work. A few things to fix:`;
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
      return md`${name} is missing${declared ? md`: ${declared.summary}` : md``}.`;
    case 'unknown':
      return md`I don't know the option ${code(shorten(given === '' ? option : `${option}:${given}`, 200))}.`;
    case 'not-a-number':
      return md`${name} takes a whole number${range(declared)}, not ${code(shorten(given))}.`;
    case 'out-of-range':
      return md`${name} takes a whole number${range(declared)}, not ${code(shorten(given))}.`;
    case 'not-a-choice':
      return md`${name} takes ${choices(declared)}, not ${code(shorten(given))}.`;
    case 'not-yes-or-no':
      return md`${name} takes ${code('yes')} or ${code('no')}, not ${code(shorten(given))}.`;
    case 'not-a-mention':
      return md`${name} takes ${declared?.kind === 'channel' ? 'a channel like #general' : 'a person like @ada'}, not ${code(shorten(given))}.`;
    case 'not-a-text':
      return md`${name} takes text.`;
    case 'not-a-file':
      return md`${name} takes a picture that you attach.`;
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
  const all = Object.entries<Option>(leaf.options ?? {}).filter(([, it]) => it.kind !== 'picture');
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
    md`That button is out of date. ${code(commandName('today'))} shows where you stand.`,
  );
}

export function organisersOnly(commandName: CommandName, command: Command): Reply {
  return privately(
    'organisers-only',
    md`${code(commandName(command.name))} is only for organisers. Any organiser can add you with ${code(commandName('setup organiser'))}.`,
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
    md`${code(commandName(command.name))} only works in a community. Try it in one of its channels.`,
  );
}

export function tooFast(seconds: number): Reply {
  return privately(
    'too-fast',
    md`You're going a bit fast for me. Nothing was done; please try again in ${seconds} s.`,
  );
}

export function unexpected(reference: string): Reply {
  return privately(
    'unexpected',
    md`Sorry, something went wrong on our side. Everything you logged before is safe. Please try again. If it keeps happening, give whoever runs this bot the code ${code(reference)}.`,
  );
}

function shorten(text: string, limit = 40): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : letters.join('');
}
