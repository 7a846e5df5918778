import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { RenderedButton, RenderedReply } from '../../chat/rendered.ts';
import type { Choice } from '../../chat/reply.ts';
import { cut, limits } from './limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

/** The rows of a message. `mark` is put on the first one, where it can be read back (see `find` in `messenger`). */
export function renderRows(
  { buttons, select }: Pick<RenderedReply, 'buttons' | 'select'>,
  mark?: number,
): Row[] {
  const selects = select && select.choices.length > 0 ? [selectRow(select)] : [];
  const rows = [...selects, ...buttonRows(buttons ?? [])].slice(0, limits.rows);
  return rows.map((row, index) => (index === 0 && mark !== undefined ? { ...row, id: mark } : row));
}

function buttonRows(given: readonly (readonly RenderedButton[])[]): Row[] {
  // Discord refuses a message in which an id stands twice.
  const seen = new Set<string>();
  const once = ({ id }: RenderedButton): boolean => !seen.has(id) && Boolean(seen.add(id));
  return given
    .map((row) => row.filter(once))
    .flatMap((row) => chunks(row, limits.buttonsInRow))
    .map((row) => ({ type: ComponentType.ActionRow, components: row.map(button) }));
}

const button = ({ label, id, style }: RenderedButton): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: styles[style],
  label: cut(label.trim() || '…', limits.label),
  custom_id: id,
});

const selectRow = ({ placeholder, id, choices }: NonNullable<RenderedReply['select']>): Row => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: id,
      placeholder: cut(placeholder, limits.placeholder),
      options: selectOptions(choices),
    },
  ],
});

/** At most 25, each value once; a value over the limit cannot be offered. */
export function selectOptions(choices: readonly Choice[], selected?: string): APISelectMenuOption[] {
  const byValue = new Map(
    choices.filter((it) => it.value.length <= limits.choice).map((it) => [it.value, it]),
  );
  const all = [...byValue.values()];
  const first = all.slice(0, limits.choices);
  const chosen = all.find((it) => it.value === selected);
  const shown = chosen && !first.includes(chosen) ? [...first.slice(0, -1), chosen] : first;
  return shown.map(({ value, label, hint }) => ({
    value,
    label: cut(label.trim() || value, limits.choice),
    ...(hint?.trim() && { description: cut(hint, limits.choice) }),
    ...(value === selected && { default: true }),
  }));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}
