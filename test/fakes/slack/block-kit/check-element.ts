import { isObject, type Json, objectsIn, text } from '../json.ts';
import { checkShape, type Problem } from '../schema/check.ts';
import { applyLimits } from './apply-limits.ts';
import { checkImage, type FileCheck } from './check-image.ts';
import { elementLimits, inputMost, optionGroupLimits, optionLimits } from './limits.ts';

/** What the schema cannot say of an element: its limits, and what its properties demand of each other. */
export function checkElement(element: Json, block: Json, pointer: string, fileProblem: FileCheck): Problem[] {
  const problems = applyLimits(element, elementLimits(element.type), pointer);
  switch (element.type) {
    case 'image':
      return [...problems, ...checkImage(element, pointer, fileProblem)];
    case 'static_select':
    case 'multi_static_select':
      return [...problems, ...checkMenu(element, pointer), ...checkInitial(element, pointer)];
    case 'radio_buttons':
    case 'checkboxes':
      return [...problems, ...checkInitial(element, pointer)];
    case 'plain_text_input':
      return [...problems, ...checkTextInput(element, pointer)];
    case 'datepicker':
      return [...problems, ...matches(element, 'initial_date', /^\d{4}-\d\d-\d\d$/, pointer)];
    case 'timepicker':
      return [...problems, ...matches(element, 'initial_time', /^([01]\d|2[0-3]):[0-5]\d$/, pointer)];
    case 'mrkdwn':
    case 'plain_text':
      return block.type === 'context'
        ? [...problems, ...applyLimits(element, [['text', 1, 3000]], pointer)]
        : problems;
    default:
      return problems;
  }
}

/** The options with which an app answers what a member typed into an external select. */
export function checkSuggestions(answer: unknown): Problem[] {
  if (!isObject(answer)) return [{ pointer: '', message: 'missing required field: options' }];
  if (Array.isArray(answer.options)) {
    const shapes = answer.options.flatMap((each, index) => checkShape('option', each, `/options/${index}`));
    return [
      ...shapes,
      ...applyLimits(answer, optionLimits, '').filter((each) => !/no fewer/.test(each.message)),
    ];
  }
  if (Array.isArray(answer.option_groups)) {
    const groups = answer.option_groups;
    const shapes = groups.flatMap((each, index) =>
      checkShape('optionGroup', each, `/option_groups/${index}`),
    );
    return [
      ...shapes,
      ...applyLimits(answer, optionGroupLimits, '').filter((each) => !/no fewer/.test(each.message)),
    ];
  }
  return [{ pointer: '', message: 'missing required field: options' }];
}

function checkMenu(element: Json, pointer: string): Problem[] {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    return [{ pointer, message: 'must provide either options or option_groups' }];
  }
  return [];
}

/** What is chosen at first must be, property for property, one of what can be chosen. */
function checkInitial(element: Json, pointer: string): Problem[] {
  const groups = objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options));
  const known = [...objectsIn(element.options), ...groups].map(fingerprint);
  const initial = [
    ...(isObject(element.initial_option) ? [['initial_option', element.initial_option] as const] : []),
    ...objectsIn(element.initial_options).map((each, at) => [`initial_options/${at}`, each] as const),
  ];
  return initial
    .filter(([, option]) => !known.includes(fingerprint(option)))
    .map(([name]) => ({
      pointer: `${pointer}/${name}`,
      message: 'failed to match an option of the element',
    }));
}

const fingerprint = (option: Json): string =>
  JSON.stringify([text(option.value), isObject(option.text) ? text(option.text.text) : '']);

function checkTextInput(element: Json, pointer: string): Problem[] {
  const { min_length: least, max_length: most, initial_value: initial } = element;
  const problems: Problem[] = [];
  if (typeof most === 'number' && (most < 1 || most > inputMost)) {
    problems.push({ pointer: `${pointer}/max_length`, message: `must be between 1 and ${inputMost}` });
  }
  if (typeof least === 'number' && (least < 0 || least > inputMost)) {
    problems.push({ pointer: `${pointer}/min_length`, message: `must be between 0 and ${inputMost}` });
  }
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    problems.push({ pointer: `${pointer}/min_length`, message: 'must not be more than max_length' });
  }
  const room = typeof most === 'number' ? most : inputMost;
  if (typeof initial === 'string' && initial.length > room) {
    problems.push({
      pointer: `${pointer}/initial_value`,
      message: `must be less than ${room + 1} characters`,
    });
  }
  return problems;
}

function matches(element: Json, key: string, pattern: RegExp, pointer: string): Problem[] {
  const value = element[key];
  if (value === undefined || (typeof value === 'string' && pattern.test(value))) return [];
  return [{ pointer: `${pointer}/${key}`, message: 'failed to match the required format' }];
}
