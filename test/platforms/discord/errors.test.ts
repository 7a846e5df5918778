import { expect, test } from 'vitest';
import { sendFailure } from '../../../src/platforms/discord/errors.ts';

const caused = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });

test.each([
  ['a timeout', new DOMException('This operation was aborted', 'AbortError'), 'uncertain'],
  ['a connection that was reset', caused('ECONNRESET'), 'uncertain'],
  ['a connection that was closed', caused('UND_ERR_SOCKET'), 'uncertain'],
  ['a connection that was refused', caused('ECONNREFUSED'), 'retry'],
  ['a name that is not found', caused('ENOTFOUND'), 'retry'],
])('after %s a message may have arrived or not: %s', (_, error, kind) => {
  expect(sendFailure(error, { dm: true })).toMatchObject({ ok: false, kind, reason: 'unavailable' });
});
