/** Three kinds of tests: rules as plain values, the program in the real runtime, and pages in a real browser. */
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: ['tests/{domain,search,catalogue,web,project}/**/*.test.{ts,tsx}'], environment: 'node' } },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' }, miniflare: { bindings: { STAGE: 'test' } } })],
        test: { name: 'worker', include: ['tests/{directory,market,routes,api}/**/*.test.{ts,tsx}'] },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: './tests/browser/server.ts',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
