import { registeredRule, type RegisteredDecision } from '@/lib/catalog/registered-decision';
import { registeredRuleCalled } from '@/lib/db/decision-register';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { findCreditsAndNames } from '@/lib/db/public-rules';
import { recordOfRule } from '@/lib/db/signed-records';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { RuleNames } from '@/lib/rule/rule-names';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { findOffers, type OfferedRule } from '../catalog/find-offers';
import { namesFor } from '../catalog/rule-names';
import { type Context, todayIn } from '../context';
import { institutionCalledOrNone } from './read-published';

/** One version of a rule as everybody may know it, and what was signed of it. */
export interface DecisionView {
  institution: PublicInstitution;
  asOf: CivilDate;
  rule: OfferedRule;
  decision: RegisteredDecision['decision'];
  certificates: readonly { slug: string; title: string; language: string | null }[];
  names: RuleNames;
  /** Since when the record stands that was signed last; null where nobody signed one. */
  signedAt: string | null;
}

interface AskedDecision {
  slug: string;
  code: string;
  version: string;
}

/** What one version of a rule decides today. @refuses not_found `record/no-such-decision` */
export async function viewDecision(ctx: Context, asked: AskedDecision): Promise<DecisionView> {
  const { institution, rule } = await decisionCalled(ctx, asked);
  const asOf = todayIn(ctx, institution.timeZone);
  const named = microCredentialIdsIn(rule.definition.premise);
  const [offer] = await findOffers(ctx.database, [{ rule, ownId: named[0] ?? null }], {
    institutions: [institution],
    asOf: ctx,
    dayOf: () => asOf,
  });
  if (offer === undefined) throw new Error('A rule without an offer.');
  const found = await findCreditsAndNames(ctx.database, ctx, {
    microCredentialIds: named,
    courses: curriculumCodesIn(rule.definition).map((code) => [institution.id, code] as const),
    programs: (offer.programs ?? []).map((code) => [institution.id, code] as const),
  });
  const certificates = named.flatMap((id) => found.microCredentials[id] ?? []);
  const record = await recordOfRule(ctx.database, institution.id, rule.id);
  const { decision } = registeredRule(
    { institution: institution.slug, institutionName: institution.name, certificates },
    { ...rule, deny: rule.definition.deny === true },
    offer,
  );
  return {
    institution,
    asOf,
    rule: { ...rule, offer },
    decision,
    certificates,
    names: namesFor(institution, found),
    signedAt: record?.signedAt ?? null,
  };
}

/** What was signed last of one version of a rule, byte for byte. @refuses not_found `record/no-such-decision` · `record/none` */
export async function readDecisionRecord(ctx: Context, asked: AskedDecision): Promise<string> {
  const { institution, rule } = await decisionCalled(ctx, asked);
  const record = await recordOfRule(ctx.database, institution.id, rule.id);
  return record?.document ?? refuse('not_found', 'record/none');
}

async function decisionCalled(ctx: Context, { slug, code, version }: AskedDecision) {
  authorize(ctx, 'record.read', { tenantId: null });
  const institution = await institutionCalledOrNone(ctx, slug);
  // The database takes no text with a zero in it, and no rule has such a code.
  const isPossible = /^[1-9]\d{0,8}$/.test(version) && code.length <= 100 && !code.includes('\0');
  const rule = isPossible
    ? await registeredRuleCalled(ctx.database, {
        tenantId: institution.id,
        code,
        version: Number(version),
        now: ctx.now,
      })
    : null;
  return { institution, rule: rule ?? refuse('not_found', 'record/no-such-decision') };
}
