import * as z from 'zod';
import { awardStands } from '@/lib/claim/lifecycle';
import { findDecision, reversedDecisions } from '@/lib/db/claim-decisions';
import { getClaim } from '@/lib/db/credit-claims';
import { keyThatSigns } from '@/lib/db/signing-keys';
import { findAwardBadge, recordOfAward } from '@/lib/db/signed-records';
import { type Tx, withTenant } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { institutionAt } from '../claim/own-claim';
import { studentQuery } from '../command';
import type { Context } from '../context';
import { institutionCalledOrNone } from './read-published';

/** The badge of one's own award: what was signed, or whether it can be. */
export interface OwnBadge {
  id: string | null;
  document: string | null;
  /** Whether its award was taken back since: what was fetched before is still shown, as that. */
  isRevoked: boolean;
  /** Whether its institution signs at all. */
  canBeSigned: boolean;
}

/** @refuses unauthenticated · not_found `claim/not-found`, also where it is another student's */
export async function viewOwnBadge(ctx: Context, at: string, claimId: string): Promise<OwnBadge> {
  const { id: tenantId } = await institutionAt(ctx, at);
  return studentQuery(ctx, tenantId, async (tx, ctx) => {
    const claim = await getClaim(tx, claimId);
    authorize(ctx, 'claim.viewOwn', { tenantId, studentId: claim.studentId });
    const decision = awardStands(claim.state) ? await findDecision(tx, claim.id) : null;
    const known = decision === null ? await takenBack(tx, claim.id) : await recordOfAward(tx, decision.id);
    return {
      id: known?.id ?? null,
      document: known?.document ?? null,
      isRevoked: known !== null && decision === null,
      canBeSigned: decision !== null && (await keyThatSigns(tx)) !== null,
    };
  });
}

/** What was signed last of the awards of a claim that were taken back. */
async function takenBack(tx: Tx, claimId: string): ReturnType<typeof recordOfAward> {
  for (const { id } of await reversedDecisions(tx, claimId)) {
    const known = await recordOfAward(tx, id);
    if (known !== null) return known;
  }
  return null;
}

/** What is shown of a badge: what the badge itself says, and nothing that we know besides. */
const Shown = z.object({
  name: z.string(),
  issuer: z.object({ id: z.string(), name: z.string() }),
  validFrom: z.string(),
  awardedDate: z.string(),
  credentialSubject: z.object({
    result: z.array(z.object({ resultDescription: z.string(), value: z.string() })),
    achievement: z.object({
      resultDescription: z.array(z.object({ id: z.string(), name: z.string() })),
      alignment: z.array(
        z.object({ targetName: z.string(), targetUrl: z.string(), targetFramework: z.string() }),
      ),
    }),
  }),
  evidence: z.array(z.object({ id: z.string(), name: z.string() })),
});

export interface ShownBadge {
  title: string;
  issuer: { did: string; name: string };
  awardedAt: string;
  lines: readonly { name: string; value: string; framework: string; decision: string }[];
  evidence: readonly { id: string; name: string }[];
  isRevoked: boolean;
}

/**
 * A badge to whoever was given its address: what it says, and whether its award was taken back. The badge itself is its student's to hand on.
 * @refuses not_found `record/none`
 */
export async function viewBadge(
  ctx: Context,
  { slug, id }: { slug: string; id: string },
): Promise<ShownBadge> {
  authorize(ctx, 'record.read', { tenantId: null });
  const { id: tenantId } = await institutionCalledOrNone(ctx, slug);
  const found = z.uuid().safeParse(id).success
    ? await withTenant(ctx.database, { tenantId }, (tx) => findAwardBadge(tx, id))
    : null;
  const { document, isRevoked } = found ?? refuse('not_found', 'record/none');
  const { name, issuer, awardedDate, credentialSubject, evidence } = Shown.parse(JSON.parse(document));
  const { result, achievement } = credentialSubject;
  return {
    title: name,
    issuer: { did: issuer.id, name: issuer.name },
    awardedAt: awardedDate,
    lines: result.map(({ resultDescription, value }, at) => ({
      name: achievement.resultDescription.find((one) => one.id === resultDescription)?.name ?? '',
      value,
      framework: achievement.alignment[at]?.targetFramework ?? '',
      decision: achievement.alignment[at]?.targetUrl ?? '',
    })),
    evidence,
    isRevoked,
  };
}
