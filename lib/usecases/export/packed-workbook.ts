import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { Cells } from '@/lib/export/cells';
import { partsBeside, sheetEnd, sheetHead, sheetRows } from '@/lib/export/sheet-xml';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';

/** So many rows are made into cells before others are served. @units rows */
const rowsAtOnce = 50;

/**
 * The rows as a workbook (XLSX) of one sheet, packed as they come, on threads of their own: neither the rows nor the workbook are ever
 * held whole. The same rows on the same day make the same bytes.
 */
export async function* packedWorkbook(
  columns: readonly string[],
  asOf: CivilDate,
  parts: AsyncIterable<readonly Cells[]>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const mtime = new Date(`${asOf}T00:00:00Z`);
  const sheet = Readable.from(sheetOf(columns, parts), { highWaterMark: 1 });
  for (const [name, content] of Object.entries(partsBeside))
    zip.addBuffer(Buffer.from(content), name, { mtime });
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { mtime });
  zip.end();
  const packed = zip.outputStream as Readable;
  zip.on('error', (error: Error) => packed.destroy(error));
  try {
    yield* packed as AsyncIterable<Uint8Array>;
  } finally {
    sheet.destroy();
  }
}

async function* sheetOf(
  columns: readonly string[],
  parts: AsyncIterable<readonly Cells[]>,
): AsyncGenerator<string> {
  yield sheetHead(columns);
  let line = 2;
  for await (const part of parts)
    for (const rows of portionsOf(part, rowsAtOnce)) {
      yield sheetRows(columns, rows, line);
      line += rows.length;
      await setImmediate();
    }
  yield sheetEnd;
}
