import { NextResponse } from 'next/server';
import { defineRoute } from '@/lib/next/define-route';
import { findCertificateChoices } from '@/lib/usecases/rule/view-mapping-start';

/** Certificates by words, for the lists of the editor. */
export const GET = defineRoute(async (ctx, request) => {
  const words = (request.nextUrl.searchParams.get('words') ?? '').trim().slice(0, 200);
  return NextResponse.json(words === '' ? [] : await findCertificateChoices(ctx, words), {
    headers: { 'cache-control': 'no-store' },
  });
});
