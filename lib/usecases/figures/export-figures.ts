import type { FileForm } from '@/lib/export/cells';
import { cellsOfFigures, figureColumns, type FigureName } from '@/lib/figures/figure-cells';
import { quarterName } from '@/lib/figures/quarter';
import { readOnRecord } from '../command';
import type { Context } from '../context';
import { type ExportedFile, fileOf, recordExport } from '../export/exported-file';
import { viewFigures } from './view-figures';

type Asked = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The figures of a page, or one of them, as a file: what is withheld there is withheld here. @refuses unauthenticated · forbidden */
export async function exportFigures(
  ctx: Context,
  form: FileForm,
  params: Asked,
  name: FigureName | null,
): Promise<ExportedFile> {
  const view = await viewFigures(ctx, params);
  const { quarters, tables, steps, details, department, departments, asked } = view;
  const rows = cellsOfFigures(
    {
      quarters,
      tables,
      steps,
      details,
      department: department?.name ?? '',
      nameOf: (column) => departments.find(({ id }) => id === column)?.name ?? '-',
    },
    name,
  );
  const { from, to } = asked.period;
  const filters = {
    from: quarterName(from),
    to: quarterName(to),
    department: asked.departmentId,
    figure: name,
  };
  const facts = await readOnRecord(ctx, (tx, actor, ctx) =>
    recordExport(tx, actor, ctx, { what: 'figures', form, filters, count: rows.length }),
  );
  return fileOf(
    form,
    figureColumns,
    facts,
    (async function* () {
      yield await Promise.resolve(rows);
    })(),
  );
}
