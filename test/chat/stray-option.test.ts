import { expect, test } from 'vitest';
import { strayOption } from '../../src/chat/stray-option.ts';

const names = ['project', 'minutes', 'tag', 'audience', 'date', 'kind'];

test.each([
  ['built the cache mintes:50', 'mintes:50', 'minutes:50'],
  ['built the cache minutes: 50', 'minutes: 50', 'minutes:50'],
  ['built the cache min:50', 'min:50', 'minutes:50'],
  ['built the cache tags:redis', 'tags:redis', 'tag:redis'],
  ['Porject:chat built the cache', 'Porject:chat', 'project:chat'],
  ['built the cache Dat:yesterday', 'Dat:yesterday', 'date:yesterday'],
  ['built the cache minutes:50 today', 'minutes:50', 'minutes:50'],
  ['Tag:redis got\nfaster', 'Tag:redis', 'Tag:redis'],
])('%s', (text, typed, meant) => {
  expect(strayOption(text, names)).toEqual({ typed, meant });
});

test.each([
  'Error: connect ECONNREFUSED',
  'fixed the parser, data:5',
  'read node:fs',
  'Tag: it is over',
  'so mintes:50 stood in the middle, and mintes:5 too, of course',
  'at 12:30',
  'https://example.org',
  'note:',
  '',
])('leaves alone: %s', (text) => {
  expect(strayOption(text, names)).toBeUndefined();
});
