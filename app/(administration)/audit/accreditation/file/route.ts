import { Readable } from 'node:stream';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { AccreditationPeriod, exportAccreditation } from '@/lib/usecases/accreditation/export-accreditation';

/** What was decided in a period as one archive, sent as it is made. */
export const GET = defineRoute(async (ctx, request) => {
  // A link from a foreign page must not start a download of what people decided.
  if (request.headers.get('sec-fetch-site') === 'cross-site') refuse('forbidden', 'account/foreign-form');
  const { searchParams } = request.nextUrl;
  const period = AccreditationPeriod.safeParse({
    from: searchParams.get('from'),
    to: searchParams.get('to'),
  });
  if (!period.success) refuse('invalid_input', 'accreditation/crossed');
  const { from, to } = period.data;
  const { whose, pieces } = await exportAccreditation(ctx, period.data);
  return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="accreditation-${whose}-${from}-${to}.zip"`,
      'cache-control': 'no-store',
    },
  });
});

export const HEAD = refuseHead;
