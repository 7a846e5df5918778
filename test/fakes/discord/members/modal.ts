import { Answer } from '../interactions/answer.ts';
import { deliver } from '../interactions/deliver.ts';
import { interactionType } from '../interactions/interaction.ts';
import type { FakeModal } from '../interactions/modal.ts';
import { type Component, isSelect, kind } from '../model/components.ts';
import type { Json } from '../model/json.ts';
import { chosenValues } from './components.ts';
import { NotPossible } from './not-possible.ts';
import { type Entity, Resolved } from './resolved.ts';
import type { FakeUser } from './user.ts';

type FieldValue = string | boolean | readonly (string | Entity)[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Submits an open form; values by label or custom id. What is left out keeps what the form came with. */
export function submitModal(
  user: FakeUser,
  opened: FakeModal | Answer,
  values: FieldValues,
  how: { readonly unchecked?: boolean },
): Promise<Answer> {
  const modal = opened instanceof Answer ? opened.modal : opened;
  if (!modal) throw new NotPossible('No form is open');
  const { start } = modal.openedBy;
  if (start.user !== user) throw new NotPossible(`The form is open for ${start.user.username}`);
  const unknown = Object.keys(values).find((name) => !modal.field(name));
  if (unknown !== undefined) {
    throw new NotPossible(
      `The form has no "${unknown}"; it has: ${modal.fields.map((it) => it.label).join(', ')}`,
    );
  }
  const resolved = new Resolved(start.channel);
  const given = (component: Component): FieldValue | undefined =>
    Object.entries(values).find(([name]) => modal.field(name) === component)?.[1];
  const field = (component: Component): Json =>
    filled(component, given(component), resolved, how.unchecked === true);
  const components = modal.components.map((it): Json => {
    if (it.component) return { type: it.type, id: it.id, component: field(it.component) };
    if (it.components) return { type: it.type, id: it.id, components: it.components.map(field) };
    return { type: it.type, id: it.id };
  });
  return deliver({
    type: interactionType.modalSubmit,
    user,
    channel: start.channel,
    owners: start.owners,
    data: { custom_id: modal.customId, components, ...resolved.toJSON() },
    trigger: modal.openedBy,
    ...(start.source ? { source: start.source } : {}),
  });
}

function filled(
  component: Component,
  value: FieldValue | undefined,
  resolved: Resolved,
  unchecked: boolean,
): Json {
  const base = { type: component.type, id: component.id, custom_id: component.custom_id };
  const list = value === undefined ? defaultsOf(component) : Array.isArray(value) ? value : [value];
  const optional = component.required === false;
  const none = { least: optional ? 0 : 1, most: 1 };
  switch (component.type) {
    case kind.textInput: {
      const text = value ?? component.value ?? '';
      if (typeof text !== 'string') throw new NotPossible(`"${component.custom_id}" takes text`);
      if (!unchecked) checkText(component, text);
      return { ...base, value: text };
    }
    case kind.checkbox:
      return { ...base, value: value ?? component.default ?? false };
    case kind.radioGroup:
      return { ...base, value: chosenValues(component, list, resolved, none)[0] ?? null };
    case kind.checkboxGroup:
      return {
        ...base,
        values: chosenValues(component, list, resolved, { ...none, most: component.options?.length ?? 1 }),
      };
    default: {
      if (!isSelect(component) && component.type !== kind.fileUpload)
        throw new NotPossible(`Type ${component.type} in a form`);
      const least = optional && list.length === 0 ? { ...component, min_values: 0 } : component;
      return { ...base, values: chosenValues(least, list, resolved, none) };
    }
  }
}

const defaultsOf = (component: Component): string[] =>
  (component.options ?? []).filter((it) => it.default).map((it) => it.value);

function checkText(input: Component, text: string): void {
  const name = `"${input.label ?? input.custom_id}"`;
  if (text === '' && input.required !== false) throw new NotPossible(`${name} must be filled in`);
  if (text.length > (input.max_length ?? 4_000))
    throw new NotPossible(`${name} is longer than ${input.max_length ?? 4_000}`);
  if (text !== '' && text.length < (input.min_length ?? 0))
    throw new NotPossible(`${name} is shorter than ${input.min_length}`);
  if (input.style === 1 && /[\r\n]/.test(text)) throw new NotPossible(`${name} is one line`);
}
