import 'server-only';
import { Readable } from 'node:stream';
import { type FileForm, fileForms } from '@/lib/export/cells';
import type { ExportedFile } from '@/lib/usecases/export/exported-file';

const typeOf: Record<FileForm, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** The form that `?as=` asks for; a table unless it names another. */
export function formIn(asked: URLSearchParams): FileForm {
  return fileForms.find((form) => form === asked.get('as')) ?? 'csv';
}

/** A file as an answer, sent as it is read; its name says what is in it, whose that is, and the day as of which it speaks. */
export function fileResponse(name: string, form: FileForm, { whose, asOf, pieces }: ExportedFile): Response {
  return new Response(Readable.toWeb(Readable.from(encoded(pieces))) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': typeOf[form],
      'content-disposition': `attachment; filename="${name}-${whose}-${asOf}.${form}"`,
      'cache-control': 'no-store',
    },
  });
}

async function* encoded(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}
