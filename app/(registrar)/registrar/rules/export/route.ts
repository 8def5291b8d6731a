import { defineRoute } from '@/lib/next/define-route';
import { fileResponse, formIn } from '@/lib/next/file-response';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { exportRules } from '@/lib/usecases/export/export-rules';

/** The rules of the list under its filters, all pages of it, as a file that an import reads again. */
export const GET = defineRoute(async (ctx, request) => {
  const asked = request.nextUrl.searchParams;
  const form = formIn(asked);
  return fileResponse('rules', form, await exportRules(ctx, form, parseRuleQuery(Object.fromEntries(asked))));
});
