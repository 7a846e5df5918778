import { copy, isObject, type Json } from '../json.ts';
import { canonicalEntities } from '../text/entities.ts';
import { elementsOf, isInteractive } from './elements.ts';

/** Blocks as Slack keeps them: ids filled in, texts escaped, the defaults of text objects spelled out. */
export function normalizeBlocks(blocks: Json[], makeId: () => string): Json[] {
  const kept = copy(blocks);
  for (const block of kept) {
    if (!block.block_id) block.block_id = makeId();
  }
  for (const { element } of elementsOf(kept)) {
    if (isInteractive(element) && !element.action_id) element.action_id = makeId();
  }
  for (const block of kept) fillTexts(block);
  return kept;
}

function fillTexts(value: unknown): void {
  if (Array.isArray(value)) value.forEach(fillTexts);
  if (!isObject(value)) return;
  if (value.type === 'plain_text' && typeof value.text === 'string') {
    value.text = canonicalEntities(value.text);
    value.emoji ??= true;
  } else if (value.type === 'mrkdwn') {
    value.verbatim ??= false;
  } else if (value.type !== 'rich_text') {
    Object.values(value).forEach(fillTexts);
  }
}
