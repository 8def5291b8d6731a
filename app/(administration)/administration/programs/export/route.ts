import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { fileResponse, formIn } from '@/lib/next/file-response';
import { exportPrograms } from '@/lib/usecases/export/export-curriculum';

/** The institution's own programs as they are today, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const form = formIn(request.nextUrl.searchParams);
  return fileResponse('programs', form, await exportPrograms(ctx, form));
});

export const HEAD = refuseHead;
