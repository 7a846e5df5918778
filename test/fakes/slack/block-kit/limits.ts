/**
 * Block Kit's limits, from the reference pages of docs.slack.dev: how long each text and list may be. A path names
 * properties, `[]` every item of a list, and `#` at its end counts the items instead of the characters.
 */
export type Limit = readonly [path: string, least: number, most: number];

const confirmation: Limit[] = [
  ['confirm.title.text', 1, 100],
  ['confirm.text.text', 1, 300],
  ['confirm.confirm.text', 1, 30],
  ['confirm.deny.text', 1, 30],
];

const anyElement: Limit[] = [['action_id', 1, 255], ['placeholder.text', 1, 150], ...confirmation];

const option = (path: string): Limit[] => [
  [`${path}.text.text`, 1, 75],
  [`${path}.value`, 1, 150],
  [`${path}.description.text`, 1, 75],
  [`${path}.url`, 1, 3000],
];

const choices = (most: number, least = 1): Limit[] => [['options#', least, most], ...option('options[]')];

const menu: Limit[] = [
  ...choices(100),
  ['option_groups#', 1, 100],
  ['option_groups[].label.text', 1, 75],
  ['option_groups[].options#', 1, 100],
  ...option('option_groups[].options[]'),
];

const button: Limit[] = [
  ['text.text', 1, 75],
  ['value', 1, 2000],
  ['url', 1, 3000],
  ['accessibility_label', 1, 75],
];

const elements: Record<string, Limit[]> = {
  button,
  checkboxes: choices(10),
  image: [
    ['alt_text', 1, 2000],
    ['image_url', 1, 3000],
  ],
  multi_external_select: option('initial_options[]'),
  external_select: option('initial_option'),
  multi_static_select: menu,
  overflow: choices(5, 2),
  radio_buttons: choices(10),
  static_select: menu,
  workflow_button: button,
};

const blocks: Record<string, Limit[]> = {
  actions: [['elements#', 1, 25]],
  card: [
    ['title.text', 1, 150],
    ['subtitle.text', 1, 150],
    ['body.text', 1, 200],
  ],
  carousel: [['elements#', 1, 10]],
  container: [
    ['title.text', 1, 150],
    ['subtitle.text', 1, 150],
    ['child_blocks#', 1, 10],
  ],
  context: [['elements#', 1, 10]],
  context_actions: [['elements#', 1, 5]],
  header: [['text.text', 1, 150]],
  image: [
    ['alt_text', 1, 2000],
    ['title.text', 1, 2000],
    ['image_url', 1, 3000],
  ],
  input: [
    ['label.text', 1, 2000],
    ['hint.text', 1, 2000],
  ],
  markdown: [['text', 1, 12_000]],
  section: [
    ['text.text', 1, 3000],
    ['fields#', 1, 10],
    ['fields[].text', 1, 2000],
  ],
  table: [
    ['rows#', 1, 100],
    ['column_settings#', 0, 20],
  ],
  video: [
    ['title.text', 1, 200],
    ['author_name', 1, 50],
  ],
};

export const elementLimits = (type: unknown): Limit[] => [...anyElement, ...(elements[String(type)] ?? [])];

export const blockLimits = (type: unknown): Limit[] => [
  ['block_id', 1, 255],
  ...(blocks[String(type)] ?? []),
];

export const optionLimits: Limit[] = choices(100);
export const optionGroupLimits: Limit[] = menu.filter(([path]) => path.startsWith('option_groups'));

export const viewLimits: Limit[] = [
  ['blocks#', 0, 100],
  ['title.text', 1, 24],
  ['submit.text', 1, 24],
  ['close.text', 1, 24],
  ['private_metadata', 0, 3000],
  ['callback_id', 0, 255],
  ['external_id', 0, 255],
];

export const messageLimits: Limit[] = [
  ['blocks#', 0, 50],
  ['attachments#', 0, 100],
];

/** Characters of a message's `text`, by the way it is sent (chat.update is the strict one). */
export const textMost = { post: 40_000, update: 4_000 } as const;

/** Bytes of a message's metadata as JSON, and of a whole view. */
export const metadataMost = 8_000;
export const viewMost = 250_000;

/** A plain_text_input takes at most so many characters, whatever its `max_length` says. */
export const inputMost = 3000;
