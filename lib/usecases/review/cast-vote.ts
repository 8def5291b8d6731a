import * as z from 'zod';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import * as cases from '@/lib/db/review-cases';
import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import { listHolding } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { roundOf } from '@/lib/review/blind';
import { mayVoteAnew, namesOfBallots } from '@/lib/review/casting-vote';
import { endsByItself, mayVote } from '@/lib/review/eligibility';
import { rejectionsOf } from '@/lib/review/rejection';
import { type Rejection, RejectionKind } from '@/lib/review/rejection-kind';
import type { Tally } from '@/lib/review/tally';
import { countedVotes, hasVoted } from '@/lib/review/vote';
import { VoteChoice } from '@/lib/review/vote-choice';
import { isGroundOf, needsWords, VoteGround } from '@/lib/review/vote-ground';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { nextOrdinalIn } from './ballots';
import { finishStage, type FinishedStage } from './finish-stage';
import { markIn, scoreIn } from './judgement';
import { Marks, Scores } from './judged';
import { aboutStage, mailAbout } from './review-mail';
import {
  asStaff,
  decidesTiesIn,
  isChairAloneIn,
  isTieToldIn,
  leadersOf,
  leadingRoles,
  mayDecideTieIn,
  placeIn,
  seatIn,
  settlingOf,
  stageResource,
  tallyOf,
} from './stage-resource';
import { groundsOf, lackingFields } from './vote-grounds';

export const CastVote = z
  .strictObject({
    stageId: z.uuid(),
    choice: VoteChoice,
    /** Which of the grounds that such a ballot can rest on; may stay out where words are given. */
    ground: VoteGround.optional(),
    rationale: z.string().trim().max(5_000).default(''),
    /** Which no a rejection is, and what students may read of it. */
    rejection: RejectionKind.optional(),
    publicReason: z.string().trim().max(500).optional(),
    /** Cast as whoever leads, to decide a tie; what somebody without a vote as a member casts is never anything else. */
    casting: z.literal('on').optional(),
    /** What stands on the same screen, saved with the vote. */
    marks: Marks.optional(),
    scores: Scores.optional(),
  })
  .superRefine(({ choice, ground, rationale, rejection, publicReason }, context) => {
    const lack = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (ground !== undefined && !isGroundOf(choice, ground)) lack('ground', 'field/ground');
    if (rationale === '' && needsWords(choice, ground ?? null)) lack('rationale', 'field/vote-why');
    if (choice !== 'reject') return;
    if (rejection === undefined) lack('rejection', 'field/which-no');
    if (!publicReason) lack('publicReason', 'field/public-why');
  });
export type CastVote = z.infer<typeof CastVote>;

export interface VoteCast {
  caseId: string;
  ordinal: number;
  /** What the stage ended with, when this vote closed it. */
  finished: FinishedStage | null;
}

/**
 * Appends a vote, and saves the marks and scores that come with it; the last vote before the stage closes counts. When no missing vote can
 * change the outcome any more, the same transaction closes the stage and moves the rule on, but for a stage that keeps minutes: that one is
 * ended by its chair. Whoever leads decides a tie where the policy gives a casting vote, with or without a seat, and beside the own ballot.
 */
export async function castVote(ctx: Context, input: CastVote): Promise<VoteCast> {
  return command(ctx, 'review.castVote', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.castVote', stageResource(work));
    if (placeIn(work, actor.personId)?.isSecond === true && input.casting !== 'on')
      refuse('rule_violation', 'review/second-record');
    // Whoever leads without a seat marks and scores nothing, and their form sends none.
    if (input.marks?.length) await markIn(tx, ctx, work, input.marks);
    if (input.scores?.length) await scoreIn(tx, ctx, work, input.scores);
    const { stage, reviewCase } = work;
    const place = seatIn(work, actor.personId);
    // A seat is nothing without its role: whoever leads all the same has the casting vote and no other.
    const seat = { ...place, isVoting: place.isVoting && place.isInRole };
    const today = todayIn(ctx, (await getInstitution(tx, actor.tenantId)).timeZone);
    const rule = (await rules.find(tx, reviewCase.ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    const isCasting = input.casting === 'on' || !seat.isVoting;
    if (!isCasting && hasVoted(work.votes, actor.personId))
      orRefuse(mayVoteAnew(settlingOf(work, today)), 'rule_violation');
    const grounds = isCasting ? null : await groundsOf(tx, ctx, work, rule, actor.personId);
    const allowed =
      grounds === null
        ? mayDecideTieIn(work, actor, await listHolding(tx, leadingRoles), today, input.choice)
        : mayVote(stage.status, stage.kind, seat, input.choice, grounds);
    if (!allowed.ok)
      refuse(
        allowed.reason === 'review/stage-closed' ? 'invalid_transition' : 'rule_violation',
        allowed.reason,
        grounds !== null && asksForFields.includes(allowed.reason)
          ? { fieldErrors: lackingFields(input, grounds) }
          : allowed.details,
      );
    const ordinal = nextOrdinalIn(work, actor.personId);
    const vote = {
      personId: actor.personId,
      ordinal,
      choice: input.choice,
      ground: input.ground ?? null,
      rationale: input.rationale,
      rejection: rejectionIn(input),
      round: roundOf(stage),
      isCasting,
      onBallots: isCasting ? namesOfBallots(countedVotes(work.votes, work.assignments)) : [],
    };
    if (vote.rejection && !rejectionsOf(rule.definition).includes(vote.rejection.kind))
      refuse('invalid_input', 'review/no-of-a-no', {
        fieldErrors: { rejection: 'field/not-as-proposed-only' },
      });
    await cases.addVote(tx, { tenantId: actor.tenantId, stageId: stage.id, ...vote, at: ctx.now });
    const after = { ...work, votes: [...work.votes, { ...vote, castAt: ctx.now }] };
    const count = tallyOf(after, today);
    const finished = await finishIfDecided(tx, ctx, after, count);
    if (!finished && !isCasting && count.present === count.eligible) await tellLeader(tx, after, count);
    await recordAudit(tx, ctx, 'review.castVote', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `vote cast in the ${stage.kind} stage`,
      after: { stageId: stage.id, ...vote },
    });
    if (finished) {
      await recordAudit(tx, ctx, 'review.closeStage', {
        objectType: 'review_case',
        objectId: reviewCase.id,
        summary: `${stage.kind} stage closed by its votes: ${finished.outcome}`,
        before: { status: stage.status },
        after: { status: 'closed', stageId: stage.id, tally: count, ...finished },
      });
    }
    return { caseId: reviewCase.id, ordinal, finished };
  });
}

/** What a vote lacks that is asked for beside a field of its form. */
const asksForFields: readonly string[] = ['review/reason-missing', 'review/place-missing'];

/** All have voted and the stage is still open: whoever leads it hears once that it waits, or that its tie does. */
async function tellLeader(tx: Tx, work: StageAtWork, count: Tally): Promise<void> {
  const colleagues = await listHolding(tx, leadingRoles);
  const { tenantId } = work.reviewCase;
  const told = isTieToldIn(work, count)
    ? colleagues.filter((one) => decidesTiesIn(work, asStaff(one, tenantId), colleagues))
    : leadersOf(work, colleagues);
  await mailAbout(tx, isTieToldIn(work, count) ? 'tied' : 'allVoted', aboutStage(work), told);
}

async function finishIfDecided(
  tx: Tx,
  ctx: Context,
  work: StageAtWork,
  count: Tally,
): Promise<FinishedStage | null> {
  if (count.outcome === 'open' || !endsByItself(work.stage.config, count, isChairAloneIn(work))) return null;
  return finishStage(tx, ctx, work, {
    outcome: count.outcome,
    closedById: null,
    minutesRef: '',
    note: '',
    publicReason: '',
    conditions: null,
    meetingId: null,
  });
}

function rejectionIn({ choice, rejection, publicReason }: CastVote): Rejection | null {
  if (choice !== 'reject') return null;
  if (rejection === undefined || !publicReason) refuse('invalid_input', 'review/rejection-unsaid');
  return { kind: rejection, publicReason };
}
