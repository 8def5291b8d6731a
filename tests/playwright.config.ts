import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findBrowser, type FoundBrowser } from '../scripts/browser';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

// Workers read this file again; the search is done once and handed down.
process.env['E2E_BROWSER'] ??= JSON.stringify(await findBrowser());
const browser = JSON.parse(process.env['E2E_BROWSER']) as FoundBrowser;

/** Tests of `npm start` itself, each file in order. */
const starts = /[/\\](broken-)?start\.spec\.ts$/;

export default defineConfig({
  // What starts whole products waits for them more than it works: first, so that it never runs on alone at the end.
  projects: [
    // One at a time: two that look for a free port in the same moment find the same one.
    { name: 'starts', testMatch: starts, workers: 1 },
    { name: 'pages', testIgnore: starts },
  ],
  testDir: path.join(root, 'tests/e2e'),
  // Emptied at the start, so it is nobody else's.
  outputDir: path.join(root, 'test-results/end-to-end'),
  globalSetup: path.join(root, 'tests/support/e2e-setup.ts'),
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: path.join(root, 'test-results/e2e.json') }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // A trace of every test costs a quarter of the run; `--trace on` of a single file has it.
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: browser.executablePath, args: browser.args, env: browser.env },
  },
});
