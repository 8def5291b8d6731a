import { mkdirSync, writeFileSync } from 'node:fs';
import { inProject } from '@/scripts/project';
import { commitOfSources, kindOfMachine } from './bench';
import { report, scale, seed } from './scale';

const startedAt = Date.now();

/** Prints the figures; those of runs longer than everybody's slice are kept under evidence/, where PROOF_EVIDENCE=1 asks for it. */
export function conclude(proof: string, figures: Readonly<Record<string, number | string>>): void {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  report(proof, { ...figures, seed, seconds });
  if (process.env['PROOF_EVIDENCE'] !== '1') return;
  mkdirSync(inProject('evidence'), { recursive: true });
  const kept = {
    proof,
    scale,
    seed,
    commit: commitOfSources(),
    machine: kindOfMachine(),
    endedAt: new Date().toISOString(),
    seconds,
    figures,
  };
  writeFileSync(inProject('evidence', `${proof}-${scale}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}
