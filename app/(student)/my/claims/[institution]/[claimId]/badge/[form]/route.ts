import { toBuffer } from 'qrcode';
import { env } from '@/lib/env';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { badgePath } from '@/lib/signed-record/award-badge';
import { bakedPng } from '@/lib/signing/bake-png';
import { viewOwnBadge } from '@/lib/usecases/record/view-badge';

const own = { 'cache-control': 'private, no-store' };

/** One's own badge as a file: JSON, or a picture of its address with the badge in it. Nobody else's is there. */
export const GET = defineRoute<{ institution: string; claimId: string; form: string }>(
  async (ctx, _request, { institution, claimId, form }) => {
    const { id, document } = await viewOwnBadge(ctx, institution, claimId);
    if (id === null || document === null || (form !== 'json' && form !== 'png'))
      refuse('not_found', 'record/none');
    const disposition = { 'content-disposition': `attachment; filename="badge-${id}.${form}"` };
    if (form === 'json')
      return new Response(document, {
        headers: { ...own, ...disposition, 'content-type': 'application/vc+ld+json' },
      });
    const picture = await toBuffer(new URL(badgePath(institution, id), env().NEXTAUTH_URL).href, {
      scale: 8,
    });
    return new Response(bakedPng(picture, document), {
      headers: { ...own, ...disposition, 'content-type': 'image/png' },
    });
  },
);
