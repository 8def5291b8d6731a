import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { manifestText, sumsText } from '@/lib/export/archive-manifest';
import { packedArchive } from '@/lib/usecases/accreditation/packed-archive';
import { inProject } from '@/scripts/project';
import { verifyArchive } from '@/scripts/accreditation-verify.mjs';

const about = {
  format: 'crosswalk/accreditation/1' as const,
  institution: { slug: 'north', name: 'North' },
  period: { from: '2026-01-01', to: '2026-06-30' },
  madeAt: '2026-11-30T12:00:00.000Z',
  trail: { seq: '7', hash: 'a'.repeat(64) },
};
const contents: Record<string, string> = {
  'index.html': '<h1>Ä file</h1>',
  'decisions.csv': 'decision,version\r\nN-1,1\r\n',
};
let folder: string;
let file: string;
let sealed = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
  file = path.join(folder, 'whole.zip');
  const parts = Object.entries(contents).map(([name, text]) => ({
    path: name,
    pieces: async function* () {
      for (const letter of text) yield await Promise.resolve(letter);
    },
  }));
  const bytes = packedArchive(parts, about, (sha256) => {
    sealed = sha256;
    return Promise.resolve();
  });
  await pipeline(Readable.from(bytes), createWriteStream(file));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The same archive with other files, packed by somebody else. */
async function packed(files: Record<string, string>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const to = path.join(folder, `${Object.keys(files).length}-${Math.abs(JSON.stringify(files).length)}.zip`);
  await pipeline(zip.outputStream, createWriteStream(to));
  return to;
}

/** What the whole archive holds, unpacked. */
function unpacked(): Record<string, string> {
  execFileSync('python3', ['-m', 'zipfile', '-e', file, path.join(folder, 'out')]);
  return Object.fromEntries(
    [...Object.keys(contents), 'manifest.json', 'SHA256SUMS'].map((name) => [
      name,
      readFileSync(path.join(folder, 'out', name), 'utf8'),
    ]),
  );
}

test('an archive holds what was put in, verifies, and its manifest is the one that was sealed', async () => {
  const out = unpacked();
  expect(out).toMatchObject(contents);
  const verdict = await verifyArchive(file, sealed);
  expect(verdict).toEqual({ faults: [], manifest: sealed, files: 4 });
  // Without any program of ours.
  execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path.join(folder, 'out') });
});

test('whatever was changed, added, taken away or sealed anew is named', async () => {
  const out = unpacked();
  const faultsOf = async (files: Record<string, string>, expected: string | null = sealed) =>
    (await verifyArchive(await packed(files), expected)).faults;
  expect(await faultsOf({ ...out, 'decisions.csv': 'decision,version\r\nN-1,2\r\n' })).toEqual([
    'decisions.csv was changed',
  ]);
  expect(await faultsOf({ ...out, 'more.csv': '' })).toEqual(['more.csv was added']);
  const { 'index.html': _, ...rest } = out;
  expect(await faultsOf(rest)).toEqual(['index.html was taken away']);
  expect(await faultsOf({ ...out, SHA256SUMS: '' })).toEqual([
    'SHA256SUMS does not say what manifest.json says',
  ]);
  const { 'manifest.json': __, ...bare } = out;
  expect(await faultsOf(bare)).toEqual(['manifest.json is missing or is not one of an accreditation file']);
  // Whoever changes a file and writes manifest and sums anew is found by the hash that the trail kept.
  const anew = manifestText({ ...about, files: [] });
  const [fault] = await faultsOf({ 'manifest.json': anew, SHA256SUMS: sumsText([]) });
  expect(fault).toMatch(/^manifest.json was changed/);
});

test('the command says so with its exit code', () => {
  const run = (...given: string[]) =>
    execFileSync(process.execPath, [inProject('scripts', 'accreditation-verify.mjs'), ...given], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  expect(run(file, '--manifest', sealed)).toContain('4 files, all as the manifest says');
  expect(() => run(file, '--manifest', 'b'.repeat(64))).toThrow(/expected b{64}/);
  expect(() => run(path.join(folder, 'none.zip'))).toThrow(/cannot be read as an archive/);
});
