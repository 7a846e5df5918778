import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf, type WhyChain } from '../../src/core/why/index.ts';
import { chainForm, treeText } from '../../src/messages/why.ts';
import { runs } from '../deep.ts';

const chain = (steps: WhyChain['steps'], rest: Partial<WhyChain> = {}): WhyChain => ({
  version: 1,
  entryId: 'e1',
  kind: 'connection',
  key: 'k',
  headline: 'connect ECONNREFUSED 127.0.0.1:5432',
  state: 'asking',
  steps,
  dropped: [],
  ...rest,
});
const words = fc
  .array(fc.string({ unit: fc.constantFrom(...'abcdeüß,?'), maxLength: 90 }), { maxLength: 30 })
  .map((it) => it.join(' '));

describe('a chain as a tree', () => {
  it('stays within 60 columns and keeps every word, however long the answers are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ question: words, answer: words }), { maxLength: 5 }),
        words,
        (steps, root) => {
          const told = chain(steps, { state: 'done', rootCause: root, check: root });
          const lines = treeText(told).source.split('\n').slice(1, -1);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
          const shown = lines.join('').replace(/\s/g, '');
          for (const { text } of treeOf(told).nodes) expect(shown).toContain(text.replace(/\s/g, ''));
        },
      ),
      runs(200),
    );
  });

  it('goes on under the text of its line', () => {
    const question =
      'Which address and port did the program try, and what tells you that Postgres was listening?';
    expect(treeText(chain([{ question, answer: 'localhost' }])).source).toContain(
      '└─ why: Which address and port did the program try, and what\n   tells you that Postgres was listening?\n     localhost',
    );
  });
});

describe('the form of an answer', () => {
  it('shows the whole question', () => {
    const pending = `Which of these is it, ${'a very long question '.repeat(8)}?`;
    const [field] = chainForm(chain([], { pending }), 'answer').fields;
    expect(field?.hint).toBe(pending);
  });
});
