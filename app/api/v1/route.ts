import { facets, longFacets } from '@/lib/catalog/facets';
import { namedParameter } from '@/lib/catalog/search-query';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/next/define-route';

const search = [
  'q',
  ...facets.map((facet) => `${facet}*`),
  ...longFacets.map(namedParameter),
  'show',
  'institution',
  'program',
  'minHours',
  'maxHours',
  'sort',
].join(',');

/** The addresses of the API, as templates that say which parameters each reads. @source RFC 6570 */
export const GET = defineRoute(async () => {
  const base = `${new URL(env().NEXTAUTH_URL).origin}/api/v1`;
  return Response.json({
    version: 1,
    addresses: {
      catalog: `${base}/catalog{?${search},facets,limit,cursor}`,
      table: `${base}/catalog.csv{?${search}}`,
      decisions: `${base}/decisions{?institution,cursor}`,
      decisionTable: `${base}/decisions.csv{?institution,cursor}`,
      suggestions: `${base}/catalog/suggestions{?q}`,
      marks: `${base}/catalog/marks{?${search}}`,
      signposts: `${base}/signposts{?q,institution}`,
      entry: `${base}/catalog/{slug}{?asOf,unit}`,
    },
  });
});
