import { env } from '@/lib/env';
import { defineRoute } from '@/lib/next/define-route';

/** The addresses of the API, as templates that say which parameters each reads. @source RFC 6570 */
export const GET = defineRoute(async () => {
  const base = `${new URL(env().NEXTAUTH_URL).origin}/api/v1`;
  return Response.json({
    version: 1,
    addresses: {
      catalog: `${base}/catalog{?q,provider*,subject*,level*,language*,kind*,standing*,institution,program,minHours,maxHours,sort,limit,cursor}`,
      entry: `${base}/catalog/{slug}{?asOf,unit}`,
    },
  });
});
