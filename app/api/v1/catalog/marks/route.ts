import { parseSearchQuery } from '@/lib/catalog/search-query';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { markResults } from '@/lib/usecases/catalog/mark-results';

/** By what a browser that keeps a search knows which of its results are new: eight hexadecimal digits for each. */
export const GET = defineRoute(async (ctx, request) => {
  const { query, problems } = parseSearchQuery(parametersOf(request.nextUrl.searchParams));
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  return Response.json(await markResults(ctx, query));
});
