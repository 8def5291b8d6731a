import { defineRoute } from '@/lib/next/define-route';
import { ownSigner } from '@/lib/next/own-signer';
import { signedResponse } from '@/lib/next/signed-response';
import { readStatusList } from '@/lib/usecases/record/read-published';

/** The list of what was taken back among the records of an institution. */
export const GET = defineRoute<{ slug: string; purpose: string; list: string }>(
  async (ctx, _request, { slug, purpose, list }) => {
    const asked = { slug, purpose, list: Number(list) };
    return signedResponse(JSON.stringify(await readStatusList(ctx, asked, ownSigner())), 'application/vc');
  },
);
