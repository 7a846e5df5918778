import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { button, launch } from '../support/app-harness.ts';

test('a restart keeps the log, the streak, the settings, the buttons and the clock', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'shipmate-test-'));
  let app = await launch({}, dataDir);
  onTestFinished(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  await app.join('rex', 'Europe/Lisbon');
  const logged = await app.say('rex', '/log before the restart');
  await app.say('rex', '/settings prompt:07:30');
  await app.advance('P3D');
  const [clock, streak] = [await app.clock(), await app.streak('rex')];
  await app.stop();
  app = await launch({}, dataDir);
  expect(await app.clock()).toBeGreaterThanOrEqual(clock);
  expect(await app.clock()).toBeLessThan(clock + 60_000);
  expect(await app.streak('rex')).toEqual(streak);
  expect((await app.say('rex', '/settings')).text).toContain('Prompt: 07:30');
  expect((await app.press('rex', button(logged, 'Edit'))).form?.fields[0]?.value).toBe('before the restart');
  await app.advance('P1D');
  expect((await app.messages({ dm: 'rex' })).at(-1)?.code).toMatch(/prompt|nudge/);
});
