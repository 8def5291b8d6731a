import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { listMarks, listScores } from '@/lib/db/marks-and-scores';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { coverageOf } from '@/lib/review/coverage';
import { type Grounds, isChairAlone, mayVote } from '@/lib/review/eligibility';
import { rubricState } from '@/lib/review/rubric';
import type { Tally } from '@/lib/review/tally';
import { VoteChoice } from '@/lib/review/vote';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { policyOfCase } from './case-policy';
import { finishStage, type FinishedStage } from './finish-stage';
import { reviewSubject } from './review-subject';
import { seatIn, stageResource, tallyOf } from './stage-resource';

export const CastVote = z.strictObject({
  stageId: z.uuid(),
  choice: VoteChoice,
  rationale: z
    .string()
    .trim()
    .min(1, { error: 'Say why. The author and the next stage read it.' })
    .max(5_000),
});
export type CastVote = z.infer<typeof CastVote>;

export interface VoteCast {
  caseId: string;
  ordinal: number;
  /** What the stage ended with, when this vote closed it. */
  finished: FinishedStage | null;
}

/**
 * Appends a vote; the last one before the stage closes counts. When no missing vote can change the outcome any more, the same
 * transaction closes the stage and moves the rule on.
 */
export async function castVote(ctx: Context, input: CastVote): Promise<VoteCast> {
  return command(ctx, 'review.castVote', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.castVote', stageResource(work));
    const { stage, reviewCase } = work;
    const seat = seatIn(work, actor.personId);
    const allowed = mayVote(
      stage.status,
      stage.kind,
      seat,
      input.choice,
      await groundsOf(tx, work, actor.personId),
    );
    orRefuse(
      allowed,
      !allowed.ok && allowed.reason === 'review/stage-closed' ? 'invalid_transition' : 'rule_violation',
    );
    const ordinal =
      1 +
      Math.max(
        0,
        ...work.votes.filter((vote) => vote.personId === actor.personId).map((vote) => vote.ordinal),
      );
    const vote = { personId: actor.personId, ordinal, choice: input.choice, rationale: input.rationale };
    await cases.addVote(tx, { tenantId: actor.tenantId, stageId: stage.id, ...vote, at: ctx.now });
    const after = { ...work, votes: [...work.votes, { ...vote, castAt: ctx.now }] };
    const count = tallyOf(after);
    const finished = await finishIfDecided(tx, ctx, after, count);
    await recordAudit(tx, ctx, 'review.castVote', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `vote cast in the ${stage.kind} stage`,
      after: { stageId: stage.id, ordinal, choice: input.choice, rationale: input.rationale },
    });
    if (finished) {
      await recordAudit(tx, ctx, 'review.closeStage', {
        objectType: 'review_case',
        objectId: reviewCase.id,
        summary: `${stage.kind} stage closed by its votes: ${finished.outcome}`,
        after: { stageId: stage.id, tally: count, ...finished },
      });
    }
    return { caseId: reviewCase.id, ordinal, finished };
  });
}

async function finishIfDecided(
  tx: Tx,
  ctx: Context,
  work: cases.StageAtWork,
  count: Tally,
): Promise<FinishedStage | null> {
  if (
    count.outcome === 'open' ||
    isChairAlone(
      work.stage.kind,
      work.stage.chairId,
      work.votes.map((vote) => vote.personId),
    )
  )
    return null;
  return finishStage(tx, ctx, work, {
    outcome: count.outcome,
    closedById: null,
    minutesRef: '',
    note: '',
    isConditional: false,
  });
}

/** The voter's own matrix and rubric, against the threshold of the policy of the case. */
async function groundsOf(
  tx: Tx,
  { stage, reviewCase }: cases.StageAtWork,
  personId: string,
): Promise<Grounds> {
  const rule = (await rules.find(tx, reviewCase.ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
  const policy = await policyOfCase(tx, reviewCase);
  const subject = await reviewSubject(tx, rule);
  return {
    coverage: coverageOf(
      subject.courseOutcomeIds,
      await listMarks(tx, reviewCase.id, personId),
      policy.review.coverageThreshold,
    ),
    rubric: rubricState(await listScores(tx, { stageId: stage.id, personId })),
    isSpecified: subject.courses.length > 0 && !rule.definition.deny,
  };
}
