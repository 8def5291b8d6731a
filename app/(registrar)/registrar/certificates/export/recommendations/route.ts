import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { fileResponse, formIn } from '@/lib/next/file-response';
import { exportRecommendations } from '@/lib/usecases/export/export-recommendations';
import { filedUnder } from '../../list-query';

/** What third parties advise about the certificates of the list under its words, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const form = formIn(request.nextUrl.searchParams);
  const { asked, suffix } = filedUnder(request.nextUrl.searchParams);
  return fileResponse(`recommendations${suffix}`, form, await exportRecommendations(ctx, form, asked));
});

export const HEAD = refuseHead;
