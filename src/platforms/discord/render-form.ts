import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { RenderedForm } from '../../chat/rendered.ts';
import type { FormField } from '../../chat/reply.ts';
import { selectOptions } from './components.ts';
import { escapeText } from './escape.ts';
import { cut, limits } from './limits.ts';

/** A form as a modal. */
export const renderForm = ({ id, title, fields }: RenderedForm): APIModalInteractionResponseCallbackData => ({
  custom_id: id,
  title: cut(title, limits.modalTitle),
  components: fields.slice(0, limits.modalFields).flatMap((field) => renderField(field, fields.length)),
});

/** A hint that is too long for a field's description stands above the field as text, where there is room for one more. */
function renderField(field: FormField, count: number): (APILabelComponent | APITextDisplayComponent)[] {
  const { hint = '' } = field;
  const above = hint.length > limits.modalHint && count * 2 <= limits.modalFields;
  const label: APILabelComponent = {
    type: ComponentType.Label,
    label: cut(field.label, limits.modalLabel),
    ...(hint && !above && { description: cut(hint, limits.modalHint) }),
    component: field.kind === 'choice' ? select(field) : textInput(field),
  };
  return above ? [{ type: ComponentType.TextDisplay, content: escapeText(hint) }, label] : [label];
}

function textInput({ name, kind, required = false, value, placeholder }: FormField) {
  const text = kind === 'line' ? value?.replace(/\s*\n\s*/g, ' ') : value;
  return {
    type: ComponentType.TextInput as const,
    custom_id: name,
    style: kind === 'paragraph' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: limits.modalText,
    ...(text && { value: cut(text, limits.modalText) }),
    ...(placeholder && { placeholder: cut(placeholder, limits.modalPlaceholder) }),
  };
}

function select({ name, required = false, value, placeholder, choices = [] }: FormField) {
  return {
    type: ComponentType.StringSelect as const,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    options: selectOptions(choices, value),
    ...(placeholder && { placeholder: cut(placeholder, limits.modalPlaceholder) }),
  };
}
