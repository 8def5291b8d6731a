import { parseCursor, writeCursor } from '@/lib/catalog/cursor';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { listCatalog } from '@/lib/usecases/catalog/search-catalog';

/** @units entries a page */
const size = { usual: 50, most: 200 };

/** The catalog's search as JSON, walked by cursor. Strict where the page is forgiving: what cannot be used is refused. */
export const GET = defineRoute(async (ctx, request) => {
  const {
    cursor: cursorText,
    limit: limitText,
    page: _,
    ...raw
  } = parametersOf(request.nextUrl.searchParams);
  const { query, problems } = parseSearchQuery(raw);
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  const after = cursorText === undefined ? undefined : parseCursor(String(cursorText));
  const limit = limitText === undefined ? size.usual : Number(limitText);
  if (after === null || !Number.isInteger(limit) || limit < 1 || limit > size.most)
    refuse('invalid_input', 'catalog/bad-search');
  const { results, total, next } = await listCatalog(ctx, query, after, limit);
  return Response.json({
    total,
    entries: results.map(
      ({
        id,
        slug,
        kind,
        title,
        provider,
        platform,
        levelLabel,
        isWithdrawn,
        workloadHours,
        eqfMin,
        eqfMax,
        standing,
        givenBy,
        refusedBy,
        recommendation,
      }) => ({
        id,
        slug,
        kind,
        title,
        provider,
        platform,
        level: levelLabel,
        isWithdrawn,
        workloadHours,
        eqfMin,
        eqfMax,
        standing,
        givenBy,
        refusedBy,
        recommendation,
      }),
    ),
    next: next === null ? null : writeCursor(next),
  });
});
