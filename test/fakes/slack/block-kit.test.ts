import { readFileSync } from 'node:fs';
import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkMetadata, checkView } from './block-kit/check.ts';
import { checkSuggestions } from './block-kit/check-element.ts';
import type { Json } from './json.ts';
import type { Problem } from './schema/check.ts';
import { makeShapes } from './schema/make-schema.ts';

const long = (length: number): string => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const option = (label: string, value = label) => ({ text: plain(label), value });
const ready = (): undefined => undefined;
const blocksProblems = (...blocks: unknown[]): Problem[] => checkBlocks(blocks, 'message', '/blocks', ready);
const actions = (...elements: unknown[]): Json => ({ type: 'actions', elements });
const select = (given: Json): Json => actions({ type: 'static_select', action_id: 'a', ...given });
const button = (given: Json): Json =>
  actions({ type: 'button', text: plain('Go'), action_id: 'a', ...given });
const input = (given: Json): Json => ({
  type: 'input',
  label: plain('Label'),
  element: { type: 'plain_text_input', action_id: 'a', ...given },
});
const modal = (given: Json): Json => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('S'),
  blocks: [],
  ...given,
});

describe('the schema', () => {
  it('is the one that the installed @slack/types and @slack/web-api give', () => {
    const kept: unknown = JSON.parse(
      readFileSync(new URL('schema/shapes.schema.json', import.meta.url), 'utf8'),
    );
    expect(kept).toEqual(JSON.parse(JSON.stringify(makeShapes())));
  });

  it('takes what the types take', () => {
    const blocks: KnownBlock[] = [
      { type: 'section', text: { type: 'mrkdwn', text: '*hi*' }, fields: [plain('a')], block_id: 'b' },
      { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A picture' },
      { type: 'context', elements: [plain('a'), { type: 'mrkdwn', text: 'b' }] },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }],
      },
      { type: 'actions', elements: [{ type: 'timepicker', action_id: 't', initial_time: '09:30' }] },
    ];
    expect(blocksProblems(...blocks)).toEqual([]);
    const view: ModalView = { type: 'modal', title: plain('T'), blocks };
    expect(checkView(view, ready)).toEqual([]);
  });

  it.each<[string, unknown, string, string]>([
    ['an unknown block', { type: 'sektion' }, '/blocks/0/type', 'unsupported type: sektion'],
    [
      'a property too many',
      button({ disabled: true }),
      '/blocks/0/elements/0',
      'invalid additional property: disabled',
    ],
    ['a property too few', { type: 'header' }, '/blocks/0', 'missing required field: text'],
    ['a wrong type', { type: 'header', text: 'Hi' }, '/blocks/0/text', 'must provide an object'],
    [
      'mrkdwn where only plain text goes',
      button({ text: { type: 'mrkdwn', text: 'a' } }),
      '/blocks/0/elements/0/text/type',
      'failed to match all allowed schemas',
    ],
    [
      'an element in the wrong block',
      actions({ type: 'plain_text_input', action_id: 'a' }),
      '/blocks/0/elements/0/type',
      'unsupported type: plain_text_input',
    ],
    [
      'an unknown style',
      button({ style: 'default' }),
      '/blocks/0/elements/0/style',
      'value not in allowed list: danger, primary',
    ],
    [
      'an image without alt text',
      { type: 'image', image_url: 'https://example.com/a.png' },
      '/blocks/0',
      'failed to match all allowed schemas',
    ],
    ['no object at all', 'text', '/blocks/0', 'must provide an object'],
  ])('refuses %s', (_, block, pointer, message) => {
    expect(blocksProblems(block)).toContainEqual({ pointer, message });
  });
});

/** For each limit: what just fits, what is one too much, and where that is reported. */
const limits: [name: string, make: (size: number) => unknown, most: number, pointer: string][] = [
  ['section text', (n) => ({ type: 'section', text: plain(long(n)) }), 3000, '/text/text'],
  ['section fields', (n) => ({ type: 'section', fields: many(n, () => plain('a')) }), 10, '/fields'],
  ['field text', (n) => ({ type: 'section', fields: [plain(long(n))] }), 2000, '/fields/0/text'],
  ['header text', (n) => ({ type: 'header', text: plain(long(n)) }), 150, '/text/text'],
  ['block_id', (n) => ({ type: 'divider', block_id: long(n) }), 255, '/block_id'],
  ['context elements', (n) => ({ type: 'context', elements: many(n, () => plain('a')) }), 10, '/elements'],
  ['context text', (n) => ({ type: 'context', elements: [plain(long(n))] }), 3000, '/elements/0/text'],
  [
    'actions',
    (n) => actions(...many(n, (at) => ({ type: 'button', text: plain('a'), action_id: `${at}` }))),
    25,
    '/elements',
  ],
  [
    'image alt text',
    (n) => ({ type: 'image', image_url: 'https://a.example/b', alt_text: long(n) }),
    2000,
    '/alt_text',
  ],
  [
    'image title',
    (n) => ({ type: 'image', image_url: 'https://a.example/b', alt_text: 'a', title: plain(long(n)) }),
    2000,
    '/title/text',
  ],
  [
    'image url',
    (n) => ({ type: 'image', image_url: `https://a.example/${long(n - 18)}`, alt_text: 'a' }),
    3000,
    '/image_url',
  ],
  ['input label', (n) => ({ ...input({}), label: plain(long(n)) }), 2000, '/label/text'],
  ['input hint', (n) => ({ ...input({}), hint: plain(long(n)) }), 2000, '/hint/text'],
  ['markdown', (n) => ({ type: 'markdown', text: long(n) }), 12_000, '/text'],
  ['button text', (n) => button({ text: plain(long(n)) }), 75, '/elements/0/text/text'],
  ['button value', (n) => button({ value: long(n) }), 2000, '/elements/0/value'],
  ['button url', (n) => button({ url: long(n) }), 3000, '/elements/0/url'],
  [
    'button label for readers',
    (n) => button({ accessibility_label: long(n) }),
    75,
    '/elements/0/accessibility_label',
  ],
  ['action_id', (n) => button({ action_id: long(n) }), 255, '/elements/0/action_id'],
  [
    'confirm title',
    (n) => button({ confirm: { title: plain(long(n)), text: plain('a') } }),
    100,
    '/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    (n) => button({ confirm: { text: plain(long(n)) } }),
    300,
    '/elements/0/confirm/text/text',
  ],
  [
    'confirm button',
    (n) => button({ confirm: { text: plain('a'), confirm: plain(long(n)) } }),
    30,
    '/elements/0/confirm/confirm/text',
  ],
  [
    'deny button',
    (n) => button({ confirm: { text: plain('a'), deny: plain(long(n)) } }),
    30,
    '/elements/0/confirm/deny/text',
  ],
  [
    'select options',
    (n) => select({ options: many(n, (at) => option(`${at}`)) }),
    100,
    '/elements/0/options',
  ],
  ['option text', (n) => select({ options: [option(long(n), 'a')] }), 75, '/elements/0/options/0/text/text'],
  ['option value', (n) => select({ options: [option('a', long(n))] }), 150, '/elements/0/options/0/value'],
  [
    'option description',
    (n) => select({ options: [{ ...option('a'), description: plain(long(n)) }] }),
    75,
    '/elements/0/options/0/description/text',
  ],
  [
    'option groups',
    (n) => select({ option_groups: many(n, () => ({ label: plain('a'), options: [option('a')] })) }),
    100,
    '/elements/0/option_groups',
  ],
  [
    'group label',
    (n) => select({ option_groups: [{ label: plain(long(n)), options: [option('a')] }] }),
    75,
    '/elements/0/option_groups/0/label/text',
  ],
  [
    'placeholder',
    (n) => select({ options: [option('a')], placeholder: plain(long(n)) }),
    150,
    '/elements/0/placeholder/text',
  ],
  [
    'overflow options',
    (n) => actions({ type: 'overflow', action_id: 'a', options: many(n, (at) => option(`${at}`)) }),
    5,
    '/elements/0/options',
  ],
  [
    'checkboxes',
    (n) => actions({ type: 'checkboxes', action_id: 'a', options: many(n, (at) => option(`${at}`)) }),
    10,
    '/elements/0/options',
  ],
  [
    'radio buttons',
    (n) => actions({ type: 'radio_buttons', action_id: 'a', options: many(n, (at) => option(`${at}`)) }),
    10,
    '/elements/0/options',
  ],
  ['initial text', (n) => input({ initial_value: long(n) }), 3000, '/element/initial_value'],
  [
    'initial text under max_length',
    (n) => input({ initial_value: long(n), max_length: 20 }),
    20,
    '/element/initial_value',
  ],
  ['max_length', (n) => input({ max_length: n }), 3000, '/element/max_length'],
  [
    'table rows',
    (n) => ({ type: 'table', rows: many(n, () => [{ type: 'raw_text', text: 'a' }]) }),
    100,
    '/rows',
  ],
];

describe('the limits of blocks', () => {
  it.each(limits)('%s', (_, make, most, pointer) => {
    expect(blocksProblems(make(most))).toEqual([]);
    expect(blocksProblems(make(most + 1)).map((each) => each.pointer)).toContain(`/blocks/0${pointer}`);
  });

  it('say what is wrong in Slack’s words', () => {
    expect(blocksProblems({ type: 'section', text: plain(long(3001)) })).toEqual([
      { pointer: '/blocks/0/text/text', message: 'must be less than 3001 characters' },
    ]);
    expect(blocksProblems({ type: 'section', text: plain('') })).toEqual([
      { pointer: '/blocks/0/text/text', message: 'must be more than 0 characters' },
    ]);
  });

  it.each<[string, unknown[], string]>([
    [
      'a block_id that is used twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '/blocks/1/block_id',
    ],
    [
      'an action_id that is used twice in a block',
      [actions(...many(2, () => ({ type: 'button', text: plain('a'), action_id: 'a' })))],
      '/blocks/0/elements/1/action_id',
    ],
    [
      'an overflow menu of one',
      [actions({ type: 'overflow', action_id: 'a', options: [option('a')] })],
      '/blocks/0/elements/0/options',
    ],
    ['a section that shows nothing', [{ type: 'section' }], '/blocks/0'],
    [
      'an option that is chosen but not there',
      [select({ options: [option('a')], initial_option: option('b') })],
      '/blocks/0/elements/0/initial_option',
    ],
    [
      'options and groups at once',
      [select({ options: [option('a')], option_groups: [{ label: plain('a'), options: [option('a')] }] })],
      '/blocks/0/elements/0',
    ],
    [
      'a time that is none',
      [actions({ type: 'timepicker', action_id: 'a', initial_time: '24:00' })],
      '/blocks/0/elements/0/initial_time',
    ],
    [
      'a date that is none',
      [actions({ type: 'datepicker', action_id: 'a', initial_date: '1/2/2026' })],
      '/blocks/0/elements/0/initial_date',
    ],
    [
      'a picture on this machine',
      [{ type: 'image', image_url: 'http://127.0.0.1:3000/a.png', alt_text: 'a' }],
      '/blocks/0/image_url',
    ],
    ['two elements in focus', many(2, () => input({ focus_on_load: true })), '/blocks/1/element'],
  ])('refuse %s', (_, blocks, pointer) => {
    expect(blocksProblems(...blocks).map((each) => each.pointer)).toContain(pointer);
  });

  it('let the same action_id stand in two blocks, as Slack does', () => {
    expect(blocksProblems({ ...button({}), block_id: 'a' }, { ...button({}), block_id: 'b' })).toEqual([]);
  });
});

describe('the limits of views', () => {
  it.each<[string, (size: number) => Json, number, string]>([
    ['blocks', (n) => modal({ blocks: many(n, () => ({ type: 'divider' })) }), 100, '/view/blocks'],
    ['title', (n) => modal({ title: plain(long(n)) }), 24, '/view/title/text'],
    ['submit', (n) => modal({ submit: plain(long(n)) }), 24, '/view/submit/text'],
    ['close', (n) => modal({ close: plain(long(n)) }), 24, '/view/close/text'],
    ['private_metadata', (n) => modal({ private_metadata: long(n) }), 3000, '/view/private_metadata'],
    ['callback_id', (n) => modal({ callback_id: long(n) }), 255, '/view/callback_id'],
    ['external_id', (n) => modal({ external_id: long(n) }), 255, '/view/external_id'],
  ])('%s', (_, make, most, pointer) => {
    expect(checkView(make(most), ready)).toEqual([]);
    expect(checkView(make(most + 1), ready).map((each) => each.pointer)).toContain(pointer);
  });

  it('demand a submit button where there are inputs', () => {
    const { submit: _, ...without } = modal({ blocks: [input({})] });
    expect(checkView(without, ready)).toEqual([
      { pointer: '/view', message: 'missing required field: submit' },
    ]);
  });

  it('keep blocks for messages out of them', () => {
    const view = modal({ blocks: [{ type: 'markdown', text: 'a' }] });
    expect(checkView(view, ready).map((each) => each.pointer)).toEqual(['/view/blocks/0/type']);
  });
});

describe('metadata and suggestions', () => {
  it('take what the types take and refuse the rest', () => {
    expect(checkMetadata({ event_type: 'shipmate_delivery', event_payload: { id: 'd1' } })).toEqual([]);
    expect(checkMetadata({ event_type: 'delivery' })).toHaveLength(1);
    expect(checkMetadata({ event_type: 'a b', event_payload: {} })).toHaveLength(1);
    expect(checkMetadata({ event_type: 'a', event_payload: { a: long(9000) } })).toHaveLength(1);
    expect(checkSuggestions({ options: [] })).toEqual([]);
    expect(checkSuggestions({ options: many(101, (at) => option(`${at}`)) })).toHaveLength(1);
    expect(checkSuggestions({ options: [option(long(76), 'a')] })).toHaveLength(1);
    expect(checkSuggestions({ text: 'a' })).toHaveLength(1);
  });
});
