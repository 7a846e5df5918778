import { elementsOf, isInteractive, type Placed } from '../block-kit/elements.ts';
import { type Json, objectsIn, text } from '../json.ts';
import { readBlocks } from '../text/read.ts';
import { labelOf, optionLabel } from './surface.ts';

/**
 * Names an element as a member or a test would: its label, placeholder, action_id or block_id, or the one in (or right
 * below) the block that shows a text; or the very element.
 */
export type Wanted = string | RegExp | { near: string | RegExp; label?: string } | { element: Json };

const fits = (value: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? value === wanted : wanted.test(value);

/** The one element that is meant; throws with what there is where there is none, or more than one. */
export function findElement(blocks: Json[], wanted: Wanted, types: RegExp): Placed {
  const all = elementsOf(blocks).filter(
    ({ element }) => isInteractive(element) && types.test(text(element.type)),
  );
  const found = findAll(all, blocks, wanted);
  if (found.length === 1) return found[0]!;
  const known = all.map(
    (each) => `${text(each.element.type)} "${labelOf(each)}" (${text(each.element.action_id)})`,
  );
  const meant =
    typeof wanted === 'object' && 'near' in wanted ? `near ${String(wanted.near)}` : String(wanted);
  throw new Error(`${found.length} elements fit ${meant}; there are: ${known.join(', ') || 'none'}`);
}

/** A surface may have been drawn anew meanwhile. */
const isSame = (one: Json, other: Json): boolean =>
  one.action_id === other.action_id && one.value === other.value;

function findAll(all: Placed[], blocks: Json[], wanted: Wanted): Placed[] {
  if (typeof wanted === 'string' || wanted instanceof RegExp) return byName(all, wanted);
  if ('element' in wanted) return all.filter(({ element }) => isSame(element, wanted.element));
  return nearText(all, blocks, wanted);
}

function byName(all: Placed[], wanted: string | RegExp): Placed[] {
  const names: ((each: Placed) => string)[] = [
    ({ element }) => text(element.action_id),
    ({ block }) => text(block.block_id),
    labelOf,
  ];
  for (const name of names) {
    const found = all.filter((each) => fits(name(each), wanted));
    if (found.length > 0) return found;
  }
  return [];
}

function nearText(
  all: Placed[],
  blocks: Json[],
  wanted: { near: string | RegExp; label?: string },
): Placed[] {
  const shows = ({ near }: { near: string | RegExp }, block: Json): boolean => {
    const { text: shown } = readBlocks([block]);
    return typeof near === 'string' ? shown.includes(near) : near.test(shown);
  };
  const at = blocks.findIndex((block) => shows(wanted, block));
  const labelled = all.filter((each) => wanted.label === undefined || labelOf(each) === wanted.label);
  const within = labelled.filter(({ block }) => block === blocks[at]);
  return within.length > 0 || at < 0 ? within : labelled.filter(({ block }) => block === blocks[at + 1]);
}

/** The option of a menu by its text or its value. */
export function findOption(element: Json, wanted: string): Json {
  const grouped = objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options));
  const options = [...objectsIn(element.options), ...grouped];
  const found = options.find((each) => optionLabel(each) === wanted || each.value === wanted);
  if (found) return found;
  throw new Error(`no option "${wanted}"; there are: ${options.map(optionLabel).join(', ') || 'none'}`);
}
