import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import { Refusal, refuse } from '@/lib/kernel/refusal';

/**
 * What a workbook may hold: more than any list of courses, and less than a file can be packed into to fill a disk.
 * @units parts, bytes; `ratio` is how many times larger a part is than packed, asked of parts above `large`
 */
export const mostWorkbook = { packed: 100_000_000, parts: 2_000, ratio: 250, large: 20_000_000 };

/** The parts of a packed workbook by their names, each to be read as often as needed. */
export interface Parts {
  has(name: string): boolean;
  /** Its unpacked bytes. @refuses invalid_input `file/packed-badly` */
  read(name: string): AsyncGenerator<Uint8Array>;
}

/** Opens a packed file. Sizes are those that it states, and reading one that lies about them fails. @refuses invalid_input `file/…` */
export async function openParts(bytes: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Parts> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > mostWorkbook.packed)
      refuse('invalid_input', 'file/workbook-too-large', { megabytes: mostWorkbook.packed / 1_000_000 });
    chunks.push(chunk);
  }
  const entries = new Map<string, Entry>();
  const zip = await orPackedBadly(fromBufferPromise(Buffer.concat(chunks), { lazyEntries: true }));
  if (zip.entryCount > mostWorkbook.parts)
    refuse('invalid_input', 'file/workbook-parts', { most: mostWorkbook.parts });
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= mostWorkbook.parts)
        refuse('invalid_input', 'file/workbook-parts', { most: mostWorkbook.parts });
      const { compressedSize, uncompressedSize, fileName } = entry;
      unpacked += uncompressedSize;
      if (unpacked > mostBytes)
        refuse('invalid_input', 'file/too-large', { megabytes: Math.round(mostBytes / 1_000_000) });
      if (uncompressedSize > mostWorkbook.large && uncompressedSize > compressedSize * mostWorkbook.ratio)
        refuse('invalid_input', 'file/workbook-bomb');
      if (entry.isEncrypted()) refuse('invalid_input', 'file/workbook-locked');
      // Two parts of one name are two readings of one workbook.
      if (entries.has(fileName)) refuse('invalid_input', 'file/packed-badly');
      entries.set(fileName, entry);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    refuse('invalid_input', 'file/packed-badly');
  }
  return { has: (name) => entries.has(name), read: (name) => unpackedPart(zip, entries.get(name)) };
}

async function* unpackedPart(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Uint8Array> {
  if (!entry) return;
  const stream = await orPackedBadly(zip.openReadStreamPromise(entry));
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    refuse('invalid_input', 'file/packed-badly');
  } finally {
    stream.destroy();
  }
}

async function orPackedBadly<Value>(opened: Promise<Value>): Promise<Value> {
  try {
    return await opened;
  } catch {
    return refuse('invalid_input', 'file/packed-badly');
  }
}

/** What is said of a part of XML as it is read: names without their prefix. */
export interface Heard {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads a part of XML. Nothing in it is resolved: a document type, with which entities come, is refused. Yields after each piece, so
 * that whoever collects can hand on. @refuses invalid_input `file/workbook-broken`
 */
export async function* heardFrom(bytes: AsyncIterable<Uint8Array>, heard: Heard): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns?: false; position: false }>({ position: false });
  const bare = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('doctype', () => refuse('invalid_input', 'file/workbook-broken'));
  parser.on('error', () => refuse('invalid_input', 'file/workbook-broken'));
  parser.on('opentag', ({ name, attributes }) => heard.open?.(bare(name), attributes));
  parser.on('text', (text) => heard.text?.(text));
  parser.on('cdata', (text) => heard.text?.(text));
  parser.on('closetag', ({ name }) => heard.close?.(bare(name)));
  const decoder = new StringDecoder('utf8');
  for await (const piece of bytes) {
    parser.write(decoder.write(Buffer.from(piece)));
    yield;
  }
  parser.write(decoder.end());
  parser.close();
  yield;
}

/** Reads a part of XML to its end. @refuses invalid_input `file/workbook-broken` */
export async function hear(bytes: AsyncIterable<Uint8Array>, heard: Heard): Promise<void> {
  for await (const piece of heardFrom(bytes, heard)) void piece;
}
