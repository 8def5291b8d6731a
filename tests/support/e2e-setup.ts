import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts the product for the whole run and tells the workers where it is. Returns how to end it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/serve-e2e.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const place = await readPlace(child.stdout);
  if (place === null)
    throw new Error('The product could not be started for the end-to-end tests; the reason stands above.');
  const { address, adminUrl, home } = place;
  Object.assign(process.env, { E2E_ADDRESS: address, E2E_ADMIN_URL: adminUrl, E2E_HOME: home });
  return async () => {
    if (child.exitCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  };
}

/** The first line that is JSON says where the product is; the ones before say how far it has come. */
async function readPlace(
  output: NodeJS.ReadableStream,
): Promise<{ address: string; adminUrl: string; home: string } | null> {
  for await (const line of createInterface(output)) {
    if (line.startsWith('{')) return JSON.parse(line) as { address: string; adminUrl: string; home: string };
    console.log(line);
  }
  return null;
}
