import { type Component, isSelect, kind, type Placed, walk } from '../model/components.ts';
import { componentRules } from './component-rules.ts';
import { type Problem, problem } from './problem.ts';

export interface ModalBody {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

/** The rules for modals that Discord has and its OpenAPI schemas miss. */
export function modalProblems(modal: ModalBody, at: readonly (string | number)[] = ['data']): Problem[] {
  const placed = walk(modal.components);
  const found = [...componentRules(placed), ...placed.flatMap((it) => fieldRules(it))];
  if (modal.components.length > 5) {
    found.push(problem(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.'));
  }
  modal.components.forEach((row, index) => {
    if (row.type !== kind.row) return;
    row.components?.forEach((input, place) => {
      if (!input.label) {
        found.push(
          problem(
            ['components', index, 'components', place, 'label'],
            'BASE_TYPE_REQUIRED',
            'This field is required',
          ),
        );
      }
    });
  });
  return found.map((it) => ({ ...it, path: [...at, ...it.path] }));
}

function fieldRules({ component, path }: Placed): Problem[] {
  if (component.type === kind.label && component.component?.label) {
    return [
      problem(
        [...path, 'component', 'label'],
        'TEXT_INPUT_LABEL_IN_LABEL',
        'A label cannot be set inside of a label component',
      ),
    ];
  }
  if (component.type === kind.textInput) return textRules(component, path);
  if (isSelect(component)) return selectRules(component, path);
  return [];
}

function textRules(input: Component, path: Placed['path']): Problem[] {
  const found: Problem[] = [];
  const least = input.min_length ?? 0;
  const most = input.max_length ?? 4_000;
  if (least > most)
    found.push(problem([...path, 'min_length'], 'BASE_TYPE_BAD_LENGTH', 'Must not be over max_length.'));
  const length = input.value?.length ?? 0;
  if (length > most)
    found.push(problem([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`));
  if (length > 0 && length < least) {
    found.push(problem([...path, 'value'], 'BASE_TYPE_MIN_LENGTH', `Must be ${least} or more in length.`));
  }
  return found;
}

function selectRules(select: Component, path: Placed['path']): Problem[] {
  const found: Problem[] = [];
  if (select.disabled) {
    found.push(
      problem([...path, 'disabled'], 'MODAL_SELECT_DISABLED', 'A select in a modal cannot be disabled'),
    );
  }
  if (select.required !== false && select.min_values === 0) {
    found.push(
      problem([...path, 'min_values'], 'MODAL_SELECT_REQUIRED', 'A required select needs at least one value'),
    );
  }
  return found;
}
