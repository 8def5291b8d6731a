import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';

/** A program that says something, and again when nobody listens any more; then it ends by itself with 7. */
const program = (first: string) => `
  import { goOnWithoutConsole } from '${inProject('scripts', 'progress.ts')}';
  ${first}
  process.stdout.write('words\\n');
  process.stdin.once('data', () => process.stdout.write('words\\n', () => setImmediate(() => process.exit(7))));
`;

async function withoutReader(first: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program(first)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  child.stdin.on('error', () => undefined);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.write('nobody listens');
  return ((await ended) as [number | null])[0];
}

test('who goes on without a console is not ended by the end of whoever read its words', async () => {
  expect(await withoutReader('goOnWithoutConsole();')).toBe(7);
  // Control: anybody else is.
  expect(await withoutReader('void goOnWithoutConsole;')).toBe(1);
});
