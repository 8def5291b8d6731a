import { defineRoute } from '@/lib/next/define-route';
import { fileName, signedResponse } from '@/lib/next/signed-response';
import { readDecisionRecord } from '@/lib/usecases/record/view-decision';

/** The signed record of a decision, byte for byte as it was signed. */
export const GET = defineRoute<{ slug: string; code: string; version: string }>(
  async (ctx, _request, asked) =>
    signedResponse(
      await readDecisionRecord(ctx, asked),
      'application/vc',
      fileName(asked.slug, asked.code, asked.version),
    ),
);
