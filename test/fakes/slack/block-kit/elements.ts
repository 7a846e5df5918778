import { isObject, type Json, objectsIn } from '../json.ts';

/** An element with the block it stands in and its JSON pointer from the blocks' own. */
export interface Placed {
  element: Json;
  block: Json;
  pointer: string;
}

/** Every interactive element and image of a list of blocks. */
export function elementsOf(blocks: Json[], pointer = '/blocks'): Placed[] {
  return blocks.flatMap((block, index) => elementsOfBlock(block, `${pointer}/${index}`));
}

function elementsOfBlock(block: Json, pointer: string): Placed[] {
  const placed: Placed[] = [];
  if (isObject(block.accessory))
    placed.push({ element: block.accessory, block, pointer: `${pointer}/accessory` });
  if (isObject(block.element)) placed.push({ element: block.element, block, pointer: `${pointer}/element` });
  if (block.type !== 'rich_text' && block.type !== 'carousel') {
    objectsIn(block.elements).forEach((element, index) => {
      placed.push({ element, block, pointer: `${pointer}/elements/${index}` });
    });
  }
  objectsIn(block.actions).forEach((element, index) => {
    placed.push({ element, block, pointer: `${pointer}/actions/${index}` });
  });
  const children = objectsIn(block.type === 'carousel' ? block.elements : block.child_blocks);
  const key = block.type === 'carousel' ? 'elements' : 'child_blocks';
  return [...placed, ...children.flatMap((child, at) => elementsOfBlock(child, `${pointer}/${key}/${at}`))];
}

/** Elements that a member can act on: they carry an action_id. */
export const isInteractive = (element: Json): boolean =>
  !['image', 'plain_text', 'mrkdwn'].includes(String(element.type));
