import { askedDecisions, registerLicence } from '@/lib/next/asked-decisions';
import { defineRoute } from '@/lib/next/define-route';

/** The public register of decisions as JSON, a part at a time. */
export const GET = defineRoute(async (ctx, request) => {
  const { rows, next, asOf, headers } = await askedDecisions(ctx, request);
  return Response.json(
    { asOf, licence: registerLicence, decisions: rows.map(({ offer: _, ...row }) => row), next },
    { headers },
  );
});
