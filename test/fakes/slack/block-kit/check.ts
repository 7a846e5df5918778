import { isObject, type Json, objectsIn, text } from '../json.ts';
import { checkShape, type Problem } from '../schema/check.ts';
import { applyLimits } from './apply-limits.ts';
import { checkElement } from './check-element.ts';
import { checkImage, type FileCheck } from './check-image.ts';
import { elementsOf, isInteractive } from './elements.ts';
import { blockLimits, messageLimits, metadataMost, viewLimits, viewMost } from './limits.ts';

export type Surface = 'message' | 'modal' | 'home';

const onlyIn: Record<string, Surface[]> = {
  card: ['message'],
  carousel: ['message'],
  context_actions: ['message'],
  data_table: ['message'],
  file: [],
  markdown: ['message'],
  plan: ['message'],
  table: ['message'],
  task_card: ['message'],
};

/** Checks the blocks, attachments and metadata of a message; pointers are from the request's root. */
export function checkMessage(message: Json, fileProblem: FileCheck): Problem[] {
  const problems = applyLimits(message, messageLimits, '');
  if (message.blocks !== undefined)
    problems.push(...checkBlocks(message.blocks, 'message', '/blocks', fileProblem));
  objectsIn(message.attachments).forEach((attachment, index) => {
    const pointer = `/attachments/${index}`;
    const { blocks, ...rest } = attachment;
    problems.push(...checkShape('attachment', rest, pointer));
    if (blocks !== undefined)
      problems.push(...checkBlocks(blocks, 'message', `${pointer}/blocks`, fileProblem));
  });
  return problems;
}

export function checkView(view: unknown, fileProblem: FileCheck): Problem[] {
  if (!isObject(view)) return [{ pointer: '/view', message: 'must provide an object' }];
  if (view.type !== 'modal' && view.type !== 'home') {
    return [{ pointer: '/view/type', message: `unsupported type: ${String(view.type)}` }];
  }
  const problems = [
    ...checkShape(view.type, { ...view, blocks: [] }, '/view'),
    ...applyLimits(view, viewLimits, '/view'),
    ...checkBlocks(view.blocks, view.type, '/view/blocks', fileProblem),
  ];
  const blocks = objectsIn(view.blocks);
  if (view.type === 'modal' && !view.submit && blocks.some((block) => block.type === 'input')) {
    problems.push({ pointer: '/view', message: 'missing required field: submit' });
  }
  if (JSON.stringify(view).length > viewMost) problems.push({ pointer: '/view', message: 'view_too_large' });
  return problems;
}

export function checkBlocks(
  value: unknown,
  surface: Surface,
  pointer: string,
  fileProblem: FileCheck,
): Problem[] {
  if (!Array.isArray(value)) return [{ pointer, message: 'must provide an array' }];
  const problems = value.flatMap((block, index) =>
    checkBlock(block, surface, `${pointer}/${index}`, fileProblem),
  );
  const blocks = objectsIn(value);
  for (const { element, block, pointer: place } of elementsOf(blocks, pointer)) {
    problems.push(...checkElement(element, block, place, fileProblem));
  }
  problems.push(...repeated(blocks, pointer));
  const focused = elementsOf(blocks, pointer).filter(({ element }) => element.focus_on_load === true);
  if (focused.length > 1) {
    problems.push({
      pointer: focused[1]!.pointer,
      message: 'only one element can have focus_on_load set to true',
    });
  }
  return problems;
}

function checkBlock(block: unknown, surface: Surface, pointer: string, fileProblem: FileCheck): Problem[] {
  const problems = checkShape('block', block, pointer);
  if (!isObject(block)) return problems;
  problems.push(...applyLimits(block, blockLimits(block.type), pointer));
  const surfaces = onlyIn[String(block.type)];
  if (surfaces && !surfaces.includes(surface)) {
    problems.push({ pointer: `${pointer}/type`, message: `unsupported type: ${String(block.type)}` });
  }
  if (block.type === 'section' && block.text === undefined && block.fields === undefined) {
    problems.push({ pointer, message: 'missing required field: text' });
  }
  if (block.type === 'image') problems.push(...checkImage(block, pointer, fileProblem));
  return problems;
}

/** block_id is unique in a message or view, action_id within its block. */
function repeated(blocks: Json[], pointer: string): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  blocks.forEach((block, index) => {
    const id = text(block.block_id);
    if (id && ids.has(id)) {
      problems.push({ pointer: `${pointer}/${index}/block_id`, message: `block_id "${id}" already exists` });
    }
    ids.add(id);
  });
  const actions = new Set<string>();
  for (const { element, block, pointer: place } of elementsOf(blocks, pointer)) {
    if (!isInteractive(element) || typeof element.action_id !== 'string') continue;
    const key = `${blocks.indexOf(block)} ${element.action_id}`;
    if (actions.has(key)) {
      const message = `action_id "${element.action_id}" already exists for block_id "${text(block.block_id)}"`;
      problems.push({ pointer: `${place}/action_id`, message });
    }
    actions.add(key);
  }
  return problems;
}

export function checkMetadata(metadata: unknown): Problem[] {
  const problems = checkShape('metadata', metadata, '/metadata');
  if (!isObject(metadata)) return problems;
  if (!/^[A-Za-z0-9_.:-]{1,255}$/.test(text(metadata.event_type))) {
    problems.push({ pointer: '/metadata/event_type', message: 'must be alphanumeric' });
  }
  if (JSON.stringify(metadata).length > metadataMost) {
    problems.push({ pointer: '/metadata', message: 'metadata_too_large' });
  }
  return problems;
}
