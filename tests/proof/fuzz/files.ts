import { gzipSync } from 'node:zlib';
import { readHeader } from '@/lib/import/header';
import { readRecords } from '@/lib/reading/read-records';
import type { FileRecord } from '@/lib/reading/rows-below';
import { Refusal } from '@/lib/kernel/refusal';
import { chanceOf } from '../support/chance';
import { type Hunted, readable } from './hunt';
import { below, type Chance, mutatedText, oneOf } from './mutate';

const files = [
  'title,provider,credits\nData,"Example, Ltd",3\nWeb,Example,4\n',
  'code;title;credits\r\nCS 101;"Intro ""one""";3\r\n\r\n;;\r\nCS 102;Zwei;5,5\r\n',
  'code\ttitle\nA\tB\n',
  '{"title":"Data","skills":["a","b"]}\n{"title":"Web"}\n',
  '\ufefftitle,provider\nÄ,Ö\n',
  'sep=;\ncode;title\nA;B\n',
  '{\n  "courses": [\n    {"code": "A"}\n  ]\n}\n',
];
const mostBytes = 200_000;
const tooSlow = 1_000;

function fileBytes(chance: Chance): Buffer {
  const text = mutatedText(chance, files, 20_000);
  const written = Buffer.from(text, oneOf(chance, ['utf8', 'utf8', 'utf8', 'latin1', 'utf16le'] as const));
  const marked = chance() < 0.1 ? Buffer.concat([Buffer.from([0xff, 0xfe]), written]) : written;
  // The other order of bytes; an odd one at the end has no partner.
  const bytes = chance() < 0.1 ? marked.subarray(0, marked.length & ~1).swap16() : marked;
  if (chance() < 0.05)
    return gzipSync(bytes, { level: 1 }).subarray(
      0,
      chance() < 0.5 ? undefined : below(chance, bytes.length + 20),
    );
  return bytes;
}

/** In pieces, as files come: a piece may end inside a character or a quote. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export type Reader = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<FileRecord>;
const ours: Reader = (bytes) =>
  readRecords(bytes, { mostBytes, header: (lines) => readHeader('courses', 'catalog', lines) });

/** Whole files through the reader of imports. Rows come in order, each with a value or a reason; the file as a whole may be refused. */
export async function huntFiles(count: number, read: Reader = ours): Promise<Hunted> {
  return huntThrough('import files', fileBytes, count, read);
}

/** The same for files that somebody else makes by chance. */
export async function huntThrough(
  target: string,
  make: (chance: Chance) => Buffer,
  count: number,
  read: Reader,
): Promise<Hunted> {
  const chance = chanceOf(target);
  const hunted: Hunted = { inputs: 0, taken: 0, refused: 0, found: [], slowest: 0 };
  for (let n = 0; n < count && hunted.found.length < 20; n += 1) {
    const bytes = make(chance);
    const size = oneOf(chance, [1, 7, 4_096]);
    const note = (what: string) =>
      void hunted.found.push({ target, what, input: readable(bytes.toString('latin1')) });
    const startedAt = performance.now();
    hunted.inputs += 1;
    try {
      let line = 0;
      for await (const record of read(inPieces(bytes, bytes.length > 2_000 ? 4_096 : size))) {
        if (record.line <= line) note(`line ${record.line} comes after ${line}`);
        line = record.line;
      }
      hunted.taken += 1;
    } catch (error) {
      if (error instanceof Refusal) hunted.refused += 1;
      else note(String(error));
    }
    const took = performance.now() - startedAt;
    hunted.slowest = Math.max(hunted.slowest, took);
    if (took > tooSlow && (await again(bytes, read)) > tooSlow) note(`took ${Math.round(took)} ms`);
  }
  return hunted;
}

/** The CPU time of reading it once more. @units milliseconds */
async function again(bytes: Buffer, read: Reader): Promise<number> {
  const before = process.cpuUsage();
  try {
    for await (const record of read(inPieces(bytes, 4_096))) void record;
  } catch (error) {
    void error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
