import 'server-only';
import { Readable } from 'node:stream';
import { type FileForm, fileForms } from '@/lib/export/cells';
import { shown } from '@/lib/import/note';
import { refuse } from '@/lib/kernel/refusal';
import type { ExportedFile } from '@/lib/usecases/export/exported-file';

const typeOf: Record<FileForm, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** The form that `?as=` asks for; a table where it says nothing. @refuses invalid_input `export/unknown` for one that there is not */
export function formIn(asked: URLSearchParams): FileForm {
  const said = asked.get('as') ?? 'csv';
  const form = fileForms.find((one) => one === said);
  return form ?? refuseUnknown('as', said);
}

/** A file that holds something else than was asked for would be taken for what was asked. */
export function refuseUnknown(name: string, value: string): never {
  return refuse('invalid_input', 'export/unknown', { name, value: shown(value) });
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
