import { defineRoute } from '@/lib/next/define-route';
import { signedResponse } from '@/lib/next/signed-response';
import { readDidDocument } from '@/lib/usecases/record/read-published';

/** The keys of an institution, for whoever verifies what it signed. */
export const GET = defineRoute<{ slug: string }>(async (ctx, _request, { slug }) =>
  signedResponse(JSON.stringify(await readDidDocument(ctx, slug)), 'application/did+json'),
);
