import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FakeSecret, fakeSecrets } from '../core/log/fake-secrets.ts';
import { button, launch } from '../support/app-harness.ts';

test('100 secrets pasted into what broke, error, cause, fix and whys are neither stored, logged nor shown, in no file and no roundup', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shipmate-secrets-'));
  const secrets = fakeSecrets.flatMap((kind) => fc.sample(kind, { numRuns: 3, seed: 5 })).slice(0, 125);
  expect(secrets.length).toBeGreaterThanOrEqual(100);
  const logged: string[] = [];
  const app = await launch({ LOG_LEVEL: 'trace' }, folder, logged);
  const shown: string[] = [];
  let files = 0;
  try {
    await app.join('ada');
    for (let from = 0; from < secrets.length; from += 15) {
      const [text, error, cause, fix, answer] = [0, 3, 6, 9, 12].map((at) =>
        secrets
          .slice(from + at, from + at + 3)
          .map((it) => it.pasted)
          .join('\n'),
      );
      const form = await app.say('ada', '/stuck');
      const saved = await app.press('ada', form.form?.action ?? '', {
        text: `it broke with ${text}`,
        error: `Error: refused\n${error}`,
        cause: `the key ${cause}`,
        fix: `changed ${fix}`,
        about: '',
      });
      expect(saved.code).toBe('logged');
      const asked = await app.press('ada', button(saved, 'Ask me why'));
      const answering = await app.press('ada', button(asked, 'Answer'));
      const next = await app.press('ada', answering.form?.action ?? '', { words: `I used ${answer} there` });
      const again = await app.press('ada', form.form?.action ?? '', {
        text: 'once more',
        error: `Error: refused\n${error}`,
        cause: '',
        fix: '',
        about: '',
      });
      expect(again.text).toContain('Seen before');
      const [reopened] = again.buttons?.flat().filter((it) => it.label === 'Error, cause, fix') ?? [];
      const opened = await app.press('ada', reopened?.action ?? '');
      shown.push(saved.text, asked.text, next.text, again.text, JSON.stringify(opened.form));
    }
    for (const command of [
      '/learnings as:markdown',
      '/review as:markdown',
      '/review as:html',
      '/review as:anki',
      '/export format:json',
      '/roundup',
      '/learnings refused',
      '/review',
    ]) {
      const reply = await app.say('ada', command);
      shown.push(reply.text);
      if (!reply.file) continue;
      files++;
      const file = await (await app.request(reply.file.url)).text();
      expect(file).toContain('[masked');
      shown.push(file);
    }
    await app.advance('P8D');
    shown.push(...(await app.messages({ dm: 'ada' })).map((it) => it.text));
    shown.push(...(await app.messages({ channel: 'general' })).map((it) => it.text));
  } finally {
    await app.stop();
  }
  expect(files).toBe(5);
  const stored = await Promise.all(
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((it) => it.isFile())
      .map((it) => readFile(join(it.parentPath, it.name), 'utf8')),
  );
  const everything = [...shown, ...stored, ...logged].join('\n');
  expect(logged).not.toEqual([]);
  expect(stored.join('\n')).toContain('it broke with');
  expect(anyPiece(everything, secrets)).toBeUndefined();
  await rm(folder, { recursive: true, force: true });
});

const pieceLength = 8;

/** A piece of eight characters of any of the secrets that is in the text, read once. */
function anyPiece(text: string, secrets: readonly FakeSecret[]): string | undefined {
  const pieces = new Map<string, string>();
  for (const { kind, secret } of secrets)
    for (let at = 0; at + pieceLength <= secret.length; at++)
      pieces.set(secret.slice(at, at + pieceLength), kind);
  for (let at = 0; at + pieceLength <= text.length; at++) {
    const kind = pieces.get(text.slice(at, at + pieceLength));
    if (kind !== undefined) return `${kind}: ${text.slice(at, at + pieceLength)}`;
  }
  return undefined;
}
