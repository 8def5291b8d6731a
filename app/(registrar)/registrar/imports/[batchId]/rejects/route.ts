import { Readable } from 'node:stream';
import { getTranslations } from 'next-intl/server';
import { csvLine } from '@/lib/export/csv-cell';
import { type Note, parseNotes, wordsOf } from '@/lib/import/note';
import { defineRoute } from '@/lib/next/define-route';
import { exportRejects } from '@/lib/usecases/import/view-import';

/** The rejected rows with their reasons, as CSV that no spreadsheet will run. */
export const GET = defineRoute<{ batchId: string }>(async (ctx, _request, { batchId }) => {
  const [pages, t, say] = await Promise.all([
    exportRejects(ctx, { batchId }),
    getTranslations('imports.rows'),
    getTranslations(),
  ]);
  const sentence = say as unknown as (key: string, values: object) => string;
  const words = ({ code, values }: Note) => {
    const { namespace, key } = wordsOf(code);
    return sentence(`${namespace}.${key}`, values);
  };
  const encoder = new TextEncoder();
  async function* lines(): AsyncGenerator<Uint8Array> {
    yield encoder.encode(`\ufeff${csvLine([t('line'), t('entry'), t('reason')])}`);
    for await (const rows of pages) {
      yield encoder.encode(
        rows.map((row) => csvLine([row.line, row.key, parseNotes(row.reason).map(words).join(' ')])).join(''),
      );
    }
  }
  return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="rejected-${batchId.slice(0, 8)}.csv"`,
      'cache-control': 'no-store',
    },
  });
});
