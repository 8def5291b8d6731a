import { build } from 'esbuild';
import { inProject, projectRoot } from '../project';

/** Makes one file of the program that reads strangers' files, which starts in a fifth of the time of its source. */
export async function buildFileReader(outfile: string): Promise<void> {
  await buildProgram('reading', outfile);
}

/** Makes one file of the program that holds what was decided and suggests by it. */
export async function buildSuggester(outfile: string): Promise<void> {
  await buildProgram('suggesting', outfile);
}

async function buildProgram(folder: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [inProject('lib', folder, 'program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
}
