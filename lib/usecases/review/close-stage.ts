import * as z from 'zod';
import { findColleagues } from '@/lib/db/colleagues';
import * as cases from '@/lib/db/review-cases';
import { getInstitution } from '@/lib/db/institutions';
import { isOnAgenda } from '@/lib/db/agendas';
import { lockMeeting } from '@/lib/db/meetings';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { mayAct, mayClose } from '@/lib/review/eligibility';
import { mayDecideIn } from '@/lib/review/meeting';
import { ownerChosen, OwnerChoice } from '@/lib/review/owed-conditions';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { momentAt } from '../meeting/meeting-facts';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { finishStage, type FinishedStage, stageAfter } from './finish-stage';
import { isChairAloneIn, notAskedIn, placeIn, stageResource, tallyOf, actedFor } from './stage-resource';

const blank = z.literal('').transform(() => undefined);

export const CloseStage = z.strictObject({
  stageId: z.uuid(),
  /** The stage as the chair saw it: a vote cast meanwhile is a conflict. */
  expectedVersion: z.coerce.number().int().min(1),
  /** Where the minutes of the meeting are; a stage that keeps them needs it. */
  minutesRef: z.string().trim().max(200).default(''),
  note: z.string().trim().max(4_000).default(''),
  /** The note states conditions, should the votes approve. */
  conditional: z.literal('on').optional(),
  /** Who sees to them, and until when; asked for with them. */
  conditionsOwner: OwnerChoice.or(blank).optional(),
  conditionsDueOn: CivilDateText.or(blank).optional(),
  /** Should it be a no: the sentence that students may read, in place of one from the ballots. */
  publicReason: z.string().trim().max(500).optional(),
  /** The meeting in which it is decided; the same is asked as without one, and that it has begun and has the case on its agenda. */
  meetingId: z.uuid().optional(),
  /** Closed although members have not said whether they have a conflict; stands on record. */
  notAsked: z.literal('on').optional(),
});
export type CloseStage = z.infer<typeof CloseStage>;

/**
 * The chair closes the stage. The outcome is what the votes make of it; nobody chooses it, and no refusal tells what it would be: the
 * conditions are for an approval, and fall away with anything else.
 */
export async function closeStage(
  ctx: Context,
  input: CloseStage,
): Promise<FinishedStage & { caseId: string }> {
  return command(ctx, 'review.closeStage', input, async (tx, actor, ctx) => {
    // Before the stage: whoever changes the agenda takes the two in this order.
    const meeting = input.meetingId === undefined ? null : await lockMeeting(tx, input.meetingId);
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.closeStage', stageResource(work));
    const { stage, reviewCase } = work;
    orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    // Before the votes are counted: an attempt that cannot succeed must not tell how they stand.
    if (input.expectedVersion !== stage.rowVersion) refuse('conflict', 'review/changed-meanwhile');
    if (meeting) {
      const isItem = await isOnAgenda(tx, meeting.id, stage.id);
      orRefuse(mayDecideIn(meeting, isItem, await momentAt(tx, ctx, actor.tenantId)));
    }
    const isConditional = input.conditional === 'on';
    const today = await todayAt(tx, ctx, reviewCase.tenantId);
    if (
      isConditional &&
      (await stageAfter(tx, work, await rules.get(tx, reviewCase.ruleVersionId), today)) !== null
    )
      refuse('rule_violation', 'review/conditions-too-early');
    const conditions = isConditional ? await conditionsIn(tx, input, today) : null;
    const institution = await getInstitution(tx, actor.tenantId);
    const count = tallyOf(work, todayIn(ctx, institution.timeZone));
    const allowed = mayClose(stage.status, stage.config, count, {
      isChairAlone: isChairAloneIn(work),
      minutesRef: input.minutesRef,
      notAsked: notAskedIn(work).length,
      acceptsNotAsked: input.notAsked === 'on',
    });
    if (!allowed.ok && allowed.reason === 'review/minutes-missing')
      refuse('invalid_input', allowed.reason, {
        fieldErrors: { minutesRef: 'field/minutes' },
      });
    if (!allowed.ok && allowed.reason === 'review/not-asked')
      refuse('invalid_input', allowed.reason, {
        fieldErrors: { notAsked: 'field/not-asked' },
      });
    orRefuse(
      allowed,
      !allowed.ok && allowed.reason === 'review/stage-closed' ? 'invalid_transition' : 'rule_violation',
    );
    const outcome = count.ifClosedNow ?? refuse('rule_violation', 'review/votes-missing');
    const finished = await finishStage(tx, ctx, work, {
      outcome,
      closedById: actor.personId,
      minutesRef: input.minutesRef,
      note: conditions && outcome !== 'passed' ? '' : input.note,
      publicReason: input.publicReason ?? '',
      conditions: outcome === 'passed' ? conditions : null,
      meetingId: meeting?.id ?? null,
    });
    await recordAudit(tx, ctx, 'review.closeStage', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `${stage.kind} stage closed: ${outcome}`,
      before: { status: stage.status },
      after: {
        ...actedFor(work, actor),
        status: 'closed',
        stageId: stage.id,
        tally: count,
        minutesRef: input.minutesRef,
        note: input.note,
        ...(conditions && outcome === 'passed' && { conditions }),
        notAskedIds: notAskedIn(work),
        ...(meeting && { meetingId: meeting.id }),
        ...finished,
      },
    });
    return { ...finished, caseId: reviewCase.id };
  });
}

/** Conditions are owed: what they are, by whom and until when is said with them, and the person is one of the staff. */
async function conditionsIn(
  tx: Tx,
  { note, conditionsOwner, conditionsDueOn }: CloseStage,
  today: CivilDate,
): Promise<NonNullable<cases.StageClosing['conditions']>> {
  const lacking = {
    ...(note === '' && { note: 'field/conditions' }),
    ...(!conditionsOwner && { conditionsOwner: 'field/conditions-owner' }),
    ...(!conditionsDueOn && { conditionsDueOn: 'field/conditions-due' }),
    ...(conditionsDueOn && conditionsDueOn < today && { conditionsDueOn: 'field/conditions-due-past' }),
  };
  if (!conditionsOwner || !conditionsDueOn || Object.keys(lacking).length > 0)
    refuse('invalid_input', 'review/conditions-missing', { fieldErrors: lacking });
  const owner = ownerChosen(conditionsOwner);
  if (owner.personId !== null && (await findColleagues(tx, [owner.personId])).length === 0)
    refuse('invalid_input', 'review/conditions-missing', {
      fieldErrors: { conditionsOwner: 'field/conditions-owner-left' },
    });
  return { owner, dueOn: conditionsDueOn };
}
