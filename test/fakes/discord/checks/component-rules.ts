import { type Component, isSelect, kind, type Placed, walk } from '../model/components.ts';
import type { MessageBody } from '../model/compose.ts';
import { type Problem, problem } from './problem.ts';

/** Rules that hold for components in messages and modals alike. */
export function componentRules(placed: readonly Placed[]): Problem[] {
  return [
    ...duplicates(
      placed,
      'custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    ),
    ...duplicates(placed, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
    ...placed.flatMap((it) => ruleOf(it)),
  ];
}

function duplicates(
  placed: readonly Placed[],
  field: 'custom_id' | 'id',
  code: string,
  message: string,
): Problem[] {
  const seen = new Set<unknown>();
  return placed.flatMap(({ component, path }) => {
    const value = component[field];
    if (value === undefined || value === null || value === 0) return [];
    const again = seen.has(value);
    seen.add(value);
    return again ? [problem([...path, field], code, message)] : [];
  });
}

function ruleOf({ component, path }: Placed): Problem[] {
  if (component.type === kind.button) return buttonRules(component, path);
  if (component.type === kind.row) return rowRules(component, path);
  if (component.options) return optionRules(component, path);
  return [];
}

function buttonRules(button: Component, path: Placed['path']): Problem[] {
  const required = (field: string): Problem =>
    problem([...path, field], 'BASE_TYPE_REQUIRED', 'This field is required');
  const exclusive = (field: string): Problem =>
    problem(
      [...path, field],
      'BUTTON_COMPONENT_FIELD_EXCLUSIVE',
      `A button of style ${button.style} cannot have ${field}`,
    );
  const found: Problem[] = [];
  const style = button.style ?? 0;
  if (style <= 4) {
    if (!button.custom_id) found.push(required('custom_id'));
    if (button.url) found.push(exclusive('url'));
  }
  if (style === 5) {
    if (!button.url) found.push(required('url'));
    else if (!/^(https?|discord):/i.test(button.url)) {
      found.push(
        problem([...path, 'url'], 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (http, https, discord).'),
      );
    }
    if (button.custom_id) found.push(exclusive('custom_id'));
  }
  if (style !== 6 && !button.label && !button.emoji) found.push(required('label'));
  return found;
}

function rowRules(row: Component, path: Placed['path']): Problem[] {
  const inside = row.components ?? [];
  const wide = inside.filter((it) => it.type !== kind.button).length;
  return wide > 1 || (wide === 1 && inside.length > 1)
    ? [
        problem(
          [...path, 'components'],
          'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          'The specified component exceeds the maximum width',
        ),
      ]
    : [];
}

function optionRules(select: Component, path: Placed['path']): Problem[] {
  const options = select.options ?? [];
  const found: Problem[] = [];
  const values = new Set<string>();
  options.forEach((option, index) => {
    if (values.has(option.value)) {
      found.push(
        problem(
          [...path, 'options', index, 'value'],
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
        ),
      );
    }
    values.add(option.value);
  });
  const least = select.min_values ?? (select.type === kind.checkboxGroup ? 0 : 1);
  const most = select.max_values ?? (select.type === kind.checkboxGroup ? options.length : 1);
  if (most > options.length) {
    found.push(
      problem(
        [...path, 'max_values'],
        'BASE_TYPE_BAD_LENGTH',
        `Must be at most the ${options.length} options.`,
      ),
    );
  }
  if (least > most)
    found.push(problem([...path, 'min_values'], 'BASE_TYPE_BAD_LENGTH', 'Must not be over max_values.'));
  if (options.filter((it) => it.default).length > most) {
    found.push(
      problem([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', 'More defaults than max_values.'),
    );
  }
  return found;
}

const interactive = (component: Component): boolean => component.type === kind.button || isSelect(component);

/** Without the components V2 flag: up to five rows. */
export function classicLayout(components: readonly Component[]): Problem[] {
  const found = components.flatMap((it, index) =>
    it.type === kind.row
      ? []
      : [
          problem(
            ['components', index, 'type'],
            'UNION_TYPE_CHOICES',
            'Value of field "type" must be one of (1,).',
          ),
        ],
  );
  if (components.length > 5)
    found.push(problem(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.'));
  return found;
}

/** With it: 40 components in all, 4,000 characters of text, and neither content nor embeds. */
export function newLayout(body: MessageBody, components: readonly Component[]): Problem[] {
  const found: Problem[] = [];
  const all = walk(components).map((it) => it.component);
  if (all.length > 40)
    found.push(
      problem(
        ['components'],
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        'The maximum number of components is 40',
      ),
    );
  const text = all.reduce(
    (sum, it) => sum + (it.type === kind.textDisplay ? (it.content?.length ?? 0) : 0),
    0,
  );
  if (text > 4_000)
    found.push(
      problem(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', 'Displayable text exceeds 4000'),
    );
  for (const field of ['content', 'embeds'] as const) {
    if (body[field]?.length) {
      found.push(
        problem(
          [field],
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        ),
      );
    }
  }
  all.forEach((it) => {
    if (it.type === kind.container && it.components?.some(interactive)) {
      found.push(problem(['components'], 'UNION_TYPE_CHOICES', 'Buttons and selects stand in a row.'));
    }
  });
  return found;
}
