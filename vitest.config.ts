import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // All cores: most of the time goes into waiting for disks and sockets.
    maxWorkers: '100%',
    // A browser or a socket on a busy machine gets another chance; what is broken fails each time.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
