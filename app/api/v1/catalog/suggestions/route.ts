import { parseSearchQuery } from '@/lib/catalog/search-query';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { defineRoute } from '@/lib/next/define-route';
import { suggestSearches } from '@/lib/usecases/catalog/suggest-searches';

/** What somebody who types may be looking for; nothing for what is too short to say. What else the address asks for is the search at hand. */
export const GET = defineRoute(async (ctx, request) => {
  const { searchParams } = request.nextUrl;
  const { query } = parseSearchQuery(parametersOf(searchParams));
  return Response.json({
    suggestions: await suggestSearches(ctx, searchParams.get('q') ?? '', query),
  });
});
