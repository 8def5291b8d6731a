import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { fingerprint } from './fingerprint';
import { inProject } from './project';

// Which parts of the project each proof is about. A change that leaves them as they were when the proof last ran at its size has
// nothing new to show it: a slice is enough, and the night runs all of them.

/** What takes a command down to the database. */
const commands = [
  'lib/usecases',
  'lib/db',
  'lib/rule',
  'lib/review',
  'lib/access',
  'lib/audit',
  'lib/institution',
  'lib/catalog',
  'lib/search',
  'lib/micro-credential',
  'lib/kernel',
  'lib/amount',
  'lib/credit',
  'lib/jobs',
];
/** What stands between the network and a command. */
const edge = [
  'lib/access',
  'lib/kernel',
  'lib/next',
  'lib/auth',
  'lib/env.ts',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
];
const database = ['prisma/schema', 'prisma/migrations', 'scripts/database'];
const pages = ['app', 'components', 'messages'];
/** Every proof runs with these, whatever it is about. */
export const withEveryProof = [
  'package-lock.json',
  'tests/proof/support',
  'tests/proof/matrix/inventory.ts',
  'tests/proof/matrix/http.ts',
  'tests/support',
];

/** By name: the files and folders whose change can change what the proof finds. tests/architecture/proof-scope.test.ts holds it complete. */
export const proofScopes: Readonly<Record<string, readonly string[]>> = {
  'abuse-edges': [
    ...edge,
    ...database,
    ...pages,
    ...commands,
    'lib/catalog',
    'lib/adapters',
    'tests/proof/edges',
    'scripts/product',
  ],
  'abuse-markup': [
    ...edge,
    ...pages,
    'lib/usecases',
    'lib/db',
    'lib/kernel',
    'lib/catalog',
    'tests/proof/edges',
    'scripts/browser.ts',
    'scripts/product',
  ],
  badges: [
    'lib/badge',
    'lib/badge-reading',
    'lib/kernel',
    'lib/signed-record',
    'package-lock.json',
    'tests/support',
  ],
  'crash-moments': [...commands, ...database, 'lib/adapters'],
  'credit-laws': [
    'lib/amount',
    'lib/catalog',
    'lib/credit',
    'lib/kernel',
    'lib/rule',
    'tests/fixtures',
    'tests/unit/catalog',
    'tests/unit/credit',
  ],
  disk: [...commands, ...edge, ...database, 'app/api', 'scripts/product', 'scripts/log'],
  'durability-app': [...commands, ...edge, ...database, 'app/api', 'scripts/product', 'scripts/processes.ts'],
  'durability-database': [...commands, ...database],
  'fuzz-http': ['lib', ...edge, ...pages, ...database, 'tests/proof/fuzz', 'scripts/product'],
  'fuzz-parsers': ['lib', 'scripts/audit-verify.mjs', 'tests/proof/fuzz'],
  headers: [...edge, 'lib/db', 'app', 'components', 'scripts/product', 'tests/proof/edges'],
  logs: ['lib', ...edge, 'app', ...database, 'scripts'],
  matrix: ['lib', ...edge, 'app', ...database, 'tests/proof/matrix', 'tests/fixtures', 'scripts/product'],
  'matrix-sql': [...database, 'lib/db', 'lib/kernel/parsed-json.ts', 'tests/proof/matrix', 'tests/fixtures'],
  migration: [...database, ...edge, ...commands, 'app', 'scripts/product'],
  overload: ['lib', ...edge, ...pages, ...database, 'tests/proof/overload', 'scripts/product'],
  races: [...commands, ...database],
  restore: [...commands, ...database, 'scripts', 'app/api'],
  stop: [...edge, ...commands, 'scripts', 'app/api'],
  'worst-file': [
    ...commands,
    ...edge,
    ...database,
    'lib/import',
    'lib/reading',
    'app',
    'messages',
    'scripts/product',
    'tests/proof/overload',
    'tests/proof/worst-file',
  ],
  workflow: [...commands, ...database, 'tests/proof/workflow'],
};

/** What is asked of a run: all at their size, so those that the change can touch, or a slice of each. */
export type Wish = 'all' | 'touched' | 'slices';

/** Which proofs run at their size and of which a slice is run: each runs once, whatever was wished. */
export function sizesOf(
  proofs: readonly string[],
  wish: Wish,
  touched: (proof: string) => boolean,
): { atSize: string[]; asSlices: string[] } {
  const isAtSize = (proof: string) => wish === 'all' || (wish === 'touched' && touched(proof));
  return { atSize: proofs.filter(isAtSize), asSlices: proofs.filter((proof) => !isAtSize(proof)) };
}

const record = inProject('evidence', 'at-size.json');
const AtSize = z.record(z.string(), z.string());

/** One number for everything that the proof is about, itself included. */
export function scopeOf(proof: string): string {
  const parts = [...withEveryProof, ...(proofScopes[proof] ?? []), `tests/proof/${proof}.proof.test.ts`];
  return fingerprint(parts, (relative) => relative === path.join('lib', 'db', 'generated'));
}

/** Whether something that the proof is about is another than when it last ran at its size; without a record, everything is. */
export function isTouched(proof: string): boolean {
  return ranAtSize()[proof] !== scopeOf(proof);
}

/** Keeps, beside the figures of the run, what these proofs have now been run on at their size. */
export function keepRunAtSize(proofs: readonly string[]): void {
  const kept = { ...ranAtSize(), ...Object.fromEntries(proofs.map((proof) => [proof, scopeOf(proof)])) };
  const sorted = Object.fromEntries(Object.entries(kept).sort(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(record, `${JSON.stringify(sorted, null, 2)}\n`);
}

function ranAtSize(): Record<string, string> {
  return existsSync(record) ? AtSize.parse(JSON.parse(readFileSync(record, 'utf8'))) : {};
}
