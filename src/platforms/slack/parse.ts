import type { Command, Option } from '../../chat/command.ts';
import type { Interaction, MessageFacts } from '../../chat/interaction.ts';
import { readTyped } from '../../chat/typed-text.ts';
import { mentionToken, type NameOfMention, typedText } from './escape.ts';
import type {
  ActionBody,
  ShortcutBody,
  SlashBody,
  SubmissionBody,
  SuggestionBody,
  ValueBody,
  ViewBody,
} from './payloads.ts';
import { noChoice } from './render-form.ts';
import { responseOf, type Surface, surfaceOfView } from './surface.ts';

/**
 * What was typed after `/shipmate`. Slack hands it on with `& < >` escaped and with names as tokens (`<#C1|general>`): a
 * channel or an account keeps its token, every other value is what the person saw.
 */
export function parseTyped(text: string, commands: readonly Command[], nameOf?: NameOfMention): Interaction {
  const named = text.trim() === '' ? 'help' : text;
  const typed = readTyped(named, commands);
  if ('code' in typed) return { type: 'text', text: typedText(named, nameOf) };
  const { command, subcommand, leaf } = typed;
  const options = Object.entries(typed.options).map(([name, value]) => [
    typedText(name),
    readValue(leaf.options?.[name], value, nameOf),
  ]);
  return {
    type: 'command',
    name: command.name,
    ...(subcommand && { subcommand }),
    options: Object.fromEntries(options) as Record<string, string>,
  };
}

function readValue(option: Option | undefined, value: string, nameOf: NameOfMention | undefined): string {
  const token = option?.kind === 'channel' || option?.kind === 'account' ? mentionToken(value) : undefined;
  return token ?? typedText(value, nameOf);
}

export const slashSurface = (body: SlashBody, now: number): Surface => ({
  team: body.team_id,
  ownTeam: body.team_id,
  user: body.user_id,
  channel: body.channel_id,
  channelName: body.channel_name,
  trigger: body.trigger_id,
  ...responseOf(body.response_url, now),
});

type InteractionBody = ActionBody | SuggestionBody | ShortcutBody | SubmissionBody;

/** Whose app somebody used, and who they are. In Slack Connect the two are of different workspaces. */
export function whoOf(body: InteractionBody): Pick<Surface, 'team' | 'user' | 'ownTeam'> {
  const { user, team, view } = body;
  const ownTeam = user.team_id;
  return {
    team: view?.app_installed_team_id ?? team?.id ?? ownTeam ?? '',
    user: user.id,
    ...(ownTeam && { ownTeam }),
  };
}

/** Only a message that stays has a `ts` by which it can be changed. */
const messageOf = ({ container }: ActionBody | SuggestionBody | ShortcutBody): Pick<Surface, 'message'> =>
  container?.type === 'message' && container.message_ts && !container.is_ephemeral
    ? { message: container.message_ts }
    : {};

export function interactionSurface(body: ActionBody | SuggestionBody | ShortcutBody, now: number): Surface {
  const who = {
    ...whoOf(body),
    ...(body.trigger_id && { trigger: body.trigger_id }),
  };
  if (body.view?.type === 'home') return { ...who, home: true };
  if (body.view) return { ...surfaceOfView(body.view, who), view: body.view.id };
  const channel = body.channel?.id ?? body.container?.channel_id;
  return {
    ...who,
    ...(channel && { channel }),
    ...(body.channel?.name && { channelName: body.channel.name }),
    ...(body.container?.is_ephemeral === true && { ownMessage: true }),
    ...messageOf(body),
    ...responseOf(body.response_url, now),
  };
}

/** Opens once more what could not be opened in time: what was typed or pressed stands in the button. */
export interface ReopenPayload {
  readonly text?: string;
  readonly press?: string;
  readonly values?: readonly string[];
}
/** A signed id never begins like this. */
const isAgain = (value: string): boolean => value.startsWith('{');

/** A button, a menu or a select; undefined for an element that nothing here has made. */
export function parseAction(
  body: ActionBody,
  commands: readonly Command[],
  nameOf?: NameOfMention,
): Interaction | undefined {
  const [action] = body.actions;
  if (!action) return undefined;
  const chosen = action.selected_option?.value;
  const id = action.action_id;
  if (id.startsWith('press:')) {
    const { value = '' } = action;
    return isAgain(value)
      ? parseReopen(readReopenPayload(value), commands, nameOf)
      : { type: 'press', action: value, values: [] };
  }
  if (id.startsWith('menu:')) return { type: 'press', action: chosen ?? '', values: [] };
  const signed = id.startsWith('select:')
    ? id.slice('select:'.length)
    : /^suggest:[^:]*:[^:]*:[^:]*:(.+)$/.exec(id)?.[1];
  if (signed === undefined || chosen === undefined) return undefined;
  return { type: 'press', action: signed, values: [chosen] };
}

function parseReopen(
  { text, press, values = [] }: ReopenPayload,
  commands: readonly Command[],
  nameOf: NameOfMention | undefined,
): Interaction | undefined {
  if (text !== undefined) return parseTyped(text, commands, nameOf);
  return press === undefined ? undefined : { type: 'press', action: press, values };
}

/** What opens once more what this opens, should that come too late. */
export function reopenPayloadOf({ actions: [action] }: ActionBody, interaction: Interaction): ReopenPayload {
  const { action_id: id = '', value = '' } = action ?? {};
  if (id.startsWith('press:') && isAgain(value)) return readReopenPayload(value);
  return interaction.type === 'press' ? { press: interaction.action, values: interaction.values } : {};
}

function readReopenPayload(value: string): ReopenPayload {
  try {
    return JSON.parse(value) as ReopenPayload;
  } catch {
    return {};
  }
}

export const parseSubmission = (body: SubmissionBody): Interaction => ({
  type: 'submit',
  form: body.view.callback_id,
  values: valuesOf(body.view),
});

/** What stands in a form's fields, by their names. */
export function valuesOf({ state }: ViewBody): Record<string, string> {
  const fields = Object.entries(state?.values ?? {}).map(([name, elements]) => [
    name,
    inputText(Object.values(elements)[0]),
  ]);
  return Object.fromEntries(fields) as Record<string, string>;
}

function inputText(value: ValueBody | undefined): string {
  const chosen = value?.selected_option?.value;
  if (chosen !== undefined) return chosen === noChoice ? '' : chosen;
  return value?.value ?? '';
}

/** A message's own menu. Its text is what people read, not Slack's mark-up. */
export function parseShortcut(body: ShortcutBody, label: string, nameOf?: NameOfMention): Interaction {
  const message: MessageFacts = {
    id: body.message?.ts ?? '',
    channelId: body.channel?.id ?? '',
    authorId: body.message?.user ?? body.message?.bot_id ?? '',
    text: typedText(body.message?.text ?? '', nameOf),
  };
  return { type: 'shortcut', label, message };
}

/** What makes a repetition of an interaction recognisable: its trigger, which every one has for itself. */
export const eventIdOf = (team: string, trigger: string | undefined, rest: string): string =>
  `${team}:${trigger ?? rest}`;
