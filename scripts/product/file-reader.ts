import { build } from 'esbuild';
import { inProject, projectRoot } from '../project';

/** Makes one file of the program that reads strangers' files, which starts in a fifth of the time of its source. */
export async function buildFileReader(outfile: string): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [inProject('lib', 'reading', 'program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
}
