import { withoutValues } from './without-values.mjs';

/** What waits for whoever keeps the log; beyond it lines are counted instead, so that a log that stands still costs no memory. @units characters */
const mostWaiting = 1_000_000;

// Next makes several copies of a module in one process; they count as one.
const shared = globalThis as { crosswalkUnwritten?: number; crosswalkUnwrittenInAll?: number };

/** Writes one structured line: when, what, in which request. Ids and names of things only: never bodies, query strings or personal data. */
export function writeLine(
  level: 'info' | 'warn' | 'error',
  event: string,
  requestId: string,
  facts: object,
): void {
  const unwritten = shared.crosswalkUnwritten ?? 0;
  if (process.stderr.writableLength > mostWaiting) {
    shared.crosswalkUnwritten = unwritten + 1;
    shared.crosswalkUnwrittenInAll = linesUnwritten() + 1;
    return;
  }
  shared.crosswalkUnwritten = 0;
  if (unwritten > 0) write({ level: 'warn', at: now(), event: 'lines left out', leftOut: unwritten });
  write({ level, at: now(), event, requestId: isOurs(requestId) ? requestId : '', ...facts });
}

/** How many lines nobody took, since the process began. */
export function linesUnwritten(): number {
  return shared.crosswalkUnwrittenInAll ?? 0;
}

const now = () => new Date().toISOString();
const write = (line: object) => process.stderr.write(`${JSON.stringify(line)}\n`);

/** The guard gives each request its id; what never came to the guard still has what its sender wrote there. */
function isOurs(requestId: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(requestId);
}

/** Writes what went wrong on our side, without what it was about. */
export function logError(event: string, requestId: string, error: unknown, facts: object = {}): void {
  writeLine('error', event, requestId, {
    ...facts,
    ...kindOfError(error),
    message: error instanceof Error ? withoutValues(error.message) : undefined,
    stack: placesOf(error),
  });
}

function kindOfError(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { name: typeof error };
  const fact = (key: string) => {
    const value: unknown = (error as unknown as Record<string, unknown>)[key];
    return /^[\w/-]{1,40}$/.test(String(value)) && value !== undefined ? String(value) : undefined;
  };
  const [, sqlState] = /\bCode: `([\dA-Z]{5})`/.exec(error.message) ?? [];
  return { name: fact('name') ?? 'Error', code: fact('code'), digest: fact('digest'), sqlState };
}

/** The first lines of a stack repeat the message, with whatever it quotes; only the places after it are kept. */
function placesOf(error: unknown): string[] | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  const { message, stack } = error;
  return stack
    .slice(stack.includes(message) ? stack.indexOf(message) + message.length : 0)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 5)
    .map((line) => line.slice(0, 300));
}

/**
 * From now on what the framework and libraries say on the console comes as lines of ours: which error it was and where, or, of mere
 * words, who said them; never the words, which may quote what somebody typed. Nobody who writes there is held up or ended when the
 * log cannot be written.
 */
export function writeConsoleToLog(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const [method, level] of Object.entries(levelOf)) {
    console[method as keyof typeof levelOf] = (...said: unknown[]) => {
      const error = said.find((one) => one instanceof Error);
      const facts =
        error === undefined ? { by: whoSaid() } : { ...kindOfError(error), stack: placesOf(error) };
      writeLine(level, 'said on the console', '', facts);
    };
  }
  // What Node warns of it would say on the console, from a place that tells nothing.
  process.removeAllListeners('warning');
  process.on('warning', (warning) =>
    writeLine('warn', 'warning of the runtime', '', { ...kindOfError(warning), stack: placesOf(warning) }),
  );
}

const levelOf = {
  error: 'error',
  warn: 'warn',
  log: 'info',
  info: 'info',
  debug: 'info',
  trace: 'info',
} as const;

/** The two places nearest to the console. */
function whoSaid(): string[] {
  return placesOf(new Error())?.slice(2, 4) ?? [];
}
