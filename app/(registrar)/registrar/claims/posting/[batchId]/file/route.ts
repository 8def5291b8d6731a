import { refuse } from '@/lib/kernel/refusal';
import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { downloadPosting } from '@/lib/usecases/posting/view-posting';

/** The file of a batch, byte for byte as it left. */
export const GET = defineRoute<{ batchId: string }>(async (ctx, _request, { batchId }) => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(batchId)) refuse('not_found', 'posting/not-found');
  const { content, number, whose } = await downloadPosting(ctx, batchId);
  return new Response(content, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="posting-${whose}-${number}.csv"`,
      'cache-control': 'no-store',
    },
  });
});

export const HEAD = refuseHead;
