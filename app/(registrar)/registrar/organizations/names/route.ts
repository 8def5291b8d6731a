import { NextResponse } from 'next/server';
import { defineRoute } from '@/lib/next/define-route';
import { findOrganizations } from '@/lib/usecases/organization/find-organizations';

/** Names of organizations by words, for the form of a listing. */
export const GET = defineRoute(async (ctx, request) => {
  const words = (request.nextUrl.searchParams.get('words') ?? '').replaceAll('\0', '').trim().slice(0, 200);
  return NextResponse.json(words === '' ? [] : await findOrganizations(ctx, words), {
    headers: { 'cache-control': 'no-store' },
  });
});
