import { Readable } from 'node:stream';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { env } from '@/lib/env';
import { csvLine } from '@/lib/export/csv-cell';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { tableWords } from '@/lib/next/table-words';
import { tableColumns, tabulateCatalog } from '@/lib/usecases/catalog/tabulate-catalog';

/** The first results of a search as a table, row by row as they are read. Strict as the search in JSON is. */
export const GET = defineRoute(async (ctx, request) => {
  const { query, problems } = parseSearchQuery(parametersOf(request.nextUrl.searchParams));
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  const base = new URL(env().NEXTAUTH_URL).origin;
  const rows = await tabulateCatalog(ctx, query, (slug) => `${base}/catalog/${slug}`, await tableWords());
  const encoder = new TextEncoder();
  async function* lines() {
    yield encoder.encode(`\ufeff${csvLine(tableColumns)}`);
    for await (const some of rows) yield encoder.encode(some.map((row) => csvLine(row)).join(''));
  }
  return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="catalog.csv"',
    },
  });
});
