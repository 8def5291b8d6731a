import path from 'node:path';
import { freePort } from '@/scripts/database/cluster';
import { appEnvironment } from '@/scripts/product/app-environment';
import { startApp, type App } from '@/scripts/product/app-process';
import { waitForEnd } from '@/scripts/processes';
import { type Bench, killHard } from './bench';

/** The built product on a bench, or another build of it (`build` is its folder): it can be killed, stopped and started again at the same address. */
export interface Product {
  address: string;
  logFile: string;
  pid: () => number;
  /** Resolves when the process of this moment has ended. */
  ended: () => Promise<string>;
  start: () => Promise<void>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function startProduct(
  bench: Bench,
  given: {
    name?: string;
    settings?: Record<string, string>;
    demonstration?: boolean;
    port?: number;
    build?: string;
  } = {},
): Promise<Product> {
  const port = given.port ?? (await freePort());
  const logFile = path.join(bench.home, 'log', `${given.name ?? 'app'}.log`);
  // The addresses that useForBuilders() leaves in the environment are for this process, not for the product.
  const planned = appEnvironment(bench.server, {
    home: bench.home,
    host: '127.0.0.1',
    port,
    demonstration: given.demonstration ?? false,
  });
  const address = `http://127.0.0.1:${port}`;
  const environment = {
    ...planned,
    NEXTAUTH_URL: address,
    ALLOWED_HOSTS: new URL(address).host,
    ...given.settings,
  };
  const start = () =>
    startApp(environment, logFile, undefined, given.build && path.join(given.build, 'server.js'));
  let app: App = await start();
  return {
    address,
    logFile,
    pid: () => app.pid,
    ended: () => app.ended,
    start: async () => void (app = await start()),
    kill: async () => {
      killHard(app.pid);
      await waitForEnd(app.pid, 20_000);
    },
    stop: () => app.stop(),
  };
}
