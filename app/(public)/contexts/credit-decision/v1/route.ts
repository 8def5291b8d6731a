import { defineRoute } from '@/lib/next/define-route';
import { signedResponse } from '@/lib/next/signed-response';
import context from '@/lib/signed-record/decision-context.json';

/** The vocabulary in which decisions about credit are written. It never changes: another one would be a second version. */
export const GET = defineRoute(async () => signedResponse(JSON.stringify(context), 'application/ld+json'));
