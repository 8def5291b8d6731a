import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './child';
import { inProject } from './project';

/** A Chromium that has been seen to launch, and what it needs to do so. */
export type FoundBrowser = {
  name: string;
  executablePath: string;
  args: string[];
  env: Record<string, string>;
};

type Candidate = { name: string; prepare: () => Promise<Omit<FoundBrowser, 'name' | 'args'> | null> };

/** No sandbox, since root and containers have none to give; no traffic of the browser's own. */
const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];
const installedNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const installedElsewhere = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
];
const macNames = ['Google Chrome', 'Chromium'];

/**
 * Finds a browser for the end-to-end tests: the one CHROMIUM_PATH names, an installed one, the one that comes as a package
 * for Linux x64, Playwright's own. What cannot launch does not count. @refuses when there is none, saying what to do
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const tried: string[] = [];
  for (const { name, prepare } of candidates()) {
    try {
      const prepared = await prepare();
      if (prepared === null) continue;
      const found = { name, args, ...prepared };
      await launchOnce(found);
      return found;
    } catch (error) {
      tried.push(`  ${name}: ${firstLine(error)}`);
      if (name === 'CHROMIUM_PATH') break; // named on purpose: another one in its place would surprise
    }
  }
  throw new Error(
    `No browser could be started for the end-to-end tests.\n${tried.join('\n')}\n` +
      'Install Chromium or Chrome (Debian, Ubuntu: apt install chromium), or set CHROMIUM_PATH to the program, or run: npx playwright install chromium',
  );
}

function candidates(): Candidate[] {
  const named = process.env['CHROMIUM_PATH'];
  const plain = (executablePath: string) => ({ executablePath, env: environment({}) });
  return [
    ...(named ? [{ name: 'CHROMIUM_PATH', prepare: async () => plain(named) }] : []),
    ...installed().map((file) => ({ name: file, prepare: async () => plain(file) })),
    { name: '@sparticuz/chromium', prepare: unpacked },
    {
      name: 'Playwright’s own Chromium',
      prepare: async () => {
        const { chromium } = await import('@playwright/test');
        return existsSync(chromium.executablePath()) ? plain(chromium.executablePath()) : null;
      },
    },
  ];
}

function installed(): string[] {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...installedElsewhere].filter(
    (folder) => folder !== '',
  );
  const files = folders.flatMap((folder) =>
    [...installedNames, ...macNames].map((name) => path.join(folder, name)),
  );
  return [...new Set(files)].filter((file) => existsSync(file));
}

// The package carries a whole browser, packed. It unpacks into the temp folder and trusts what it finds there, so it gets a
// folder of its own that takes its final name only when complete. Its shared libraries it unpacks only where it believes to be on Lambda.
async function unpacked(): Promise<{ executablePath: string; env: Record<string, string> } | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { version } = JSON.parse(
    readFileSync(inProject('node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8'),
  ) as { version: string };
  const folder = inProject('.cache', `browser-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const env = environment({
    LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: path.join(folder, 'fonts'),
  });
  return { executablePath: path.join(folder, 'chromium'), env };
}

async function unpackInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const unpack =
    "const { default: packed } = await import('@sparticuz/chromium'); packed.setGraphicsMode = false; await packed.executablePath();";
  // A process of its own, since the temp folder of this one is read in many places.
  await runNode(['--input-type=module', '-e', unpack], {
    env: { TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  // Its own list of font folders names the temp folder of another machine.
  writeFileSync(
    path.join(draft, 'fonts', 'fonts.conf'),
    fontList([path.join(folder, 'fonts'), '/usr/share/fonts'], path.join(folder, 'fonts-cache')),
  );
  renameSync(draft, folder);
}

function fontList(folders: readonly string[], cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((folder) => `<dir>${folder}</dir>`).join('')}<cachedir>${cache}</cachedir></fontconfig>\n`;
}

function environment(more: Record<string, string>): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return { ...own, ...more };
}

async function launchOnce({ executablePath, env }: FoundBrowser): Promise<void> {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath, args, env, timeout: 30_000 });
  await browser.close();
}

function firstLine(error: unknown): string {
  const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return first.slice(0, 200);
}
