import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Result } from '@/lib/kernel/result';
import type { RowProblem } from '@/lib/suggest/rows';
import { linesOf } from '../lines';

/** A line that is not what it should be, or a file that cannot be read: told with its place, without a stack. */
export class BadInput extends Error {}

/** The rows of a file with one JSON object a line, packed by gzip when its name ends in .gz. */
export async function readRows<Value>(
  file: string,
  read: (row: unknown) => Result<Value, 'row'>,
): Promise<Value[]> {
  const rows: Value[] = [];
  const unpacked = new PassThrough();
  const source = createReadStream(file);
  const done = file.endsWith('.gz') ? pipeline(source, createGunzip(), unpacked) : pipeline(source, unpacked);
  try {
    for await (const row of rowsOf(unpacked, file, read)) rows.push(row);
    await done;
  } catch (error) {
    // Both ends fail of one cause; the pipeline's own word for it is the better one.
    await done.catch((cause: unknown) => {
      if (!(error instanceof BadInput))
        throw new BadInput(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
    throw error;
  }
  if (rows.length === 0) throw new BadInput(`${file}: holds no row`);
  return rows;
}

/** The rows of a text as they come; empty lines are passed over. */
export async function* rowsOf<Value>(
  input: Readable,
  name: string,
  read: (row: unknown) => Result<Value, 'row'>,
): AsyncGenerator<Value> {
  let line = 0;
  for await (const text of linesOf(input)) {
    line += 1;
    const json = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (json.trim() === '') continue;
    const result = read(parsed(json, `${name}:${line}`));
    if (!result.ok) {
      const { at, message } = result.details as RowProblem;
      throw new BadInput(`${name}:${line}: ${at === '' ? '' : `${at}: `}${message}`);
    }
    yield result.value;
  }
}

function parsed(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new BadInput(`${place}: must be one JSON object: ${(error as Error).message}`);
  }
}
