import { NextResponse } from 'next/server';
import { defineRoute } from '@/lib/next/define-route';
import { viewListingStart } from '@/lib/usecases/listing/view-listing-start';
import { namedInAddress } from '../new-listing-href';

/** Entries that the certificate of a form may be, while its name is typed. */
export const GET = defineRoute(async (ctx, request) => {
  const said = [...request.nextUrl.searchParams].map(
    ([name, value]) => [name, value.replaceAll('\0', '')] as const,
  );
  return NextResponse.json(await viewListingStart(ctx, namedInAddress(Object.fromEntries(said))), {
    headers: { 'cache-control': 'no-store' },
  });
});
