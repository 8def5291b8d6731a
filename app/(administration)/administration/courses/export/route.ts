import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { fileResponse, formIn } from '@/lib/next/file-response';
import { exportCourses } from '@/lib/usecases/export/export-curriculum';

/** The institution's own courses as they are today, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const form = formIn(request.nextUrl.searchParams);
  return fileResponse('courses', form, await exportCourses(ctx, form));
});

export const HEAD = refuseHead;
