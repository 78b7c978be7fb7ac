import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['contract/**/*.test.ts', 'extension/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          environment: 'node',
          // Only turns a hang into a message: no test is about time.
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'backend',
          include: ['backend/**/*.test.ts', 'migrations/**/*.test.ts', 'scripts/campaigns/*.test.ts'],
          environment: 'node',
          globalSetup: ['backend/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['backend/testing/global-setup.ts', 'tests/browser/build-extension.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Vitest's own second is too short for a browser on a machine that does much else; it only turns a hang into a message.
          expect: { poll: { timeout: 20_000 } },
          // One browser at a time: two cores, and the toolbar click needs the foreground window.
          fileParallelism: false,
        },
      },
    ],
  },
});
