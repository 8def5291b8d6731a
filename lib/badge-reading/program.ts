import process from 'node:process';
import type { CheckFor } from '@/lib/badge/report';
import { Refusal } from '@/lib/kernel/refusal';
import { bounds } from './bounds';
import { guardedFetch } from './guarded-fetch';
import type { Said } from './read-badge-apart';
import { readBadge } from './read-badge';

// A program of its own, started for one badge and ended with it, as for files: see docs/decisions/0018-files-are-read-apart.md. It alone asks
// the web, and nothing of ours is known to it: no environment, no secret, no database.
// What a person typed comes as a message: arguments are read by everybody on the machine.
const asked = await new Promise<CheckFor>((resolve) =>
  process.once('message', (message) => resolve(message as CheckFor)),
);
process.on('disconnect', () => process.exit());

async function handedIn(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.byteLength;
    // One byte too many is enough to know it.
    if (size > bounds.file + 65_536) break;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function answer(): Promise<Said> {
  try {
    return { report: await readBadge(await handedIn(), asked, guardedFetch()) };
  } catch (error) {
    return error instanceof Refusal
      ? { refused: { code: error.code, reason: error.reason, details: error.details } }
      : { failed: placeOf(error) };
  }
}

/** Where it happened and not what was said, for that may have words of the badge in it. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places].join('\n');
}

const said = await answer();
process.send?.(said, () => process.exit());
