import { expect, test } from 'vitest';
import { sharedEntry } from '../../src/messages/entry.ts';
import { anEntry } from '../store/samples.ts';

test('a shared copy holds what is known, and no empty line for what is not', () => {
  const broke = anEntry('p', { kind: 'pain', text: 'redis refused', tags: [], pain: { state: 'open' } });
  const { project: _project, minutes: _minutes, ...bare } = broke;
  expect(sharedEntry(bare, 'Ada').text.source).toBe('**Ada** ran into something:\n> redis refused');
  const known = sharedEntry({ ...bare, pain: { state: 'understood', cause: 'a race' } }, 'Ada').text.source;
  expect(known).toBe('**Ada** ran into something:\n> redis refused\n**Cause:** a race');
});
