import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { throwAwayHome } from '@/tests/support/throw-away';

/** Claims the folder when it is told to, says what came of it, and stays until it is ended. */
const claimant = `
  import { claimInstance } from '${inProject('scripts', 'product', 'instance.ts')}';
  process.stdin.on('data', (home) => claimInstance(String(home)).then(({ state }) => process.stdout.write(state)));
  process.stdout.write('here');
`;

test('of several that begin in the same moment in the same folder one is the first', async () => {
  const claimants = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', claimant], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const saying = () =>
    Promise.all(claimants.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])));
  try {
    expect(await saying()).toEqual(['here', 'here', 'here', 'here']);
    for (let round = 0; round < 10; round += 1) {
      const home = throwAwayHome('claim');
      const said = saying();
      for (const { stdin } of claimants) stdin.write(home);
      expect((await said).sort()).toEqual(['ours', 'running', 'running', 'running']);
      expect(readdirSync(home)).toEqual(['instance.json']);
      rmSync(home, { recursive: true });
    }
  } finally {
    for (const child of claimants) child.kill('SIGKILL');
  }
});
