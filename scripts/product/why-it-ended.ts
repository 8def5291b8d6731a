import { open, stat } from 'node:fs/promises';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';

const LogLine = z.looseObject({
  level: z.enum(['info', 'warn', 'error']),
  event: z.string(),
  name: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  said: z.array(z.string()).optional(),
});
/** What of a line of the log is looked at. */
export type LogLine = z.output<typeof LogLine>;

/** @source scripts/log/line.mjs */
const wordless = 'text of others';
/** @units lines */
const mostLines = 5;
/** @units characters */
const longestLine = 300;
/** What one start can have written of which the end is of use. @units bytes */
const mostRead = 64_000;

export interface Ending {
  /** Another program listens where it was to listen: another port, or the same a moment later, would do. */
  isPortTaken: boolean;
  /** A sentence, or a few, with the cause and what to do where it is known, and the last that the log says of it where it is not. */
  says: string;
}

/**
 * Why an application ended within its start, by what its log says of that start and how it ended ("exit code 1", "SIGKILL"). Causes that an
 * operator can mend are named with what mends them; of anything else the last warnings and errors are given, so many and so long at most.
 */
export function whyItEnded(
  lines: readonly LogLine[],
  how: string,
  { host, port }: { host: string; port: string },
): Ending {
  const ended = (says: string) => ({ isPortTaken: false, says });
  const has = (...codes: string[]) => lines.some(({ code }) => code !== undefined && codes.includes(code));
  const listening = lines.find(({ message }) => message?.startsWith('listen '))?.code;
  if (listening === 'EADDRINUSE')
    return {
      isPortTaken: true,
      says: `Port ${port} at ${host} is taken: another program began to listen there just before. End that program, or set PORT to a port that is free.`,
    };
  if (listening === 'EADDRNOTAVAIL')
    return ended(
      `This machine does not have the address ${host} any more. Set CROSSWALK_LISTEN to one it has.`,
    );
  if (listening === 'EACCES')
    return ended(`It may not listen at port ${port} of ${host}. Set PORT to 1024 or more.`);
  if (has('MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'))
    return ended(
      'A file that it needs is missing. Run npm install, remove the folder .next and start again.',
    );
  if (has('ENOSPC')) return ended('The disk is full. Make room and start again.');
  if (has('EMFILE', 'ENFILE'))
    return ended('It may not open more files. Raise the limit (ulimit -n) and start again.');
  const words = lines.findLast(({ event }) => event === 'start failed')?.said;
  if (words !== undefined) return ended(words.slice(0, 20).map(cut).join('\n'));
  if (lines.some(({ event, message }) => event === 'last words' && message === 'out of memory'))
    return ended('It ran out of memory. Give it more (NODE_OPTIONS=--max-old-space-size=…).');
  // Of words that are not kept, as of the places of a stack, nothing is known but that there were some.
  const last = lines
    .filter(({ level, code, name, event }) => level !== 'info' && (event !== wordless || (code ?? name)))
    .slice(-mostLines);
  if (last.length > 0)
    return ended(
      ['The last that its log says:', ...last.map((line) => cut(JSON.stringify(line)))].join('\n'),
    );
  return ended(
    how === 'SIGKILL'
      ? 'It was killed, by somebody or by the system for want of memory, and said nothing.'
      : 'It said nothing.',
  );
}

/** What a log says from that length of it on; all of it where it has been set aside since. */
export async function linesFrom(file: string, length: number): Promise<LogLine[]> {
  const size = await lengthOf(file);
  const from = Math.max(size < length ? 0 : length, size - mostRead);
  if (size === 0) return [];
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer
      .toString('utf8', 0, bytesRead)
      .split('\n')
      .flatMap((line) => LogLine.safeParse(parsedJson(line)).data ?? []);
  } finally {
    await handle.close();
  }
}

/** @units bytes */
export function lengthOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}
