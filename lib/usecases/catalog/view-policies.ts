import { findPublicInstitution, listPublicPolicies, type PublicPolicy } from '@/lib/db/public-institutions';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';

/** Versions that are told: one a month for ten years. */
const mostVersions = 120;

export type PolicyDays = Pick<PublicPolicy, 'version' | 'effectiveFrom' | 'effectiveTo'> & {
  standing: 'isComing' | 'isInForce' | 'isOver';
};

export interface PoliciesView {
  institution: { slug: string; name: string };
  /** The one that is told in full; null where none is in force and none was asked for. */
  policy: (PublicPolicy & PolicyDays) | null;
  /** All that were ever adopted, the newest first. */
  versions: PolicyDays[];
}

/**
 * By which rules an institution decides, today or in one of its adopted versions. What is only drafted is nobody's rule and not told.
 * @refuses not_found `catalog/no-such-institution`, `policy/not-found` (no adopted version has that number)
 */
export async function viewPolicies(
  ctx: Context,
  wanted: { slug: string; version: number | null },
): Promise<PoliciesView> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const institution = await findPublicInstitution(ctx.database, wanted.slug, ctx);
  if (institution === null) refuse('not_found', 'catalog/no-such-institution');
  const today = todayIn(ctx, institution.timeZone);
  const adopted = (await listPublicPolicies(ctx.database, institution.id, mostVersions)).map((policy) => ({
    ...policy,
    standing: standingOn(policy, today),
  }));
  const policy =
    adopted.find(({ version, standing }) =>
      wanted.version === null ? standing === 'isInForce' : version === wanted.version,
    ) ?? null;
  if (policy === null && wanted.version !== null) refuse('not_found', 'policy/not-found');
  return {
    institution: { slug: institution.slug, name: institution.name },
    policy,
    versions: adopted.map(({ version, effectiveFrom, effectiveTo, standing }) => ({
      version,
      effectiveFrom,
      effectiveTo,
      standing,
    })),
  };
}

function standingOn(
  { effectiveFrom, effectiveTo }: Pick<PublicPolicy, 'effectiveFrom' | 'effectiveTo'>,
  today: CivilDate,
): PolicyDays['standing'] {
  if (effectiveFrom > today) return 'isComing';
  return effectiveTo !== null && effectiveTo < today ? 'isOver' : 'isInForce';
}
