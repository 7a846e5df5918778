import type { Context } from './context.ts';
import type { Answer, Choice, Form, FormErrors } from './reply.ts';

/** An option as every platform declares it: native on Discord, `name:value` where commands are typed as text. */
export type Option = TextOption | IntegerOption | ChoiceOption | FlagOption | MentionOption;

interface OptionBase {
  /** At most 100 characters. */
  readonly summary: string;
  readonly required?: boolean;
}

export interface TextOption extends OptionBase {
  readonly kind: 'text';
  /** Takes the text that stands before the first `name:value`. One option of a command at most. */
  readonly free?: boolean;
  /** Offers choices while it is typed. */
  readonly suggest?: Suggest;
  /** A text over this is refused with its length. Free text has no limit here: its use case shortens it. */
  readonly maxLength?: number;
}

export interface IntegerOption extends OptionBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

export interface ChoiceOption extends OptionBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

export interface FlagOption extends OptionBase {
  readonly kind: 'flag';
}

/** A channel or an account of the platform; its value is the platform's id. Typed as text: `#general`, `@ada`. */
export interface MentionOption extends OptionBase {
  readonly kind: 'channel' | 'account';
}

export type Options = Readonly<Record<string, Option>>;
export type Suggest = (typed: string, context: Context) => Promise<readonly Choice[]>;

type ValueOf<O extends Option> = O extends IntegerOption ? number : O extends FlagOption ? boolean : string;

/** The typed, checked values of a command's options. */
export type Input<O extends Options> = {
  readonly [N in keyof O as O[N] extends { required: true } ? N : never]: ValueOf<O[N]>;
} & {
  readonly [N in keyof O as O[N] extends { required: true } ? never : N]?: ValueOf<O[N]>;
};

/** What runs when a command, one of its subcommands or its message shortcut is used. */
export interface Leaf<O extends Options = Options> {
  readonly summary: string;
  readonly options?: O;
  /** True when `run` answers with a form for this input. Decided without any read, so that nothing is deferred. */
  readonly opensForm?: (input: Input<O>) => boolean;
  run(input: Input<O>, context: Context): Promise<Answer>;
}

export interface ActionHandler {
  /** True when the press opens a form: then it is the first answer and nothing is deferred. */
  readonly opensForm?: boolean;
  /** `args` are the button's own, `values` what was selected. */
  run(args: readonly string[], context: Context, values: readonly string[]): Promise<Answer>;
}

export interface FormHandler {
  /** The form itself, to open it again when something has to be mended; undefined when its subject is gone. */
  form(args: readonly string[], context: Context): Promise<Form | undefined>;
  run(
    values: Readonly<Record<string, string>>,
    context: Context,
    args: readonly string[],
  ): Promise<Answer | FormErrors>;
}

/** An entry in a message's own menu ("Log this as progress"). */
export interface MessageShortcut {
  /** At most 32 characters. */
  readonly label: string;
  run(message: MessageFacts, context: Context): Promise<Answer>;
}

export interface MessageFacts {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly text: string;
}

interface CommandBase {
  /** The file's name. */
  readonly name: string;
  /** At most 100 characters. */
  readonly summary: string;
  /** Who may use it; `organiser`: those who run the community. */
  readonly access?: 'everyone' | 'organiser';
  /** Makes no sense in a DM: it needs a community around it. */
  readonly communityOnly?: boolean;
  readonly actions?: Readonly<Record<string, ActionHandler>>;
  readonly forms?: Readonly<Record<string, FormHandler>>;
  readonly messageShortcuts?: readonly MessageShortcut[];
}

/** One slash command, for every platform: a leaf or a set of subcommands, never both. */
export type Command = CommandBase & (LeafPart | SubcommandPart);

interface LeafPart {
  // biome-ignore lint/suspicious/noExplicitAny: a registry holds leaves of every option type
  readonly leaf: Leaf<any>;
}

interface SubcommandPart {
  // biome-ignore lint/suspicious/noExplicitAny: a registry holds leaves of every option type
  readonly subcommands: Readonly<Record<string, Leaf<any>>>;
}

/** Gives a leaf's `run` the types of the options that it declares. */
export function leaf<const O extends Options>(it: Leaf<O>): Leaf<O> {
  return it;
}

/** What a command runs, by its subcommand if it has some; undefined when there is no such subcommand. */
export function leafOf(command: Command, subcommand: string | undefined): Leaf | undefined {
  if ('leaf' in command) return command.leaf;
  return Object.hasOwn(command.subcommands, subcommand ?? '')
    ? command.subcommands[subcommand ?? '']
    : undefined;
}
