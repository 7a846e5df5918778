import type { Input, Options, TextOption } from '../chat/command.ts';
import type { Context } from '../chat/context.ts';
import type { Markdown } from '../chat/markdown.ts';
import type { ChoiceOption } from '../chat/options.ts';
import type { Reply } from '../chat/reply.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { LinkRule } from '../core/linking/index.ts';
import type { Community, Member, Person, SharedSettings } from '../core/people/index.ts';

/** What the words about a setting are made from. */
export interface Facts {
  readonly now: Instant;
  /** Today's prompt went out already. */
  readonly wasAsked: boolean;
  /** How prompts are turned off here. */
  readonly stop: string;
  /** Those that the person is in. */
  readonly communities: readonly { readonly id: string; readonly name: string }[];
}

export interface MemberFacts extends Facts {
  readonly community: string;
}

export type Parsed<Value> = { readonly value: Value } | { readonly wrong: string };

/** A form for what is typed in several lines. An empty one is parsed as `''`. */
export interface LinesForm {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  /** The lines as they are. */
  readonly value: string;
}

/** All that is known of one setting of `/settings`. The loops over the table need nothing else. */
interface Setting<Owner, Shared, F extends Facts, Value> {
  /** As `/settings` declares it, under the setting's name. */
  readonly option: TextOption | ChoiceOption;
  /** The value that was typed, or what is wrong with it in a sentence. */
  parse(typed: string, facts: Facts): Parsed<Value>;
  /** Everything that stores the value comes here, buttons and forms too. */
  apply(owner: Owner, value: Value, facts: Pick<Facts, 'now'>): Owner;
  /** What else follows from a change; returns what there is to say of it. */
  follow?(before: Owner, after: Owner, context: Context): Promise<Markdown | undefined>;
  /** What is said once it was changed. */
  confirm(changed: Owner, value: Value, facts: F): Markdown;
  /** How it stands in the list of settings. */
  show(owner: Owner, facts: F): Markdown;
  /** It continues the line of the setting before it. */
  readonly sameLine?: true;
  /** It can be typed in several lines, in a form that a button opens. */
  lines?(owner: Owner): LinesForm;
  /** What one would type to set it as it is; for the export. */
  export(owner: Owner): string;
  /** What linking does with its values; `primary`: those of the primary account hold all along. */
  readonly link: 'primary' | readonly LinkRule<Shared>[];
}

/** A setting of a person, in every community. */
export interface PersonSetting<Value = unknown> extends Setting<Person, SharedSettings, Facts, Value> {
  readonly scope: 'person';
}

/** A setting of a person's membership of one community. */
export interface MemberSetting<Value = unknown> extends Setting<Member, Member, MemberFacts, Value> {
  readonly scope: 'member';
}

/** A setting of a community: one subcommand of `/setup`. Linking and exports are about people and leave it alone. */
export interface CommunitySetting<O extends Options = Options, Value = unknown> {
  readonly scope: 'community';
  readonly summary: string;
  readonly options: O;
  /** The value that was typed, or the answer to what cannot be. */
  parse(input: Input<O>, context: Context): Promise<ParsedInput<Value>> | ParsedInput<Value>;
  apply(community: Community, value: Value): Community;
  /** What else follows from a change, in the community as it is then; returns what there is to say of it. */
  follow?(context: Context): Promise<Markdown | undefined>;
  confirm(changed: Community, value: Value, context: Context): Promise<Markdown> | Markdown;
  /** It can be typed in several lines: without options its subcommand opens this form. `option`: the one that takes the lines. */
  readonly lines?: {
    readonly option: keyof O & string;
    form(community: Community): LinesForm;
    parse(typed: string): Parsed<Value>;
  };
  /** Beside what is said once it was changed. */
  readonly buttons?: Reply['buttons'];
  /** Its line in `/setup show`. */
  show(community: Community, context: Context): Promise<Markdown> | Markdown;
}

export type ParsedInput<Value> = { readonly value: Value } | { readonly refused: Reply };

/** These give the members of a row the type of its value, and of its options. */
export const personSetting = <Value>(it: PersonSetting<Value>): PersonSetting<Value> => it;
export const memberSetting = <Value>(it: MemberSetting<Value>): MemberSetting<Value> => it;
export const communitySetting = <const O extends Options, Value>(
  it: CommunitySetting<O, Value>,
): CommunitySetting<O, Value> => it;

const onOffChoices = [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
] as const;

/** An option that takes `on` and `off`. */
export const onOff = (summary: string): ChoiceOption => ({ kind: 'choice', summary, choices: onOffChoices });
export const parseOnOff = (typed: string): Parsed<boolean> => ({ value: typed === 'on' });
export const onOffText = (on: boolean | undefined): 'on' | 'off' => (on ? 'on' : 'off');
