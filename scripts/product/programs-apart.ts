import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { inProject, projectRoot } from '../project';

/** Makes one file of the program that reads strangers' files, which starts in a fifth of the time of its source. */
export async function buildFileReader(outfile: string): Promise<void> {
  await buildProgram('reading', outfile);
}

/** Makes one file of the program that reads strangers' badges. */
export async function buildBadgeReader(outfile: string): Promise<void> {
  await buildProgram('badge-reading', outfile);
}

/** Makes one file of the program that holds what was decided and suggests by it. */
export async function buildSuggester(outfile: string): Promise<void> {
  await buildProgram('suggesting', outfile);
}

/** Makes one file of the script of the pages that are read, named by what is in it, and says its name. */
export async function buildPageScript(folder: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [inProject('lib', 'page-script', 'program.ts')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });
  const text = outputFiles[0]?.contents ?? new Uint8Array();
  const name = `page-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`;
  writeFileSync(path.join(folder, name), text);
  return name;
}

/** Packages of the older form ask for the parts of Node by `require`, which a module has to make for itself. */
export const requireInModule =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

async function buildProgram(folder: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [inProject('lib', folder, 'program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    banner: { js: requireInModule },
    logLevel: 'warning',
  });
}
