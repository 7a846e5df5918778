import type { Feature } from '../core/people/index.ts';
import type { CommandGroup } from './command-summary.ts';
import type { Context } from './context.ts';
import type { MessageFacts, TypedMessage } from './interaction.ts';
import type { Meaning } from './meaning.ts';
import type {
  ChoiceOption,
  FlagOption,
  IntegerOption,
  MentionOption,
  PictureOption,
  PlainTextOption,
} from './options.ts';
import type { Answer, Choice, Form, FormErrors } from './reply.ts';

/** An option as every platform declares it: native on Discord, `name:value` where commands are typed as text. */
export type Option = TextOption | IntegerOption | ChoiceOption | FlagOption | MentionOption | PictureOption;

export interface TextOption extends PlainTextOption {
  /** Offers choices while it is typed. */
  readonly suggest?: Suggest;
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
  /** A subcommand that there is only where a command belongs to a feature. */
  readonly needsFeatures?: boolean;
  run(input: Input<O>, context: Context): Promise<Answer>;
}

export interface ActionHandler {
  /** There only where a command belongs to a feature. */
  readonly needsFeatures?: boolean;
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

/** What is written to the bot in a DM without a command. Undefined: there is nothing to say to it. */
export interface DirectMessages {
  written(message: TypedMessage, meaning: Meaning, context: Context): Promise<Answer | undefined>;
  edited(message: TypedMessage, context: Context): Promise<Answer | undefined>;
  deleted(message: Pick<TypedMessage, 'id' | 'channelId'>, context: Context): Promise<Answer | undefined>;
}

interface CommandBase {
  /** The file's name. */
  readonly name: string;
  /** At most 100 characters. */
  readonly summary: string;
  /** Where /help and the README list it. */
  readonly group: CommandGroup;
  /** Who may use it; `organiser`: those who run the community. */
  readonly access?: 'everyone' | 'organiser';
  /** Makes no sense in a DM: it needs a community around it. */
  readonly communityOnly?: boolean;
  /** Only where organisers switched this on; such a command is `communityOnly` and has no message shortcuts. */
  readonly feature?: Feature;
  readonly actions?: Readonly<Record<string, ActionHandler>>;
  readonly forms?: Readonly<Record<string, FormHandler>>;
  readonly messageShortcuts?: readonly MessageShortcut[];
  /** One command takes what is written in DMs. */
  readonly directMessages?: DirectMessages;
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
