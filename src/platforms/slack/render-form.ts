import type { types } from '@slack/bolt';
import { type Markdown, md } from '../../chat/markdown.ts';
import type { RenderedForm, RenderedReply } from '../../chat/rendered.ts';
import type { FormField, SuggestRef } from '../../chat/reply.ts';
import { cut, limits } from './limits.ts';
import type { RenderedHome } from './ports.ts';
import { buttonElement, buttonRows, optionOf, optionsOf, plainObject, renderReply } from './render.ts';
import { richText } from './rich-text.ts';

/** The action_id of every form input; its block_id is the field's name. */
export const inputAction = 'value';
/** Takes the place of "nothing" in a menu that Slack does not let one empty. */
export const noChoice = '-';

/** A form as a modal. `metadata` comes back with what is typed. */
export function renderForm(form: RenderedForm, metadata: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: metadata,
    title: plainObject(form.title, limits.view.title),
    submit: plainObject(form.submitLabel ?? 'Send', limits.view.submit),
    close: plainObject('Cancel', limits.view.submit),
    blocks: form.fields.map(inputBlock),
  };
}

function inputBlock(field: FormField): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainObject(field.label, limits.input.label),
    optional: field.required !== true,
    element: inputElement(field),
    ...(field.hint && { hint: plainObject(field.hint, limits.input.hint) }),
  };
}

function inputElement(field: FormField): types.InputBlock['element'] {
  const placeholder = field.placeholder && {
    placeholder: plainObject(field.placeholder, limits.placeholder),
  };
  if (field.kind === 'choice') {
    const options = optionsOf(field.choices ?? []);
    const initial = options.find((it) => it.value === field.value);
    return {
      type: 'static_select',
      action_id: inputAction,
      options,
      ...(initial && { initial_option: initial }),
      ...placeholder,
    };
  }
  const value = field.value ?? '';
  if (field.suggest && value.length <= limits.choice.value) {
    return {
      type: 'external_select',
      action_id: suggestAction(field.suggest, field.required ? 'needed' : 'free'),
      min_query_length: 0,
      placeholder: plainObject(field.placeholder ?? 'Type to search', limits.placeholder),
      ...(value !== '' && { initial_option: optionOf({ value, label: value }) }),
    };
  }
  return {
    type: 'plain_text_input',
    action_id: inputAction,
    multiline: field.kind === 'paragraph',
    max_length: limits.input.value,
    ...(value !== '' && { initial_value: cut(value, limits.input.value) }),
    ...placeholder,
  };
}

const suggestAction = ({ command, subcommand = '', option }: SuggestRef, rest: string): string =>
  ['suggest', command, subcommand, option, rest].join(':');

/** Whose suggestions an external select asks for, and what the rest of its id says. */
export function readSuggestAction(actionId: string): (SuggestRef & { readonly rest: string }) | undefined {
  const match = /^suggest:([^:]*):([^:]*):([^:]*):(.*)$/s.exec(actionId);
  if (!match) return undefined;
  const [, command = '', subcommand = '', option = '', rest = ''] = match;
  return { command, option, rest, ...(subcommand && { subcommand }) };
}

/** A reply where a modal is the only place to show it. */
export function renderReplyView(reply: RenderedReply, metadata: string, note?: Markdown): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'reply',
    private_metadata: metadata,
    title: plainObject('Shipmate', limits.view.title),
    close: plainObject('Close', limits.view.submit),
    blocks: renderReply(reply, note).blocks,
  };
}

/** While a form's answer takes longer than Slack waits. */
export function workingView(metadata: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'working',
    private_metadata: metadata,
    title: plainObject('Shipmate', limits.view.title),
    close: plainObject('Close', limits.view.submit),
    blocks: richText(md`One moment, saving…`, 200).blocks,
  };
}

/** The Home tab. */
export function renderHome({ parts }: RenderedHome): types.HomeView {
  return { type: 'home', blocks: parts.flatMap(partBlocks).slice(0, limits.view.blocks) };
}

function partBlocks(part: RenderedHome['parts'][number], index: number): types.KnownBlock[] {
  switch (part.type) {
    case 'heading':
      return [{ type: 'header', text: plainObject(part.text, limits.header) }];
    case 'text':
      return richText(part.text, limits.richText).blocks;
    case 'buttons':
      return buttonRows([part.buttons]);
    case 'item':
      return [itemBlock(part, index)];
    case 'picker':
      return [{ type: 'actions', elements: [pickerElement(part)] }];
  }
}

const pickerElement = (
  part: Extract<RenderedHome['parts'][number], { type: 'picker' }>,
): types.ExternalSelect => ({
  type: 'external_select',
  action_id: suggestAction(part.suggest, part.action.id),
  min_query_length: 0,
  placeholder: plainObject(part.placeholder, limits.placeholder),
});

function itemBlock(
  part: Extract<RenderedHome['parts'][number], { type: 'item' }>,
  index: number,
): types.SectionBlock {
  const text = plainObject(part.text, limits.plainText);
  const [only] = part.menu;
  if (!only) return { type: 'section', text };
  if (part.menu.length === 1) return { type: 'section', text, accessory: buttonElement(only, index) };
  const options = part.menu
    .slice(0, limits.overflow)
    .map(({ label, id }) => ({ text: plainObject(label, limits.choice.label), value: id }));
  return { type: 'section', text, accessory: { type: 'overflow', action_id: `menu:${index}`, options } };
}
