import { parseSearchQuery } from '@/lib/catalog/search-query';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { defineRoute } from '@/lib/next/define-route';
import { findSignposts } from '@/lib/usecases/catalog/find-signposts';

/** Institutions, courses that entries count as, organizations and skills called like `q`, by kind with how many there are. */
export const GET = defineRoute(async (ctx, request) => {
  const { query } = parseSearchQuery(parametersOf(request.nextUrl.searchParams));
  return Response.json({ signposts: await findSignposts(ctx, query) });
});
