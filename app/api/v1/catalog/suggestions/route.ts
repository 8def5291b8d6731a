import { defineRoute } from '@/lib/next/define-route';
import { suggestSearches } from '@/lib/usecases/catalog/suggest-searches';

/** What somebody who types may be looking for; nothing for what is too short to say. */
export const GET = defineRoute(async (ctx, request) =>
  Response.json({ suggestions: await suggestSearches(ctx, request.nextUrl.searchParams.get('q') ?? '') }),
);
