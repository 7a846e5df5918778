import { type Json, text } from '../json.ts';
import { findOption } from './find.ts';

/** What a member puts into an input: a text, a date, an option's text or value, ids, several of them, or nothing. */
export type Choice = string | number | string[] | null;

/**
 * The value object that Slack makes of a choice. `suggested` holds the options of an external select, which a member
 * can only choose from.
 */
export function chosenValue(element: Json, choice: Choice, suggested: Json[] = []): Json {
  const type = text(element.type);
  const many = choice === null ? [] : [choice].flat().map(String);
  const one = many[0] ?? null;
  const options = /external/.test(type) ? { ...element, options: suggested } : element;
  const chosen = (): Json[] => many.map((each) => shownOption(findOption(options, each)));
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: chosen()[0] ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: chosen() };
    case 'users_select':
      return { type, selected_user: one };
    case 'multi_users_select':
      return { type, selected_users: many };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'multi_conversations_select':
      return { type, selected_conversations: many };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'multi_channels_select':
      return { type, selected_channels: many };
    case 'datepicker':
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    case 'datetimepicker':
      return { type, selected_date_time: one === null ? null : Number(one) };
    case 'rich_text_input':
      return { type, rich_text_value: one === null ? null : richText(one) };
    default:
      return { type, value: one === '' ? null : one };
  }
}

const shownOption = ({ text: shown, value, description }: Json): Json => ({
  text: shown,
  value,
  ...(description ? { description } : {}),
});

const richText = (typed: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: typed }] }],
});

/** What Slack's client refuses to send: a fault at the input, or undefined. */
export function clientFault(block: Json, element: Json, value: Json, empty: boolean): string | undefined {
  if (empty) return block.optional === true ? undefined : 'Please complete this required field.';
  const typed = text(value.value);
  switch (element.type) {
    case 'plain_text_input': {
      const least = typeof element.min_length === 'number' ? element.min_length : 0;
      const most = typeof element.max_length === 'number' ? element.max_length : 3000;
      if (typed.length > most) return `Please use ${most} characters or fewer.`;
      return typed.length < least ? `Please use at least ${least} characters.` : undefined;
    }
    case 'number_input':
      return numberFault(element, typed);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(typed) ? undefined : 'Please enter a valid URL.';
    default:
      return undefined;
  }
}

function numberFault(element: Json, typed: string): string | undefined {
  const number = Number(typed);
  if (!Number.isFinite(number)) return 'Please enter a valid number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter at most ${element.max_value}.`;
  return undefined;
}
