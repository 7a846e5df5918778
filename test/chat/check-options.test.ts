import { expect, test } from 'vitest';
import { checkOptions } from '../../src/chat/check-options.ts';

const options = { nudge: { kind: 'flag', summary: 'On or off' } } as const;

test.each([Number.NaN, Number.POSITIVE_INFINITY, { on: true }, Symbol('on'), () => true])(
  'what no reader could make sense of is not shown: %s',
  (given) => {
    const checked = checkOptions(options, { nudge: given });
    expect(checked.ok).toBe(false);
    expect(JSON.stringify(checked)).toContain('(not a text)');
    expect(JSON.stringify(checked)).not.toMatch(/NaN|Infinity|Symbol|=>/);
  },
);

test('what somebody typed is shown, 100 characters at most', () => {
  const checked = checkOptions(options, { nudge: 'perhaps' });
  expect(JSON.stringify(checked)).toContain('perhaps');
  expect(JSON.stringify(checkOptions(options, { nudge: 'x'.repeat(500) }))).not.toContain('x'.repeat(101));
});
