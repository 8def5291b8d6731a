import { getInstitution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { type Cells, type FileForm, headOf, linesOf } from '@/lib/export/cells';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Context, todayIn } from '../context';

/** Whose a file is, by the word in the address of the institution, and the day as of which it speaks. */
export interface FileFacts {
  whose: string;
  asOf: CivilDate;
}

/** A file that leaves, as text that comes in parts. */
export interface ExportedFile extends FileFacts {
  text: AsyncIterable<string>;
}

/** Of a file that leaves the actor's institution now. */
export async function factsOf(tx: Tx, actor: { tenantId: string }, ctx: Context): Promise<FileFacts> {
  const { slug, timeZone } = await getInstitution(tx, actor.tenantId);
  return { whose: slug, asOf: todayIn(ctx, timeZone) };
}

/** A part at a time, each read in a transaction of its own: a file of any size takes no more memory than one part. @units rows */
export const partOfFile = 1_000;

/** The text of a file from its rows; the first part has been read before anything is sent, so that a refusal is still an answer. */
export async function fileOf(
  form: FileForm,
  columns: readonly string[],
  facts: FileFacts,
  parts: AsyncGenerator<Cells[]>,
): Promise<ExportedFile> {
  const first = await parts.next();
  return {
    ...facts,
    text: (async function* () {
      yield headOf(form, columns);
      for (let part = first; !part.done; part = await parts.next()) yield linesOf(form, columns, part.value);
    })(),
  };
}
