import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../store/backend.ts';
import { compiled } from '../support/compiled.ts';

const script = fileURLToPath(new URL('agenda-process.ts', import.meta.url));
const long = 25_000;

/** What matters is that the jobs go on: what is due is worked out anew in each run, so a lost occurrence loses nothing. */
describe('recurring jobs', () => {
  const backend = useBackend();
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  let program = '';
  beforeAll(async () => {
    program = await compiled(script);
  });

  function start(database: string, how: 'hang' | 'end') {
    const child = fork(program, [backend().uri, database, how], { execArgv: [] });
    children.push(child);
    const said: unknown[] = [];
    child.on('message', (word) => said.push(word));
    const count = (word: string): number => said.filter((it) => it === word).length;
    return { child, count };
  }

  it('go on after a process was killed in the middle of one', async () => {
    const database = backend().database();
    const first = start(database, 'hang');
    await expect.poll(() => first.count('began'), { timeout: long }).toBe(1);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = start(database, 'end');
    await expect.poll(() => second.count('ended'), { timeout: long }).toBeGreaterThan(1);
  }, 60_000);

  it('go on where two processes start at once, and stop without leaving one half done', async () => {
    const database = backend().database();
    const both = [start(database, 'end'), start(database, 'end')];
    const all = (word: string): number => both.reduce((sum, it) => sum + it.count(word), 0);
    await expect.poll(() => all('ended'), { timeout: long }).toBeGreaterThan(2);
    for (const { child, count } of both) {
      child.send('stop');
      await expect.poll(() => count('stopped'), { timeout: long }).toBe(1);
      expect(count('ended')).toBe(count('began'));
    }
  }, 60_000);
});
