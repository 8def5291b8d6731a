import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { fileResponse, formIn, refuseUnknown } from '@/lib/next/file-response';
import { isFiltered, parseRuleQuery, unknownIn } from '@/lib/rule/list-query';
import { exportRules } from '@/lib/usecases/export/export-rules';

/** The rules of the list under its filters, all pages of it, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const form = formIn(request.nextUrl.searchParams);
  const { as: _, ...asked } = Object.fromEntries(request.nextUrl.searchParams);
  const unknown = unknownIn(asked);
  if (unknown) refuseUnknown(unknown.name, unknown.value);
  const query = parseRuleQuery(asked);
  const name = isFiltered(query) ? 'rules-filtered' : 'rules';
  return fileResponse(name, form, await exportRules(ctx, form, query));
});

export const HEAD = refuseHead;
