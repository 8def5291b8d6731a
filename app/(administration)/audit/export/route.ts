import { refuse } from '@/lib/kernel/refusal';
import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { exportAudit } from '@/lib/usecases/audit/export-audit';

/** The institution's trail as a file, one entry a line; ?details=1 adds the states before and after. */
export const GET = defineRoute(async (ctx, request) => {
  // A link from a foreign page must not start a download of somebody's trail.
  if (request.headers.get('sec-fetch-site') === 'cross-site') refuse('forbidden', 'account/foreign-form');
  const parts = exportAudit(ctx, { details: request.nextUrl.searchParams.get('details') === '1' });
  // The first part decides whether the reader may: a refusal must still be able to become an answer.
  const first = await parts.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      if (!first.done) controller.enqueue(encoder.encode(first.value));
    },
    async pull(controller) {
      const { done, value } = first.done ? first : await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  const name = `audit-${ctx.now.slice(0, 10)}.ndjson`;
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});

export const HEAD = refuseHead;
