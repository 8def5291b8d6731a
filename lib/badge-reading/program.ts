import process from 'node:process';
import { Refusal } from '@/lib/kernel/refusal';
import { bounds } from './bounds';
import { type Fetch, guardedFetch } from './guarded-fetch';
import type { AsksOwn, Said, Told } from './read-badge-apart';
import { readBadge } from './read-badge';

// A program of its own, started for one badge and ended with it, as for files: see docs/decisions/0018-files-are-read-apart.md. It alone asks
// the web, and nothing of ours is known to it: no environment, no secret, no database.
// What a person typed comes as a message: arguments are read by everybody on the machine.
const { asked, ownHost } = await new Promise<Extract<Told, { asked: unknown }>>((resolve) =>
  process.once('message', (message) => resolve(message as Extract<Told, { asked: unknown }>)),
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
    return { report: await readBadge(await handedIn(), asked, ownFirst(guardedFetch())) };
  } catch (error) {
    return error instanceof Refusal
      ? { refused: { code: error.code, reason: error.reason, details: error.details } }
      : { failed: placeOf(error) };
  }
}

/** What this installation published itself is asked of whoever started the program, and all else of the web. */
function ownFirst(web: Fetch): Fetch {
  return async (url) => {
    if (ownHost === null || !URL.canParse(url) || new URL(url).host !== ownHost) return web(url);
    const text = await new Promise<string | null>((resolve) => {
      const hear = (message: unknown) => {
        const told = message as Extract<Told, { own: string }>;
        if (told.own !== url) return;
        process.off('message', hear);
        resolve(told.text);
      };
      process.on('message', hear);
      process.send?.({ own: url } satisfies AsksOwn);
    });
    return text === null ? web(url) : { ok: true, bytes: Buffer.from(text), url };
  };
}

/** Where it happened and not what was said, for that may have words of the badge in it. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places].join('\n');
}

const said = await answer();
process.send?.(said, () => process.exit());
