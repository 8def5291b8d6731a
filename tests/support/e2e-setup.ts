import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts the product for the whole run and tells the workers where it is. Returns how to end it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/serve-e2e.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit').then(() => [null])])) as [string | null];
  if (line === null) throw new Error('The product could not be started for the end-to-end tests; the reason stands above.');
  const { address, adminUrl } = JSON.parse(line) as { address: string; adminUrl: string };
  Object.assign(process.env, { E2E_ADDRESS: address, E2E_ADMIN_URL: adminUrl });
  return async () => {
    if (child.exitCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  };
}
