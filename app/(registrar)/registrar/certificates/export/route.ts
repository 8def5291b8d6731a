import { defineRoute } from '@/lib/next/define-route';
import { fileResponse, formIn } from '@/lib/next/file-response';
import { exportEntries } from '@/lib/usecases/export/export-entries';
import { readCertificateQuery } from '../list-query';

/** The certificates of the list under its words, all pages of it, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const asked = request.nextUrl.searchParams;
  const form = formIn(asked);
  const { show, words } = readCertificateQuery(Object.fromEntries(asked));
  const whose = show === 'others' ? 'others' : 'own';
  return fileResponse(
    whose === 'own' ? 'certificates' : 'certificates-of-others',
    form,
    await exportEntries(ctx, form, { show: whose, words }),
  );
});
