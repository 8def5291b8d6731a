import { type Cells, type FileForm, headOf, linesOf } from '@/lib/export/cells';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** A file that leaves, as text that comes in parts, and the day as of which it speaks. */
export interface ExportedFile {
  asOf: CivilDate;
  text: AsyncIterable<string>;
}

/** A part at a time, each read in a transaction of its own: a file of any size takes no more memory than one part. @units rows */
export const partOfFile = 1_000;

/** The text of a file from its rows; the first part has been read before anything is sent, so that a refusal is still an answer. */
export async function fileOf(
  form: FileForm,
  columns: readonly string[],
  asOf: CivilDate,
  parts: AsyncGenerator<Cells[]>,
): Promise<ExportedFile> {
  const first = await parts.next();
  return {
    asOf,
    text: (async function* () {
      yield headOf(form, columns);
      for (let part = first; !part.done; part = await parts.next()) yield linesOf(form, columns, part.value);
    })(),
  };
}
