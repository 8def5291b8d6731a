let told: Promise<string> | undefined;

/** Resolves when someone wants this process to end: Ctrl-C, SIGTERM, a closed terminal, or the end of npm above it. */
export function toldToStop(): Promise<string> {
  told ??= listen();
  return told;
}

/** Thrown by `unlessStopped` when the wish to end comes while something else is still going on. */
export class Stopped extends Error {}

/** The work, or `Stopped` when told to stop first; what the work left behind is the caller's to end. */
export function unlessStopped<T>(work: Promise<T>): Promise<T> {
  return Promise.race([work, toldToStop().then((why) => Promise.reject(new Stopped(why)))]);
}

function listen(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    // npm does not pass SIGTERM on: it ends the shell in between and leaves us behind with a new parent.
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve('npm ended');
    }, 500).unref();
  });
}
