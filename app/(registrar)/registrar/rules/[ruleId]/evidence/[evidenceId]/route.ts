import { defineRoute } from '@/lib/next/define-route';
import { viewEvidence } from '@/lib/usecases/rule/view-evidence';

/** A file of strangers: always saved, never shown in place, and allowed nothing should a browser show it all the same. @source docs/security.md, "Limits" */
export const GET = defineRoute<{ ruleId: string; evidenceId: string }>(async (ctx, _request, { ruleId, evidenceId }) => {
  const { fileName, mediaType, content } = await viewEvidence(ctx, ruleId, evidenceId);
  return new Response(Buffer.from(content), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="evidence"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
});
