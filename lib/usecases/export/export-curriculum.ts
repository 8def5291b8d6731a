import type { HomeUnit } from '@/lib/amount/unit';
import { countCurriculum, nextCourses, nextPrograms } from '@/lib/db/exported-rows';
import type { Tx } from '@/lib/db/tx';
import type { Cells, FileForm } from '@/lib/export/cells';
import { cellsOfCourse, cellsOfProgram, courseColumns, programColumns } from '@/lib/export/curriculum-cells';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query, readOnRecord } from '../command';
import type { Context } from '../context';
import { type ExportedFile, recordExport, fileOf, partOfFile } from './exported-file';

/** The institution's own courses as a file that an import reads again, as they are today. @refuses unauthenticated · forbidden */
export async function exportCourses(ctx: Context, form: FileForm): Promise<ExportedFile> {
  return exportOwn(ctx, form, 'courses', courseColumns, nextCourses, cellsOfCourse);
}

/** The institution's own programs, likewise. @refuses unauthenticated · forbidden */
export async function exportPrograms(ctx: Context, form: FileForm): Promise<ExportedFile> {
  return exportOwn(ctx, form, 'programs', programColumns, nextPrograms, cellsOfProgram);
}

async function exportOwn<Row extends { after: string }>(
  ctx: Context,
  form: FileForm,
  what: 'courses' | 'programs',
  columns: readonly string[],
  next: (tx: Tx, day: CivilDate, after: string, most: number) => Promise<Row[]>,
  cellsOf: (row: Row, homeUnit: HomeUnit) => Cells,
): Promise<ExportedFile> {
  const facts = await readOnRecord(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const count = await countCurriculum(tx, what);
    return recordExport(tx, actor, ctx, { what, form, filters: {}, count });
  });
  async function* parts(): AsyncGenerator<Cells[]> {
    for (let after = ''; ; ) {
      const from = after;
      const rows = await query(ctx, (tx) => next(tx, facts.asOf, from, partOfFile));
      yield rows.map((row) => cellsOf(row, facts.homeUnit));
      if (rows.length < partOfFile) return;
      after = rows.at(-1)?.after ?? '';
    }
  }
  return fileOf(form, columns, facts, parts());
}
