import { startPageOf } from '@/lib/access/start-page';
import { defineRoute } from '@/lib/next/define-route';

/** Leads on to the work of whoever has signed in. No page: one would be drawn only to be left at once. */
export const GET = defineRoute(({ actor }) =>
  Promise.resolve(
    new Response(null, {
      status: 307,
      headers: { location: startPageOf(actor), 'cache-control': 'no-store' },
    }),
  ),
);
