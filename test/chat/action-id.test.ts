import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionIdLimit, actionSigner } from '../../src/chat/action-id.ts';

const signer = actionSigner('a secret');

describe('the ids of buttons and forms', () => {
  test('carry their action and arguments', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }), fc.boolean(), (args, inPlace) => {
        fc.pre(args.every((it) => it.isWellFormed() && encodeURIComponent(it).length < 20));
        const id = signer.sign({ name: 'history.edit', args, inPlace });
        expect(id.length).toBeLessThanOrEqual(actionIdLimit);
        expect(signer.verify(id)).toEqual({ name: 'history.edit', args, inPlace });
      }),
    );
  });

  test('cannot be made or changed by others', () => {
    const id = signer.sign({ name: 'history.remove', args: ['abc'] });
    expect(signer.verify(id.replace('abc', 'abd'))).toBeUndefined();
    expect(signer.verify(id.replace('remove', 'remove!'))).toBeUndefined();
    expect(actionSigner('another').verify(id)).toBeUndefined();
    for (const bad of ['', '~', 'x', 'history.remove', 'history.remove~abc~', `${id}x`])
      expect(signer.verify(bad)).toBeUndefined();
  });

  test('are refused when a platform could not carry them', () => {
    expect(() => signer.sign({ name: 'x.y', args: ['a'.repeat(100)] })).toThrow(/100/);
  });
});
