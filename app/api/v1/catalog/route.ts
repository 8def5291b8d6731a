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
    facets: facetsText,
    page: _,
    ...raw
  } = parametersOf(request.nextUrl.searchParams);
  const { query, problems } = parseSearchQuery(raw);
  const after = cursorText === undefined ? undefined : parseCursor(String(cursorText));
  const limit = limitText === undefined ? size.usual : Number(limitText);
  if (after === null) problems.push({ field: 'cursor', reason: 'not-known' });
  if (!Number.isInteger(limit)) problems.push({ field: 'limit', reason: 'not-a-number' });
  else if (limit < 1 || limit > size.most) problems.push({ field: 'limit', reason: 'out-of-range' });
  if (facetsText !== undefined && facetsText !== 'true' && facetsText !== 'false')
    problems.push({ field: 'facets', reason: 'not-known' });
  const isCounting = facetsText === 'true';
  if (after === null || problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  const { results, total, reading, next, facets } = await listCatalog(ctx, query, after, limit, isCounting);
  return Response.json({
    total,
    reading,
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
        best,
        givenBy,
        refusedBy,
        claimedInTimeAt,
        notCompared,
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
        best,
        givenBy,
        refusedBy,
        claimedInTimeAt,
        notCompared,
        recommendation,
      }),
    ),
    next: next === null ? null : writeCursor(next),
    ...(isCounting && { facets }),
  });
});
