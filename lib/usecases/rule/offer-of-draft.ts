import type { Offer } from '@/lib/catalog/offered';
import { findPublicInstitution } from '@/lib/db/public-institutions';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import { findOffers } from '../catalog/find-offers';
import { type Context, todayIn } from '../context';

/**
 * What the public page of its first certificate would say of a version that is still being written, were it published today in the
 * place of the earlier versions of its rule. By the same function as every page. Null where it names no certificate that is listed.
 */
export async function offerOfDraft(
  ctx: Context,
  { tenantId, id, ruleId, ruleCode, title, version, definition, publicNote, basis }: RuleVersion,
  slug: string,
): Promise<Offer | null> {
  const institution = await findPublicInstitution(ctx.database, slug, ctx);
  const [ownId] = microCredentialIdsIn(definition.premise);
  if (institution === null || ownId === undefined) return null;
  const today = todayIn(ctx, institution.timeZone);
  const rule = {
    ...{ tenantId, id, ruleId, code: ruleCode, title, version, definition, publicNote },
    status: 'published' as const,
    statusSince: today,
    basis: basis.kind,
    statusReason: '',
    claimFrom: definition.claimWindow?.from ?? null,
    claimTo: definition.claimWindow?.to ?? null,
    reviewDueOn: null,
    publishedOn: today,
    waitsSince: null,
  };
  const [offer = null] = await findOffers(ctx.database, [{ rule, ownId }], {
    institutions: [institution],
    asOf: ctx,
    dayOf: () => today,
    replaces: ruleId,
  });
  return offer;
}
