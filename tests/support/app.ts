import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@/scripts/database/cluster';
import { toUrl } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { appEnvironment } from '@/scripts/product/app-environment';
import { startApp } from '@/scripts/product/app-process';
import { migratedHome, seededHome } from './prepared-home';
import { fastAndUnsafe } from './throw-away';

export type TestApp = {
  address: string;
  home: string;
  adminUrl: string;
  appUrl: string;
  publicUrl: string;
  /** Another one beside it on the same database: the built product again, or a copy of it that somebody has changed. */
  startAnother: (program?: string) => Promise<{ address: string; stop: () => Promise<void> }>;
  /** What the application has written so far. */
  log: () => string;
  stop: () => Promise<void>;
};

/** Without the demonstration data the database is empty; `settings` are the operator's own (see .env.example). */
export type Wanted = { demonstration?: boolean; settings?: Record<string, string> };

/** The built product on a database of its own, migrated and filled with the demonstration data; all of it is thrown away on stop. */
export async function startTestApp({ demonstration = true, settings = {} }: Wanted = {}): Promise<TestApp> {
  const home = await (demonstration ? seededHome('e2e') : migratedHome('e2e'));
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const discard = async () => {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const logFile = path.join(home, 'log', 'app.log');
    const start = async (program?: string) => {
      const environment = {
        ...appEnvironment(server, { home, host: '127.0.0.1', port: await freePort(), demonstration }),
        ...settings,
      };
      const { stop } = await startApp(environment, logFile, undefined, program);
      return { address: environment['NEXTAUTH_URL'] ?? '', stop };
    };
    const app = await start();
    const stop = async () => {
      await app.stop();
      await discard();
    };
    const [appUrl, publicUrl] = [toUrl(server.as('app_rw')), toUrl(server.as('app_public'))];
    return {
      address: app.address,
      home,
      startAnother: start,
      adminUrl: toUrl(server.admin),
      appUrl,
      publicUrl,
      log: () => readFileSync(logFile, 'utf8'),
      stop,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}
