import { figureNamed } from '@/lib/figures/figure-cells';
import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { fileResponse, formIn, refuseUnknown } from '@/lib/next/file-response';
import { exportFigures } from '@/lib/usecases/figures/export-figures';

/** The figures of the page under the same address, all of them or one, as a file. */
export const GET = defineRoute(async (ctx, request) => {
  const form = formIn(request.nextUrl.searchParams);
  const said = request.nextUrl.searchParams.get('figure');
  const figure = said === null ? null : figureNamed(said);
  if (said !== null && figure === null) refuseUnknown('figure', said);
  const asked = Object.fromEntries(request.nextUrl.searchParams);
  return fileResponse(
    figure === null ? 'figures' : `figures-${figure}`,
    form,
    await exportFigures(ctx, form, asked, figure),
  );
});

export const HEAD = refuseHead;
