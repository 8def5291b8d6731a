import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const resolve = {
  alias: [
    // Next.js replaces this package by an empty one on the server; outside Next.js it throws.
    { find: /^server-only$/, replacement: path.join(root, 'tests/support/server-only.ts') },
    { find: /^@\//, replacement: `${root}/` },
  ],
};

/** Tests of what keeps something for the length of a process, or is told to be in another place. */
const apart = ['auth', 'next', 'scripts'].map((folder) => `tests/integration/${folder}/**/*.test.ts`);
const integration = {
  // A thread starts a fifth cheaper than a process.
  pool: 'threads' as const,
  environment: 'node',
  globalSetup: ['tests/support/database-server.ts'],
  setupFiles: ['tests/support/own-database.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  maxWorkers: 2,
};

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        resolve,
        test: {
          name: 'unit',
          setupFiles: ['tests/support/react-warnings-fail.ts'],
          include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx', 'tests/architecture/**/*.test.ts'],
          environment: 'node',
          testTimeout: 240_000,
          // They keep nothing from one file to the next, so each worker loads a module once.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        root,
        resolve,
        test: {
          ...integration,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: apart,
          // Use cases and what they ask of the database keep nothing from one file to the next, so each worker loads a module once.
          isolate: false,
        },
      },
      {
        root,
        resolve,
        test: { ...integration, name: 'integration-apart', include: apart },
      },
      {
        root,
        resolve,
        // Each proof starts servers of its own. `npm run test:proof` gives each a run, two beside each other, and one to all slices together.
        test: {
          name: 'proof',
          include: ['tests/proof/**/*.proof.test.ts'],
          environment: 'node',
          maxWorkers: 2,
          testTimeout: 1_200_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
