import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fingerprint } from '../fingerprint';
import { inProject, projectRoot } from '../project';
import { needWritable } from '../writable';

const run = promisify(execFile);
const output = inProject('lib', 'db', 'generated');

/** Makes the database client from the schema when it is missing or older than the schema. Returns whether it did. @refuses in words where it cannot be written */
export async function generateClient(): Promise<boolean> {
  const stamp = path.join(output, 'schema.hash');
  const wanted = fingerprint([
    'prisma/schema',
    'prisma/prisma.config.ts',
    'node_modules/prisma/package.json',
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  needWritable(output, 'There is no database client of this schema');
  // The value only has to exist: it stops the command from downloading an engine that `generate` never starts.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  await run(
    process.execPath,
    [
      inProject('node_modules', 'prisma', 'build', 'index.js'),
      'generate',
      '--config',
      inProject('prisma', 'prisma.config.ts'),
    ],
    { cwd: projectRoot, env },
  );
  writeFileSync(stamp, wanted);
  return true;
}
