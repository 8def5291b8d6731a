import * as z from 'zod';
import { getInstitution } from '@/lib/db/institutions';
import * as policies from '@/lib/db/policies';
import type { HomeUnit } from '@/lib/amount/unit';
import { PolicyForm, policyOf } from '@/lib/institution/policy-form';
import type { ToldPolicy } from '@/lib/institution/policy-sentences';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { addDays, CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { standingOf } from './policy-view';

/** How the first policy of an institution lets mappings be reviewed: by the department, or by a committee afterwards as well. */
const FirstStages = z.enum(['department', 'committee']);
export const DraftPolicy = z.strictObject({
  /** Asked for where there is no policy yet: a later one begins as a copy of the one in force. */
  stages: FirstStages.optional(),
  /** Not sent: today for the first policy, tomorrow for a later one. */
  firstDay: z.string().min(1, 'field/first-day').pipe(CivilDateText).optional(),
});
export type DraftPolicy = z.output<typeof DraftPolicy>;

/** What the first policy of an institution begins with; every value is there to be changed. */
function firstPolicy(homeUnit: HomeUnit, stages: z.infer<typeof FirstStages>): ToldPolicy {
  const stage = {
    quorum: 'moreThanHalf',
    threshold: 'majorityCast',
    tie: 'notApproved',
    recusedCount: false,
  } as const;
  return {
    credit: {
      homeUnit,
      resolution: 'best',
      rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.5' },
      trim: 'partial',
    },
    review: {
      stages: [
        { kind: 'department', mode: 'all', minReviewers: 1, dueDays: 15, ...stage },
        ...(stages === 'committee'
          ? [{ kind: 'committee', mode: 'quorumVote', minReviewers: 3, dueDays: 20, ...stage } as const]
          : []),
      ],
      coverageThreshold: 80,
      reReviewMonths: 36,
    },
    appeal: null,
  };
}

/**
 * Begins a new version as a copy of the one in force, from tomorrow on; the first one with what most begin with, from today on, since no
 * day before it was decided under another. One draft at a time. @refuses conflict `policy/draft-exists`
 */
export async function draftPolicy(ctx: Context, input: DraftPolicy): Promise<{ id: string }> {
  return command(ctx, 'policy.draft', input, async (tx, actor, ctx) => {
    authorize(ctx, 'policy.draft', { tenantId: actor.tenantId });
    await policies.lockPolicies(tx, actor.tenantId);
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const all = await policies.allPolicies(tx);
    if (all.some((policy) => policy.status === 'draft')) refuse('conflict', 'policy/draft-exists');
    const model =
      all.find((policy) => standingOf(policy, today) === 'inForce') ??
      all[0] ??
      firstPolicy(institution.homeUnit, input.stages ?? 'department');
    const id = ctx.newId();
    const version = (all[0]?.version ?? 0) + 1;
    const content = {
      credit: model.credit,
      review: model.review,
      appeal: model.appeal,
      effectiveFrom: input.firstDay ?? (all.length === 0 ? today : addDays(today, 1)),
      effectiveTo: null,
      note: '',
    };
    await policies.insertDraft(tx, {
      tenantId: actor.tenantId,
      id,
      version,
      authorId: actor.personId,
      ...content,
    });
    await recordAudit(tx, ctx, 'policy.draft', {
      objectType: 'policy_version',
      objectId: id,
      summary: `version ${version} drafted`,
      after: content,
    });
    return { id };
  });
}

export const RevisePolicy = PolicyForm.safeExtend({
  policyId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type RevisePolicy = z.output<typeof RevisePolicy>;

/**
 * Saves a draft. Whoever changes it is one of its authors from then on, so that nobody adopts what they wrote themselves; saving it
 * as it stands changes nothing.
 * @refuses not_found · invalid_transition `policy/frozen` · conflict `policy/changed-meanwhile`
 */
export async function revisePolicy(ctx: Context, input: RevisePolicy): Promise<{ id: string }> {
  return command(ctx, 'policy.draft', input, async (tx, actor, ctx) => {
    await policies.lockPolicies(tx, actor.tenantId);
    const policy = await policies.getPolicy(tx, input.policyId);
    authorize(ctx, 'policy.draft', { tenantId: actor.tenantId });
    if (policy.status !== 'draft') refuse('invalid_transition', 'policy/frozen');
    const { homeUnit } = await getInstitution(tx, actor.tenantId);
    const { effectiveFrom, effectiveTo, note } = input;
    const content = { ...policyOf(input, homeUnit, policy.appeal), effectiveFrom, effectiveTo, note };
    const before = {
      credit: policy.credit,
      review: policy.review,
      appeal: policy.appeal,
      effectiveFrom: policy.effectiveFrom,
      effectiveTo: policy.effectiveTo,
      note: policy.note,
    };
    if (policy.rowVersion !== input.expectedVersion) refuse('conflict', 'policy/changed-meanwhile');
    if (canonicalJson(content) === canonicalJson(before)) return { id: policy.id };
    await policies.updateDraft(
      tx,
      { tenantId: actor.tenantId, id: policy.id, authorId: policy.authorId },
      input.expectedVersion,
      content,
      { personId: actor.personId, at: ctx.now },
    );
    await recordAudit(tx, ctx, 'policy.draft', {
      objectType: 'policy_version',
      objectId: policy.id,
      summary: `version ${policy.version} revised`,
      before,
      after: content,
    });
    return { id: policy.id };
  });
}
