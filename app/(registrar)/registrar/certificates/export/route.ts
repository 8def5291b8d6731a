import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { fileResponse, formIn } from '@/lib/next/file-response';
import { exportEntries } from '@/lib/usecases/export/export-entries';
import { filedUnder } from '../list-query';

/** The certificates of the list under its words, all pages of it, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const form = formIn(request.nextUrl.searchParams);
  const { asked, suffix } = filedUnder(request.nextUrl.searchParams);
  return fileResponse(`certificates${suffix}`, form, await exportEntries(ctx, form, asked));
});

export const HEAD = refuseHead;
