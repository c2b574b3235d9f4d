/**
 * The stage `npm run queue` of the tests: grids over several processes with a real redis-server. It stands apart from the unit tests, which a
 * change anywhere in core would otherwise start with three processes beside them.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['scripts/queue/stage/*.spec.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
