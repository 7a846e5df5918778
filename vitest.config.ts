import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const tests = (ending: string) => [`test/**/*.${ending}.ts`, `packages/*/test/**/*.${ending}.ts`];
const deep = process.env.DEEP === '1';

export default defineConfig({
  test: {
    globalSetup: ['test/memory-files.ts', 'test/build.ts'],
    setupFiles: ['test/setup.ts'],
    // More than there are cores: much of the time goes into waiting for disks and sockets.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Libraries are loaded once for all files of a worker; loading them took longer than the tests.
    isolate: false,
    // A browser or a socket on a busy machine gets another chance; what is broken fails each time.
    retry: process.env.CI ? 2 : 0,
    // What is waited for comes late on a busy machine; the usual second is too short there.
    expect: { poll: { timeout: 5_000 } },
    testTimeout: deep ? 3_600_000 : 30_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'usual', include: tests('test'), exclude: tests('slow.test') } },
      // Whole programs and whole ways, a browser, real waiting, random inputs at length.
      { extends: true, test: { name: 'slow', include: tests('slow.test') } },
    ],
  },
});
