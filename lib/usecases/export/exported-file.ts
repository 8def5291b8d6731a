import type { HomeUnit } from '@/lib/amount/unit';
import { getInstitution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { type Cells, type FileForm, headOf, linesOf, type TextForm } from '@/lib/export/cells';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { packedWorkbook } from './packed-workbook';

/** Whose a file is, by the word in the address of the institution, and the day as of which it speaks. */
export interface FileFacts {
  whose: string;
  /** In which it keeps its credits. */
  homeUnit: HomeUnit;
  asOf: CivilDate;
}

/** A file that leaves, text or packed, in pieces as they come. */
export interface ExportedFile extends FileFacts {
  pieces: AsyncIterable<string | Uint8Array>;
}

/** What of the institution leaves, under which filters, and how much. */
export interface TakenOut {
  what: 'rules' | 'entries' | 'recommendations' | 'courses' | 'programs' | 'figures';
  form: FileForm;
  filters: object;
  /** How many of them; an entry may be several rows. */
  count: number;
}

/** Of a file that leaves the actor's institution now; that it does is on record before the first row is read. @refuses forbidden */
export async function recordExport(
  tx: Tx,
  actor: { tenantId: string },
  ctx: Acting,
  taken: TakenOut,
): Promise<FileFacts> {
  authorize(ctx, 'file.export', { tenantId: actor.tenantId });
  const { slug, homeUnit, timeZone } = await getInstitution(tx, actor.tenantId);
  await recordAudit(tx, ctx, 'file.export', {
    objectType: 'institution',
    objectId: actor.tenantId,
    summary: `${taken.what} exported: ${taken.count}`,
    after: taken,
  });
  return { whose: slug, homeUnit, asOf: todayIn(ctx, timeZone) };
}

/** A file of any size takes no more memory than one part. @units rows */
export const partOfFile = 1_000;

/** The rows of what has these ids, in their order, a part at a time, each read in a transaction of its own. */
export async function* partsOf(
  ctx: Context,
  ids: readonly string[],
  cellsOf: (tx: Tx, ids: readonly string[]) => Promise<Cells[]>,
): AsyncGenerator<Cells[]> {
  for (const some of portionsOf(ids, partOfFile)) yield await query(ctx, (tx) => cellsOf(tx, some));
}

/** A file from its rows; the first part has been read before anything is sent, so that a refusal is still an answer. */
export async function fileOf(
  form: FileForm,
  columns: readonly string[],
  facts: FileFacts,
  parts: AsyncGenerator<Cells[]>,
): Promise<ExportedFile> {
  const first = await parts.next();
  const all = (async function* () {
    for (let part = first; !part.done; part = await parts.next()) yield part.value;
  })();
  return {
    ...facts,
    pieces: form === 'xlsx' ? packedWorkbook(columns, facts.asOf, all) : textOf(form, columns, all),
  };
}

async function* textOf(
  form: TextForm,
  columns: readonly string[],
  parts: AsyncIterable<Cells[]>,
): AsyncGenerator<string> {
  yield headOf(form, columns);
  for await (const rows of parts) yield linesOf(form, columns, rows);
}
