import { registerColumns } from '@/lib/catalog/registered-decision';
import { csvLine } from '@/lib/export/csv-cell';
import { askedDecisions } from '@/lib/next/asked-decisions';
import { tableWords } from '@/lib/next/table-words';
import { defineRoute } from '@/lib/next/define-route';

/** The public register of decisions as a table, a part at a time; its name carries the day. */
export const GET = defineRoute(async (ctx, request) => {
  const { rows, asOf, headers } = await askedDecisions(ctx, request);
  const words = await tableWords();
  const head = registerColumns.map(([name]) => name);
  const lines = [head, ...rows.map((row) => registerColumns.map(([, cellOf]) => cellOf(row, words)))];
  return new Response(`\ufeff${lines.map(csvLine).join('')}`, {
    headers: {
      ...headers,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="decisions-${asOf}.csv"`,
    },
  });
});
