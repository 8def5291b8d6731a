import { columnsOf } from '@/lib/import/columns';
import { csvLine } from '@/lib/export/csv-cell';
import { ImportKind } from '@/lib/import/kind';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';

/** A file of one row for each kind: what the columns look like, ready to be filled. Says nothing about anybody's data. */
export const GET = defineRoute<{ kind: string }>(async (_ctx, _request, params) => {
  const kind = ImportKind.safeParse(params.kind);
  if (!kind.success) refuse('not_found', 'import/not-found');
  const columns = columnsOf[kind.data];
  const text = csvLine(columns.map(({ name }) => name)) + csvLine(columns.map(({ example }) => example));
  return new Response(`\ufeff${text}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${kind.data}.csv"`,
      'cache-control': 'no-store',
    },
  });
});
